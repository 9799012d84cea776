// `npm run accuracy`: prints the two tables of docs/accuracy.md, which says what they mean.
import { ageTable, measureAge } from './age-table.ts';
import { measureAll } from './measures/measure-all.ts';
import { errorTable } from './table.ts';

console.log(`What the age of elements costs\n\n${ageTable(measureAge())}\n`);
console.log(`Errors against independent programs\n\n${errorTable(measureAll())}`);
