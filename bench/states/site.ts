// The page as it is deployed, with every answer from this process: a browser whose network is the demo's recording, and
// whose clock stands still.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { SECOND_MS } from '../../orbit/time.ts';
import { painted } from '../../test/support/page.ts';
import { demoEnv } from '../../web/demo/env.ts';
import { BEGIN_MS, type Data, playbackOf } from './data.ts';

/** What becomes of requests and sockets. */
export type Network = 'open' | 'no sockets' | 'silent' | 'failing';

export interface Visit {
  query: string;
  data: Data;
  network: Network;
  options: BrowserContextOptions;
}

const ADDRESS = 'https://subpoint.example/';
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  png: 'image/png',
};

/** Opens the page, and lets its clock run for half a minute. */
export async function visit(browser: Browser, folder: string, { query, data, network, options }: Visit): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const clock = { nowMs: BEGIN_MS };
  const answer = api(data, () => clock.nowMs);
  clock.nowMs += SECOND_MS;
  await page.routeWebSocket(/.*/, async (socket) => {
    if (network === 'no sockets') await socket.close();
  });
  await page.route('**/*', async (route) => {
    const { pathname, search } = new URL(route.request().url());
    if (pathname === '/config.json')
      return route.fulfill({ json: { apiUrl: '/api', socketUrl: 'wss://subpoint.example/socket' } });
    if (!pathname.startsWith('/api/'))
      return fulfillFile(route, join(folder, pathname === '/' ? 'index.html' : pathname));
    if (network === 'silent') return;
    if (network === 'failing') return route.fulfill({ status: 503, json: { title: 'Not now' } });
    return route.fulfill(await answer(pathname.slice('/api'.length) + search));
  });
  await page.clock.install({ time: BEGIN_MS });
  await page.clock.pauseAt(clock.nowMs);
  await page.goto(ADDRESS + query);
  for (let second = 0; second < 30; second++) {
    clock.nowMs += SECOND_MS;
    await page.clock.runFor(SECOND_MS);
    // Answers come in the browser's time.
    await painted(page);
  }
  return page;
}

function api(data: Data, nowMs: () => number) {
  const env = demoEnv(playbackOf(data), {
    origin: ADDRESS,
    nowMs,
    random: () => 0,
    fetch: () => Promise.reject(new Error('no network')),
    openSocket: () => () => {},
    after: () => () => {},
  });
  return async (path: string) => {
    const response = await env.fetch(`recording.json#${path}`, new AbortController().signal);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  };
}

async function fulfillFile(route: Route, file: string): Promise<void> {
  const body = await readFile(file).catch(() => undefined);
  await (body
    ? route.fulfill({ body, contentType: TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream' })
    : route.fulfill({ status: 404 }));
}
