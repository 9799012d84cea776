import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lookOf } from '../../web/looks.ts';

it('tells 32 satellites apart, the first eight by colour alone', () => {
  const looks = Array.from({ length: 32 }, (_, index) => lookOf(index));

  expect(new Set(looks.slice(0, 8).map(({ colour }) => colour)).size).toBe(8);
  expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(32);
  expect(looks.slice(0, 3).map(({ shape }) => shape)).toEqual([0, 1, 2]);
});

it('names colours and shapes that there are, and leaves none unused', () => {
  const read = (name: string) => readFileSync(new URL(`../../web/${name}`, import.meta.url), 'utf8');
  const looks = Array.from({ length: 64 }, (_, index) => lookOf(index));
  const numbers = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, number]) => Number(number));

  expect(numbers(read('colours.css'), /\[data-colour="(\d)"\]/g)).toEqual([
    ...new Set(looks.map((look) => look.colour)),
  ]);
  expect(numbers(read('index.html'), /id="shape-(\d)"/g)).toEqual([
    ...new Set(looks.slice(0, 4).map((look) => look.shape)),
  ]);
});
