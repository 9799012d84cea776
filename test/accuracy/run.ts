// `npm run accuracy`: prints the error table. docs/accuracy.md holds it and says what it means.
import { measureAll } from './measures.ts';
import { errorTable } from './table.ts';

console.log(errorTable(measureAll()));
