// The numbers of colours and shapes in the code are those of the style sheet and the page.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COLOURS, SHAPES } from '../../../web/base/colours.ts';

const read = (name: string) => readFileSync(new URL(`../../../web/${name}`, import.meta.url), 'utf8');
const numbers = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, number]) => Number(number));

it('counts the colours and shapes that there are', () => {
  expect(numbers(read('base/colours.css'), /\[data-colour="(\d+)"\]/g)).toEqual([...Array(COLOURS).keys()]);
  expect(numbers(read('index.html'), /<symbol id="shape-(\d+)"/g)).toEqual([...Array(SHAPES).keys()]);
});
