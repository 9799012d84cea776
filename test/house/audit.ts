// `npm run audit`: known holes in the packages of every lock file. Never silent: without an answer it is "not checked".
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../local/machine/folders.mjs';
import { askNpm, askOsv, firstAnswer, packagesOfNpm, packagesOfPython } from './advisories.ts';

const FOUND = 1;
const NOT_CHECKED = 2;

const files = globSync('{package-lock.json,{local,test}/**/{package-lock.json,requirements.txt}}', {
  cwd: ROOT,
  exclude: (name) => name.includes('node_modules'),
});
const codes: number[] = [];
for (const file of files.sort()) {
  const folder = join(ROOT, dirname(file));
  const isNpm = file.endsWith('.json');
  const text = readFileSync(join(ROOT, file), 'utf8');
  const packages = isNpm ? packagesOfNpm(text) : packagesOfPython(text);
  const { by, lines } = await firstAnswer([...(isNpm ? [() => askNpm(folder)] : []), () => askOsv(packages)]);

  const start = `${file.padEnd(44)}${String(packages.length).padStart(4)} packages`;
  if (!by) console.log(`${start}  NOT CHECKED: ${lines.join('; ')}`);
  else console.log(`${start}  ${lines.length === 0 ? 'no known holes' : `${lines.length} known holes`}, by ${by}`);
  if (by) for (const line of lines) console.log(`  ${line}`);
  codes.push(by ? (lines.length > 0 ? FOUND : 0) : NOT_CHECKED);
}
process.exitCode = codes.find((code) => code === FOUND) ?? Math.max(0, ...codes);
