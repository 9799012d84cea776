// A script that failed to load is retried at another address.
import { expect, it } from 'vitest';
import { createLoader } from '../../../web/base/loader.ts';

it('retries with another address, because a browser does not retry one that failed', async () => {
  const asked: string[] = [];
  const load = createLoader('https://page.example/assets/search-1.js', async (address) => {
    // Like a browser: an address that failed once fails always.
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

it('keeps its address while nothing fails: the browser has the module', async () => {
  const asked: string[] = [];
  const load = createLoader('https://page.example/search.js', async (address) => asked.push(address));
  await load();
  await load();

  expect(new Set(asked).size).toBe(1);
});
