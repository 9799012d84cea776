// `npm run accuracy`: prints four tables of docs/accuracy.md, which says what they mean.
import { ageTable, measureAge } from './age-table.ts';
import { archiveTable, measureArchive } from './archive-table.ts';
import { coverageTable, measureCoverage, readSetPairs } from './coverage-table.ts';
import { measureAll } from './measures/measure-all.ts';
import { errorTable } from './table.ts';

console.log(`What the age of elements costs\n\n${ageTable(measureAge())}\n`);
console.log(`What the archive of element sets gains\n\n${archiveTable(measureArchive())}\n`);
console.log(`How often the stated uncertainty holds, sample\n\n${coverageTable(measureCoverage(readSetPairs()))}\n`);
console.log(`Errors against independent programs\n\n${errorTable(measureAll())}`);
