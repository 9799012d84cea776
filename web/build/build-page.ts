// Builds the page: script, style and API description under hashed names, the land outline and an empty column for each satellite in index.html.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { COLOURS, SHAPES } from '../base/colours.ts';
import { landPath } from './land.ts';

const ROOT = path.join(import.meta.dirname, '../..');
// What index.html names besides its script main.ts, by the names that it has for them.
const OTHER_SOURCES = {
  'style.css': 'web/style.css',
  'icon.svg': 'web/icon.svg',
  'openapi.yaml': 'docs/openapi.yaml',
  // Loaded when a place is chosen: what only some readers need is a file of its own.
  'overpass-search.ts': 'web/overpasses/overpass-search.ts',
};

/** What the demo plays, as it lies in the project; beside the built demo it has the same name. */
export const RECORDING_FILE = path.join(ROOT, 'web/demo/recording.json');

/**
 * Builds the page into a folder: index.html, which names its assets, and assets/, whose names change with their content and which may
 * therefore be cached for ever. All links are relative, so the page works at any path. Several builds may run at once.
 */
export async function buildPage(outDir: string, { satellitesFile }: { satellitesFile: string }): Promise<void> {
  await build(outDir, 'web/main.ts', await readJson(satellitesFile));
}

/** Builds the demo: the same page with another script, and the recording that it plays. Any server of files can serve it. */
export async function buildDemo(outDir: string): Promise<void> {
  const recording = await readJson<{ satellites: { satellites: ColumnSatellite[] } }>(RECORDING_FILE);
  await build(outDir, 'web/demo.ts', recording.satellites.satellites);
  // Beside the page, not in its script: the script stays small, and the recording can be read as it is.
  await copyFile(RECORDING_FILE, path.join(outDir, path.basename(RECORDING_FILE)));
}

/** What an empty column shows of its satellite. */
interface ColumnSatellite {
  catalogNumber: number;
  name: string;
}

async function build(outDir: string, script: string, satellites: ColumnSatellite[]): Promise<void> {
  const { assets, preloads } = await bundle(outDir, { 'main.ts': script, ...OTHER_SOURCES });
  let page = await readFile(path.join(ROOT, 'web/index.html'), 'utf8');
  for (const [name, asset] of assets) page = replace(page, `"${name}"`, `"${asset}"`);
  page = replace(
    page,
    '<!-- preloads -->',
    preloads.map((asset) => `<link rel="modulepreload" href="${asset}">`).join(''),
  );
  page = replace(page, 'd="LAND"', `d="${await landPath()}"`);
  page = replace(page, '<!-- columns -->', emptyColumns(page, satellites));
  await writeFile(path.join(outDir, 'index.html'), page);
}

interface Bundle {
  /** From the names in index.html, which stand for the sources, to the paths of the built assets. */
  assets: Map<string, string>;
  /** What the script imports at once: named in index.html, so that the browser need not read the script first. */
  preloads: string[];
}

async function bundle(outDir: string, sources: Readonly<Record<string, string>>): Promise<Bundle> {
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: Object.values(sources),
    entryNames: 'assets/[name]-[hash]',
    outdir: path.resolve(outDir),
    bundle: true,
    minify: true,
    format: 'esm',
    // What two scripts need is in a file that both import.
    splitting: true,
    chunkNames: 'assets/[name]-[hash]',
    target: 'es2022',
    // The WASM builds of satellite.js, and what they import: the page uses none of them, and tree shaking takes them out.
    external: ['#wasm-single-thread', '#wasm-multi-thread', 'node:*'],
    loader: { '.svg': 'copy', '.yaml': 'copy' },
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  const assetOf = (output: string) =>
    path.relative(path.resolve(outDir), path.resolve(ROOT, output)).replaceAll(path.sep, '/');
  const assets = new Map<string, string>();
  const preloads: string[] = [];
  for (const [output, { entryPoint, inputs, imports }] of Object.entries(metafile.outputs)) {
    const source = entryPoint ?? Object.keys(inputs)[0];
    const name = Object.keys(sources).find((each) => sources[each] === source);
    if (!name || output.endsWith('.map')) continue;
    assets.set(name, assetOf(output));
    for (const { kind, path: imported } of imports) {
      if (name === 'main.ts' && kind === 'import-statement') preloads.push(assetOf(imported));
    }
  }
  return { assets, preloads };
}

// The columns in which the first paint already shows names, frames and land; the script takes them over.
function emptyColumns(page: string, satellites: ColumnSatellite[]): string {
  const template = /<template id="column">(.*?)<\/template>/s.exec(page)?.[1];
  if (!template) throw new Error('web/index.html has no <template id="column">');
  const columns = satellites.map(({ catalogNumber, name }, index) => {
    let column = replace(template, 'data-satellite="0"', `data-satellite="${catalogNumber}"`);
    column = replace(column, 'data-colour="0"', `data-colour="${index % COLOURS}"`);
    column = replace(column, '#shape-0', `#shape-${index % SHAPES}`);
    column = replace(column, 'aria-label="Satellite"', `aria-label="${escapeHtml(name)}"`);
    column = replace(column, '<h2>Satellite</h2>', `<h2>${escapeHtml(name)}</h2>`);
    return replace(column, '<p class="designation"></p>', `<p class="designation">${catalogNumber}</p>`);
  });
  return columns.join('');
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8'));
}

// A text that is not there means that index.html and this file are out of step.
function replace(page: string, text: string, by: string): string {
  if (!page.includes(text)) throw new Error(`web/index.html has no ${text}`);
  return page.replaceAll(text, () => by);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
