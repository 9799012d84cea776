// Opens the page in a real browser, and collects whatever goes wrong there.
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { keepPictures } from '../support/failures.ts';
import { WAIT_LIMIT_MS } from '../support/limits.ts';
import { SATELLITES, untilFilled } from '../support/page.ts';
import { thisWorkersSystem } from '../support/system.ts';

/** Where a page may send requests: its own origin and the API of its config.json. */
type Origins = readonly string[];

/**
 * A browser for the tests of a file. Each test's pages are closed after it. The test fails if anything went wrong on
 * them: an error in the console or in a script, a failed request, a request to a third party.
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

  afterEach(async (test) => {
    const isUnexpected = (complaint: string) => !expected?.test(complaint);
    await keepPictures(test, browser, complaints.filter(isUnexpected));
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    const unexpected = complaints.splice(0).filter(isUnexpected);
    expected = undefined;
    expect(unexpected).toEqual([]);
  });

  afterAll(() => browser?.close());

  /** An empty page of a new visitor, with an empty cache. */
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

    /** Another tab of the same visitor. */
    addPage: (page: Page) => openTab(page.context(), [pageUrl, apiUrl]),

    /** What has gone wrong so far. */
    complaints: () => [...complaints],

    /** Accepts problems that belong to the test: a browser reports every request without an answer. */
    expectComplaints(pattern: RegExp): void {
      expected = pattern;
    },

    /** The page of a new visitor, as soon as every column is complete. */
    async open(options?: BrowserContextOptions, url = pageUrl, query = ''): Promise<Page> {
      const page = await newPage(options, url);
      await page.goto(url + query);
      await untilFilled(page, { satellites: chosenIn(query) });
      return page;
    },
  };
}

/** Collects whatever goes wrong on a page. */
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

/** The satellites that a page with this query shows. */
function chosenIn(query: string): readonly number[] {
  const chosen = (new URLSearchParams(query).get('sat') ?? '').split(',').map(Number);
  const followed = SATELLITES.filter((catalogNumber) => chosen.includes(catalogNumber));
  return followed.length > 0 ? followed : SATELLITES;
}
