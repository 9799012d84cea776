// Whom an address reaches.
import { expect, test } from 'vitest';
import { isOfThisMachine } from '../../../web/base/query.ts';

test('an address of this machine alone is told from one that other devices can open', () => {
  const here = [
    'http://127.0.0.1:4566/a/b?place=1,2',
    'http://localhost/',
    'http://a.localhost:80/',
    'http://[::1]:8000/',
  ];
  const elsewhere = [
    'https://subpoint.example/?name=localhost',
    'http://192.168.1.20:8080/',
    'https://localhost.example/',
    'https://127.example/',
  ];

  expect(here.map(isOfThisMachine)).toEqual(here.map(() => true));
  expect(elsewhere.map(isOfThisMachine)).toEqual(elsewhere.map(() => false));
});
