// The built page: what it names is there, and nothing is absolute.
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
  it('names script, style, icon and API description by their hashes, and they are there', () => {
    expect(assets.sort()).toEqual([
      // What main and the search for overpasses share.
      expect.stringMatching(/^chunk-\w{8}\.js$/),
      expect.stringMatching(/^icon-\w{8}\.svg$/),
      expect.stringMatching(/^main-\w{8}\.js$/),
      expect.stringMatching(/^openapi-\w{8}\.yaml$/),
      expect.stringMatching(/^overpass-search-\w{8}\.js$/),
      expect.stringMatching(/^style-\w{8}\.css$/),
    ]);
    for (const name of assets) expect(page).toContain(`"assets/${name}"`);
  });

  it('links nothing but what is beside it, apart from the link to CelesTrak', () => {
    const links = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link);

    expect(links.filter((link) => !/^(assets\/|#|config\.json$)/.test(link ?? ''))).toEqual([
      'https://celestrak.org/NORAD/elements/',
    ]);
  });

  it('has no inline script or style, which a strict content security policy would block', () => {
    expect(page).not.toMatch(/<style|style="| on\w+="|<script(?![^>]* src=)/);
  });

  it('brings a column for each satellite, and the template for more', () => {
    const numbers = [...page.matchAll(/data-satellite="(\d+)"/g)].map(([, number]) => Number(number));

    expect(numbers).toEqual([...satellites.map(({ catalogNumber }) => catalogNumber), 0]);
    for (const { name } of satellites) expect(page).toContain(`<h2>${name}</h2>`);
  });

  it('carries no WASM and nothing of Node', async () => {
    const scripts = assets.filter((name) => name.endsWith('.js'));
    for (const name of scripts) {
      expect(await readFile(path.join(outDir, 'assets', name), 'utf8')).not.toMatch(/WebAssembly|node:|#wasm/);
    }
  });

  it('names the search for overpasses where the script looks for it, and loads it with nothing', () => {
    const named = [...page.matchAll(/([\w-]+)="assets\/overpass-search-/g)].map(([, attribute]) => attribute);

    expect(named).toEqual(['data-search']);
  });

  it('leaves the geodesics to the search for overpasses, which is loaded on demand', async () => {
    const withGeodesics: string[] = [];
    for (const name of assets) {
      if ((await readFile(path.join(outDir, 'assets', name), 'utf8')).includes('Geodesic')) withGeodesics.push(name);
    }

    expect(withGeodesics).toEqual([expect.stringMatching(/^overpass-search-/)]);
  });

  it('is at most 75 kB, compressed: the rest of the 100 kB of the first view is for the data', async () => {
    // The API description is a link, and the search for overpasses is for those who choose a place.
    const loaded = assets.filter((name) => !/^openapi-|^overpass-search-/.test(name));
    const files = [page, ...(await Promise.all(loaded.map((name) => readFile(path.join(outDir, 'assets', name)))))];
    const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);

    expect(bytes).toBeLessThanOrEqual(75_000);
  });

  it('is the same when it is built again beside another build', async () => {
    const others = await Promise.all(['a', 'b'].map((name) => mkdtemp(path.join(tmpdir(), `page-${name}-`))));
    await Promise.all(others.map((other) => buildPage(other, { satellitesFile })));

    for (const other of others) {
      expect(await readFile(path.join(other, 'index.html'), 'utf8')).toBe(page);
      await rm(other, { recursive: true });
    }
  });
});

test('the demo is the same page with another script, and its recording beside it', async () => {
  const demoDir = await mkdtemp(path.join(tmpdir(), 'demo-'));
  try {
    await buildDemo(demoDir);

    const demo = await readFile(path.join(demoDir, 'index.html'), 'utf8');
    expect(demo.replace(/assets\/demo-\w{8}\.js/, 'SCRIPT')).toBe(page.replace(/assets\/main-\w{8}\.js/, 'SCRIPT'));
    expect(await readdir(path.join(demoDir, 'assets'))).toContain(/assets\/(demo-\w{8}\.js)/.exec(demo)?.[1]);
    expect(await readdir(demoDir)).toContain('recording.json');
  } finally {
    await rm(demoDir, { recursive: true });
  }
});
