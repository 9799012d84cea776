// The built page: what it names is there, nothing is absolute, and its land is the Earth's.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage, landPath } from '../../infra/build-page.ts';
import satellites from '../../satellites.json' with { type: 'json' };

let outDir: string;
let page: string;
let assets: string[];

beforeAll(async () => {
  outDir = await mkdtemp(path.join(tmpdir(), 'page-'));
  await buildPage(outDir);
  page = await readFile(path.join(outDir, 'index.html'), 'utf8');
  assets = (await readdir(path.join(outDir, 'assets'))).filter((name) => !name.endsWith('.map'));
});

afterAll(() => rm(outDir, { recursive: true }));

describe('the built page', () => {
  it('names script, style and icon by their hashes, and they are there', () => {
    expect(assets.sort()).toEqual([
      expect.stringMatching(/^icon-\w{8}\.svg$/),
      expect.stringMatching(/^main-\w{8}\.js$/),
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
    const script = await readFile(
      path.join(outDir, 'assets', assets.find((name) => name.endsWith('.js')) ?? ''),
      'utf8',
    );

    expect(script).not.toMatch(/WebAssembly|node:/);
  });

  it('is at most 40 kB, compressed: the rest of the 100 kB of the first view is for the data', async () => {
    const files = [page, ...(await Promise.all(assets.map((name) => readFile(path.join(outDir, 'assets', name)))))];
    const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);

    expect(bytes).toBeLessThanOrEqual(40_000);
  });

  it('is the same when it is built again beside another build', async () => {
    const others = await Promise.all(['a', 'b'].map((name) => mkdtemp(path.join(tmpdir(), `page-${name}-`))));
    await Promise.all(others.map(buildPage));

    for (const other of others) {
      expect(await readFile(path.join(other, 'index.html'), 'utf8')).toBe(page);
      await rm(other, { recursive: true });
    }
  });
});

describe('the land', () => {
  type Place = [x: number, y: number];
  let rings: Place[][];

  // Reads what ringPath writes: M, then relative l, for each ring.
  beforeAll(async () => {
    const numbers = (text: string) => (text.match(/-?(?:\d+\.\d+|\.\d+|\d+)/g) ?? []).map(Number);
    rings = (await landPath())
      .split('z')
      .filter(Boolean)
      .map((ring) => {
        const [start = '', steps = ''] = ring.slice(1).split('l');
        const places = [numbers(start) as Place];
        const deltas = numbers(steps);
        for (let index = 0; index < deltas.length; index += 2) {
          const [x, y] = places.at(-1) as Place;
          places.push([x + (deltas[index] as number), y + (deltas[index + 1] as number)]);
        }
        return places;
      });
  });

  // How often the ring goes round the place: its sides left and right of it, counted (nonzero rule, as SVG fills).
  function windings([px, py]: Place): number {
    let count = 0;
    for (const ring of rings) {
      for (const [index, [x, y]] of ring.entries()) {
        const [fromX, fromY] = ring.at(index - 1) as Place;
        if (fromY <= py !== y <= py && px < fromX + ((py - fromY) / (y - fromY)) * (x - fromX))
          count += fromY <= py ? 1 : -1;
      }
    }
    return count;
  }

  it.each([
    ['Boulder', -105.27, 40.02],
    ['Brasília', -47.9, -15.8],
    ['Timbuktu', -3, 16.77],
    ['Novosibirsk', 82.9, 55],
    ['Alice Springs', 133.9, -23.7],
    ['Chukotka, east of the antimeridian', -175, 66.5],
    ['Chukotka, west of it', 178, 67],
    ['the South Pole, at the left edge', -179.5, -89.9],
    ['the South Pole, at the right edge', 179.5, -89.9],
  ])('is at %s', (_, longitudeDeg, latitudeDeg) => {
    expect(windings([longitudeDeg, -latitudeDeg])).not.toBe(0);
  });

  it.each([
    ['the Pacific', -140, 0],
    ['the Atlantic', -40, 30],
    ['the Indian Ocean', 80, -30],
    ['the Caspian Sea', 50.5, 42],
    ['the North Pole', 0, 89],
    ['the Bering Sea', -178, 58],
  ])('is not at %s', (_, longitudeDeg, latitudeDeg) => {
    expect(windings([longitudeDeg, -latitudeDeg])).toBe(0);
  });

  it('stays on the map', () => {
    for (const [x, y] of rings.flat()) {
      expect(Math.abs(x)).toBeLessThan(180.001);
      expect(Math.abs(y)).toBeLessThan(90.001);
    }
  });

  it('has no side that jumps across the map, except along its lower edge', () => {
    const jumps = rings.flatMap((ring) =>
      ring.filter(([x, y], index) => {
        const [fromX, fromY] = ring.at(index - 1) as Place;
        return Math.abs(x - fromX) > 30 && !(Math.abs(y - 90) < 0.01 && Math.abs(fromY - 90) < 0.01);
      }),
    );

    expect(jumps).toEqual([]);
  });
});
