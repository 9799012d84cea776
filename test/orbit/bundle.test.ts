// orbit/ runs in a page as it runs in a function: bundled for a browser, without WebAssembly (a content security policy
// would have to allow it) and without anything of Node's.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../orbit/elements.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { newestOmm, trueTracks } from '../accuracy/truth.ts';

const ORBIT = new URL('../../orbit/', import.meta.url);

describe('orbit, bundled for a browser', () => {
  let code: string;

  beforeAll(async () => {
    const modules = readdirSync(ORBIT).filter((file) => file.endsWith('.ts'));
    const { outputFiles } = await build({
      stdin: {
        contents: modules.map((file) => `export * from './${file}';`).join('\n'),
        resolveDir: fileURLToPath(ORBIT),
        loader: 'ts',
      },
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      // satellite.js names node:* in its WebAssembly loader, which tree shaking leaves out.
      external: ['node:*'],
      logLevel: 'silent',
    });
    code = outputFiles[0]?.text ?? '';
  });

  it('holds no WebAssembly, nothing of Node, and is small', () => {
    expect(code).not.toMatch(/WebAssembly|wasm/i);
    expect(code).not.toMatch(/node:|process\.|require\(/);
    // 10 kB of SGP4 and 3 of our own: a first view of the page has 100.
    expect(gzipSync(code).length).toBeLessThan(16_000);
  });

  it('gives the very points that the source gives', async () => {
    const bundle = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
      toSgp4Record: typeof toSgp4Record;
      subSatellitePoint: typeof subSatellitePoint;
    };

    for (const { catalogNumber, points } of trueTracks) {
      const omm = newestOmm(catalogNumber);
      for (const { ms } of points.slice(0, 20)) {
        const expected = subSatellitePoint(toSgp4Record(omm), ms);

        expect(bundle.subSatellitePoint(bundle.toSgp4Record(omm), ms)).toEqual(expected);
      }
    }
  });
});
