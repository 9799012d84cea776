// Stands in for the browser, which remembers what failed.
import { expect, it } from 'vitest';
import { createLoader } from '../../../web/base/loader.ts';

it('asks under another address after each failure, since a browser fails for ever at one that failed', async () => {
  const asked: string[] = [];
  const load = createLoader('https://page.example/assets/search-1.js', async (address) => {
    // As a browser: what failed stays failed.
    if (asked.push(address) < 3 || asked.indexOf(address) < 2) throw new TypeError('Failed to fetch');
    return 'the module';
  });

  await expect(load()).rejects.toThrow('Failed to fetch');
  await expect(load()).rejects.toThrow('Failed to fetch');
  expect(await load()).toBe('the module');
  expect(asked[0]).toBe('https://page.example/assets/search-1.js');
  expect(new Set(asked).size).toBe(3);
  expect(new Set(asked.map((address) => new URL(address).pathname)).size).toBe(1);
});

it('asks once more under the same address when nothing failed: the browser has it', async () => {
  const asked: string[] = [];
  const load = createLoader('https://page.example/search.js', async (address) => asked.push(address));
  await load();
  await load();

  expect(new Set(asked).size).toBe(1);
});
