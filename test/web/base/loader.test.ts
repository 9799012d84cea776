// A script is loaded when it is wanted, and retried at another address when that failed.
import { beforeEach, describe, expect, it } from 'vitest';
import { createLazy, createLoader, type Lazy } from '../../../web/base/loader.ts';
import { FakeBrowser, settle } from '../fake-env.ts';

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

it('loads once while nothing fails: a style sheet would be in the document twice', async () => {
  const asked: string[] = [];
  const load = createLoader('https://page.example/list.css', async (address) => asked.push(address));
  await Promise.all([load(), load()]);
  await load();

  expect(asked).toEqual(['https://page.example/list.css']);
});

describe('a lazy part', () => {
  let browser: FakeBrowser;
  let lazy: Lazy<string>;
  let load: () => Promise<string>;
  let loads: number;
  let changes: number;

  beforeEach(() => {
    browser = new FakeBrowser(0);
    loads = changes = 0;
    load = async () => 'the script';
    lazy = createLazy(
      browser.env,
      () => {
        loads++;
        return load();
      },
      () => changes++,
    );
  });

  it('is not loaded before it is wanted, and then once', async () => {
    await settle();
    expect(loads).toBe(0);

    lazy.want();
    lazy.want();
    await settle();
    lazy.want();

    expect({ loads, changes, loaded: lazy.loaded, failed: lazy.failed }).toEqual({
      loads: 1,
      changes: 1,
      loaded: 'the script',
      failed: false,
    });
  });

  it('reports a failure, and can be loaded again after ten seconds', async () => {
    const works = load;
    load = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    lazy.want();
    await settle();
    expect(lazy.failed).toBe(true);
    load = works;

    await browser.pass(9_999);
    lazy.want();
    expect(loads).toBe(1);

    await browser.pass(1);
    expect(changes).toBe(2);
    lazy.want();
    await settle();
    expect({ loads, loaded: lazy.loaded, failed: lazy.failed }).toEqual({
      loads: 2,
      loaded: 'the script',
      failed: false,
    });
  });
});
