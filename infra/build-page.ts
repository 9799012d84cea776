// Builds the page: script and style under hashed names, the land outline and an empty column for each satellite in index.html.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { feature } from 'topojson-client';

const ROOT = path.join(import.meta.dirname, '..');
const SOURCES = ['main.ts', 'style.css', 'icon.svg'] as const;

/**
 * Builds the page into a folder: index.html, which names its assets, and assets/, whose names change with their content and which may
 * therefore be cached for ever. All links are relative, so the page works at any path. Several builds may run at once.
 */
export async function buildPage(outDir: string): Promise<void> {
  const assets = await bundle(outDir);
  let page = await readFile(path.join(ROOT, 'web/index.html'), 'utf8');
  for (const [source, asset] of assets) page = replace(page, `"${source}"`, `"${asset}"`);
  page = replace(page, 'd="LAND"', `d="${await landPath()}"`);
  page = replace(page, '<!-- columns -->', await emptyColumns(page));
  await writeFile(path.join(outDir, 'index.html'), page);
}

// From source to the built asset's path as index.html names it.
async function bundle(outDir: string): Promise<Map<string, string>> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: SOURCES.map((source) => `web/${source}`),
    entryNames: 'assets/[name]-[hash]',
    outdir: path.resolve(outDir),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    // The WASM builds of satellite.js import these; the page uses none of them, and tree shaking takes them out.
    external: ['node:*'],
    loader: { '.svg': 'copy' },
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  const assets = new Map<string, string>();
  for (const [output, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
    const source = SOURCES.find((name) => (entryPoint ?? Object.keys(inputs)[0]) === `web/${name}`);
    if (source && !output.endsWith('.map'))
      assets.set(source, path.relative(path.resolve(outDir), path.resolve(ROOT, output)).replaceAll(path.sep, '/'));
  }
  return assets;
}

// The columns in which the first paint already shows names, frames and land; the script takes them over.
async function emptyColumns(page: string): Promise<string> {
  const template = /<template id="column">(.*?)<\/template>/s.exec(page)?.[1];
  if (!template) throw new Error('web/index.html has no <template id="column">');
  const satellites = JSON.parse(await readFile(path.join(ROOT, 'satellites.json'), 'utf8')) as {
    catalogNumber: number;
    name: string;
  }[];
  const columns = satellites.map(({ catalogNumber, name }, index) => {
    let column = replace(template, 'data-satellite="0"', `data-satellite="${catalogNumber}"`);
    // As COLOURS in web/columns.ts.
    column = replace(column, 'data-colour="0"', `data-colour="${index % 8}"`);
    column = replace(column, 'aria-label="Satellite"', `aria-label="${escapeHtml(name)}"`);
    column = replace(column, '<h2>Satellite</h2>', `<h2>${escapeHtml(name)}</h2>`);
    return replace(column, '<p class="designation"></p>', `<p class="designation">${catalogNumber}</p>`);
  });
  return columns.join('');
}

// A text that is not there means that index.html and this file are out of step.
function replace(page: string, text: string, by: string): string {
  if (!page.includes(text)) throw new Error(`web/index.html has no ${text}`);
  return page.replace(text, () => by);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

type Place = [longitudeDeg: number, latitudeDeg: number];

/** The land of the Earth as one SVG path in degrees, latitude upwards as negative y: Natural Earth 1:110 million, from world-atlas. */
export async function landPath(): Promise<string> {
  const file = createRequire(import.meta.url).resolve('world-atlas/land-110m.json');
  const atlas = JSON.parse(await readFile(file, 'utf8')) as Parameters<typeof feature>[0];
  const land = feature(atlas, atlas.objects.land as Parameters<typeof feature>[1]);
  const geometries =
    land.type === 'FeatureCollection' ? land.features.map(({ geometry }) => geometry) : [land.geometry];
  return geometries
    .flatMap((geometry) => (geometry.type === 'MultiPolygon' ? (geometry.coordinates as Place[][][]).flat() : []))
    .flatMap(cutRing)
    .map(ringPath)
    .join('');
}

const MAP_TURNS_DEG = [-360, 0, 360];

// World-atlas joins what Natural Earth cuts at the antimeridian; a flat map needs it cut. The ring is unrolled, so that its longitude
// has no jump, closed along the pole if it went round the Earth (Antarctica), and every turn that touches the map is clipped to it.
function cutRing(ring: Place[]): Place[][] {
  const unrolled: Place[] = [];
  for (const [longitudeDeg, latitudeDeg] of ring) {
    const previousDeg = unrolled.at(-1)?.[0] ?? longitudeDeg;
    unrolled.push([longitudeDeg + 360 * Math.round((previousDeg - longitudeDeg) / 360), latitudeDeg]);
  }
  const first = unrolled[0];
  const last = unrolled.at(-1);
  if (!first || !last) return [];
  if (Math.abs(last[0] - first[0]) > 180) {
    const poleDeg = Math.sign(first[1]) * 90;
    unrolled.push([last[0], poleDeg], [first[0], poleDeg]);
  }
  return MAP_TURNS_DEG.map((turnDeg) => unrolled.map(([x, y]): Place => [x + turnDeg, y]))
    .map((turned) => clip(clip(turned, -180, 1), 180, -1))
    .filter((clipped) => clipped.length >= 3);
}

// Keeps the side of a meridian that lies east of it (side 1) or west (-1): Sutherland and Hodgman's clipping, for one edge.
function clip(ring: Place[], edgeDeg: number, side: 1 | -1): Place[] {
  const isInside = ([x]: Place) => (x - edgeDeg) * side >= 0;
  return ring.flatMap((place, index) => {
    const previous = ring.at(index - 1) as Place;
    const kept = isInside(place) ? [place] : [];
    if (isInside(place) === isInside(previous)) return kept;
    const share = (edgeDeg - previous[0]) / (place[0] - previous[0]);
    return [[edgeDeg, previous[1] + share * (place[1] - previous[1])] as Place, ...kept];
  });
}

// Tenths of a degree: a third of a pixel on the widest map, and the outline itself is no finer.
const UNITS_PER_DEG = 10;

function ringPath(ring: Place[]): string {
  const places = ring.map(([x, y]): Place => [Math.round(x * UNITS_PER_DEG), Math.round(-y * UNITS_PER_DEG)]);
  const corners = places.filter(([x, y], index) => {
    const previous = places.at(index - 1) as Place;
    return x !== previous[0] || y !== previous[1];
  });
  const [start, ...rest] = corners;
  if (!start || rest.length < 2) return '';
  let previous = start;
  const steps = rest.flatMap((corner) => {
    const step = [corner[0] - previous[0], corner[1] - previous[1]];
    previous = corner;
    return step;
  });
  return `M${writeNumbers(start)}l${writeNumbers(steps)}z`;
}

// As short as SVG allows: .3-.5.2 is three numbers.
function writeNumbers(units: number[]): string {
  let text = '';
  let hasPoint = false;
  for (const unit of units) {
    const number = String(unit / UNITS_PER_DEG).replace(/^(-?)0\./, '$1.');
    if (text && !number.startsWith('-') && !(number.startsWith('.') && hasPoint)) text += ' ';
    text += number;
    hasPoint = number.includes('.');
  }
  return text;
}
