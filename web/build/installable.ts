// What makes the page installable: a manifest, and the service worker of an installed page.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { ROOT } from './bundle.ts';

/** Paths of the icons in the built page. */
export interface Icons {
  svg: string;
  png192: string;
  png512: string;
}

/** Writes OUTDIR/manifest.json (https://www.w3.org/TR/appmanifest/). Its addresses are relative to itself. */
export async function writeManifest(outDir: string, { svg, png192, png512 }: Icons): Promise<void> {
  const manifest = {
    name: 'Subpoint',
    short_name: 'Subpoint',
    description: 'Where Earth-observing satellites are right now, and where they have been.',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#f6f5f1',
    theme_color: '#f6f5f1',
    icons: [
      { src: svg, sizes: 'any', type: 'image/svg+xml' },
      { src: png192, sizes: '192x192', type: 'image/png' },
      { src: png512, sizes: '512x512', type: 'image/png' },
    ],
  };
  await writeFile(path.join(outDir, 'manifest.json'), JSON.stringify(manifest));
}

/**
 * Writes OUTDIR/service-worker.js, beside index.html: a script serves the folder that it is in.
 * @param page the built index.html
 * @param files what the page can load, as paths in OUTDIR
 */
export async function writeServiceWorker(outDir: string, page: string, files: readonly string[]): Promise<void> {
  const build = createHash('sha256').update(page).digest('hex').slice(0, 12);
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ['web/take/service-worker.ts'],
    outfile: path.resolve(outDir, 'service-worker.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { FILES: JSON.stringify(files), BUILD: JSON.stringify(build) },
    logLevel: 'warning',
  });
}
