// Somebody who looks at the page: opens it in a real browser, waits for what they want to see, and notes what goes wrong.
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { WAIT_LIMIT_MS } from '../support/limits.ts';
import { SATELLITES, untilFilled } from '../support/page.ts';
import { thisWorkersSystem } from '../support/system.ts';

/** Where a page may ask: itself and the API that its config.json names. */
type Origins = readonly string[];

/**
 * A browser for the tests of a file. What is opened in a test is closed after it, and nothing may have gone wrong meanwhile: no error
 * in the console, none in a script, no request that failed, none to anybody else.
 */
export function theViewer() {
  const { pageUrl, apiUrl } = thisWorkersSystem().addresses;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  let expected: RegExp | undefined;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    const unexpected = complaints.splice(0).filter((complaint) => !expected?.test(complaint));
    expected = undefined;
    expect(unexpected).toEqual([]);
  });

  afterAll(() => browser?.close());

  /** A new visitor, with nothing in the cache, in front of an empty page. */
  async function newPage(options: BrowserContextOptions = {}, url = pageUrl, api = apiUrl): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    contexts.push(context);
    context.setDefaultTimeout(WAIT_LIMIT_MS);
    return openTab(context, [url, api]);
  }

  async function openTab(context: BrowserContext, own: readonly string[]): Promise<Page> {
    const page = await context.newPage();
    listen(
      page,
      own.map((address) => new URL(address).origin),
      complaints,
    );
    return page;
  }

  return {
    newPage,

    /** One more tab of the same visitor. */
    addPage: (page: Page) => openTab(page.context(), [pageUrl, apiUrl]),

    /** Says which complaints belong to the test: a browser notes every request that is not answered. */
    expectComplaints(pattern: RegExp): void {
      expected = pattern;
    },

    /** A new visitor, as soon as every column is filled. */
    async open(options?: BrowserContextOptions, url = pageUrl, query = ''): Promise<Page> {
      const page = await newPage(options, url);
      await page.goto(url + query);
      await untilFilled(page, { satellites: chosenIn(query) });
      return page;
    },
  };
}

/** Notes what goes wrong on a page. */
export function listen(page: Page, allowed: Origins, complaints: string[]): void {
  const judge = (address: string, what: string) => {
    const { protocol, origin } = new URL(address.replace(/^ws/, 'http'));
    if (protocol !== 'data:' && !allowed.includes(origin)) complaints.push(`${what} to a third party: ${address}`);
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('request', (request) => judge(request.url(), 'request'));
  page.on('websocket', (socket) => judge(socket.url(), 'socket'));
  page.on('requestfailed', (request) => complaints.push(`failed: ${describe(request)}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${describe(response.request())}`);
  });
}

function describe(request: Request): string {
  return `${request.method()} ${request.url()} ${request.failure()?.errorText ?? ''}`;
}

/** The satellites that an address shows. */
function chosenIn(query: string): readonly number[] {
  const chosen = (new URLSearchParams(query).get('sat') ?? '').split(',').map(Number);
  const followed = SATELLITES.filter((catalogNumber) => chosen.includes(catalogNumber));
  return followed.length > 0 ? followed : SATELLITES;
}
