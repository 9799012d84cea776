// orbit/ runs in the page as in the functions: bundled for a browser, it needs neither WebAssembly, which a content
// security policy would have to allow, nor Node.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../orbit/elements.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { swathOverpasses } from '../../orbit/swath-overpasses.ts';
import { newestOmm, trueTracks } from '../accuracy/truth.ts';
import { START_MS } from './tracks.ts';

const ORBIT = new URL('../../orbit/', import.meta.url);
/** What functions alone use: no page loads it. */
const FOR_FUNCTIONS = ['across-sets.ts', 'manoeuvre.ts', 'nearest-set.ts', 'read-omm.ts'];

describe('orbit, bundled for a browser', () => {
  let code: string;
  let withoutGeodesics: string;

  beforeAll(async () => {
    const modules = readdirSync(ORBIT).filter((file) => file.endsWith('.ts') && !FOR_FUNCTIONS.includes(file));
    code = await bundled(modules);
    withoutGeodesics = await bundled(
      modules.filter((file) => !['swath-overpasses.ts', 'swath-stays.ts', 'approaches.ts'].includes(file)),
    );
  });

  it('is small, without WebAssembly and Node', () => {
    expect(code).not.toMatch(/WebAssembly|wasm/i);
    expect(code).not.toMatch(/node:|process\.|require\(/);
    // 10 kB of SGP4 and 8 of our own: a first view of the page has 100.
    expect(gzipSync(withoutGeodesics).length).toBeLessThan(20_000);
    // Swath overpasses, and what is built on them, bring the geodesics: 9 kB that tree shaking keeps.
    expect(gzipSync(code).length).toBeLessThan(30_000);
  });

  it('computes the same points as the source', async () => {
    const bundle = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
      toSgp4Record: typeof toSgp4Record;
      subSatellitePoint: typeof subSatellitePoint;
      swathOverpasses: typeof swathOverpasses;
    };

    for (const { catalogNumber, points } of trueTracks) {
      const omm = newestOmm(catalogNumber);
      for (const { ms } of points.slice(0, 20)) {
        const expected = subSatellitePoint(toSgp4Record(omm), ms);

        expect(bundle.subSatellitePoint(bundle.toSgp4Record(omm), ms)).toEqual(expected);
      }
      const window = [{ latitudeDeg: 69, longitudeDeg: 180 }, START_MS, START_MS + 86_400_000, 2330] as const;
      expect(bundle.swathOverpasses(bundle.toSgp4Record(omm), ...window)).toEqual(
        swathOverpasses(toSgp4Record(omm), ...window),
      );
    }
  });
});

async function bundled(modules: string[]): Promise<string> {
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
  return outputFiles[0]?.text ?? '';
}
