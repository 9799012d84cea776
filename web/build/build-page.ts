// Builds the page: the bundle, and index.html with the names of its assets,
// the outline of the land and a column for each satellite.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { entriesOf, type SatelliteEntry, type SatellitesFile } from '../../orbit/satellites.ts';
import { withoutByteOrderMark } from '../../orbit/text.ts';
import { COLOURS, SHAPES } from '../base/colours.ts';
import { writeApiPage } from './api-page.ts';
import { bundle, ROOT } from './bundle.ts';
import { escapeHtml } from './escape-html.ts';
import { fineLandText } from './fine-land.ts';
import { writeManifest, writeServiceWorker } from './installable.ts';
import { landPath } from './land.ts';
import { writeLicences } from './licences.ts';

// The assets of index.html besides its script main.ts, by their names there.
const OTHER_SOURCES = {
  'style.css': 'web/style.css',
  'icon.svg': 'web/icon.svg',
  'openapi.yaml': 'docs/openapi.yaml',
  'icon-192.png': 'web/take/icon-192.png',
  'icon-512.png': 'web/take/icon-512.png',
  'preview.png': 'web/take/preview.png',
  'api.css': 'web/take/api.css',
  // In files of their own, since only readers who choose a place need them.
  'my-place.ts': 'web/overpasses/my-place.ts',
  'list.css': 'web/overpasses/list.css',
};

// Each in a bundle of its own: together with the others, esbuild would put shared helpers into more files, which the
// first view would wait for. It needs only the first of them.
const SEPARATE: readonly Readonly<Record<string, string>>[] = [
  // Before the first paint, and not a module: it must not share a chunk.
  { 'asked.ts': 'web/screens/asked.ts' },
  // Only for places that are not in plain decimals.
  { 'read-place.ts': 'web/place/read-place.ts' },
  // When the browser is idle.
  { 'time-control.ts': 'web/time/time-control.ts', 'time.css': 'web/time/time.css' },
  // Only for places that are typed by name: 14,000 of them.
  { 'names.ts': 'web/place/names/names.ts', 'names.css': 'web/place/names/names.css' },
  { 'map-layers.ts': 'web/map/layers/map-layers.ts', 'map-layers.css': 'web/map/layers/map-layers.css' },
  { 'map-zoom.ts': 'web/map/zoom/map-zoom.ts' },
  { 'share-panel.ts': 'web/take/share-panel.ts', 'share-panel.css': 'web/take/share-panel.css' },
  { 'class-mode.ts': 'web/screens/class-mode.ts', 'class.css': 'web/screens/class.css' },
];

// For a magnified map, with the data.
const FINE_LAND = { 'fine-land.ts': 'web/map/fine/fine-land.ts' };

/** Those that other files name, and index.html does not. */
const APART = ['icon-512.png', 'api.css'];

/** What an installed page does not keep on the device. */
const NEEDS_NETWORK = ['openapi.yaml', 'api.css', 'preview.png', 'names.ts', 'names.css'];

/** The recording that the demo plays. The built demo has it under the same name, beside index.html. */
export const RECORDING_FILE = path.join(ROOT, 'web/demo/recording.json');

/**
 * Builds the page into a folder: index.html and assets/. The name of an asset changes with its content, so caches may
 * keep it for ever. All links are relative, so the page works at any path. Several builds may run at once.
 */
export async function buildPage(outDir: string, { satellitesFile }: { satellitesFile: string }): Promise<void> {
  await build(outDir, 'web/main.ts', entriesOf(await readJson<SatellitesFile>(satellitesFile)));
}

/**
 * Builds the demo: the same page with another script, and the recording that it plays.
 * Any static file server can serve it.
 */
export async function buildDemo(outDir: string): Promise<void> {
  const recording = await readJson<{ satellites: { satellites: ColumnSatellite[] } }>(RECORDING_FILE);
  await build(outDir, 'web/demo.ts', recording.satellites.satellites);
  // Not in the script, which stays small, while people can read the recording.
  await copyFile(RECORDING_FILE, path.join(outDir, path.basename(RECORDING_FILE)));
}

/** What an empty column shows of its satellite. */
type ColumnSatellite = Pick<SatelliteEntry, 'catalogNumber' | 'name'>;

async function build(outDir: string, script: string, satellites: ColumnSatellite[]): Promise<void> {
  const { assets, preloads, packages } = await bundle(outDir, { 'main.ts': script, ...OTHER_SOURCES });
  let page = await readFile(path.join(ROOT, 'web/index.html'), 'utf8');
  const separate = await Promise.all([
    ...SEPARATE.map((sources) => bundle(outDir, sources)),
    bundle(outDir, FINE_LAND, { FINE_LAND: await fineLandText() }),
  ]);
  const licences = await writeLicences(outDir, [...packages, ...separate.flatMap((each) => [...each.packages])]);
  const separateAssets = separate.flatMap((each) => [...each.assets]);
  const named = new Map([...assets, ...separateAssets, ['licences.txt', licences]]);
  const assetOf = (name: string) => named.get(name) ?? name;
  for (const [name, asset] of named) if (!APART.includes(name)) page = replace(page, `"${name}"`, `"${asset}"`);
  page = replace(
    page,
    '<!-- preloads -->',
    preloads.map((asset) => `<link rel="modulepreload" href="${asset}">`).join(''),
  );
  page = replace(page, 'd="LAND"', `d="${await landPath()}"`);
  page = replace(page, '<!-- columns -->', emptyColumns(page, satellites));
  await writeFile(path.join(outDir, 'index.html'), page);
  await writeApiPage(outDir, {
    style: assetOf('api.css'),
    icon: assetOf('icon.svg'),
    source: assetOf('openapi.yaml'),
  });
  await writeManifest(outDir, {
    svg: assetOf('icon.svg'),
    png192: assetOf('icon-192.png'),
    png512: assetOf('icon-512.png'),
  });
  const kept = [...named.keys()].filter((name) => !NEEDS_NETWORK.includes(name)).map(assetOf);
  await writeServiceWorker(outDir, page, ['manifest.json', ...preloads, ...kept]);
}

// With these the first paint already shows names, frames and land. The script then fills them.
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
  return JSON.parse(withoutByteOrderMark(await readFile(file, 'utf8')));
}

// If the text is missing, index.html and this file no longer match.
function replace(page: string, text: string, by: string): string {
  if (!page.includes(text)) throw new Error(`web/index.html has no ${text}`);
  return page.replaceAll(text, () => by);
}
