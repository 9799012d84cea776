// `npm run accuracy`: prints the error table, and what the age of elements costs. docs/accuracy.md holds both and says what they mean.
import { ageingTable, measureAgeing } from './ageing.ts';
import { measureAll } from './measures.ts';
import { errorTable } from './table.ts';

console.log(errorTable(measureAll()));
console.log(`\nAn old set against the newest of the same satellite, at the epoch of the newest:\n`);
console.log(ageingTable(measureAgeing()));
