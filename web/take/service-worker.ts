// The service worker of an installed page: it starts without a network. Positions then come from the page's own SGP4 and
// the elements of the last visit. Points, tracks and frames are never kept, so an old feed cannot look like a live one.

import { parseConfig } from '../../wire/config.ts';

/** Paths of the built page, relative to this script; the build fills them in. A new build is a new script. */
declare const FILES: readonly string[];
declare const BUILD: string;

// The types of workers and those of pages exclude each other.
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const CACHE = `subpoint-${BUILD}`;
const PAGE = new URL('index.html', location.href).href;
/** The page without its name, as most addresses have it. */
const FOLDER = new URL('./', location.href).href;
const CONFIG = new URL('config.json', location.href).href;

addEventListener('install', (event) => (event as ExtendableEvent).waitUntil(store()));
addEventListener('activate', (event) => (event as ExtendableEvent).waitUntil(removeOthers()));
addEventListener('fetch', (event) => {
  const { request } = event as FetchEvent;
  const answer = answerTo(request);
  if (answer) (event as FetchEvent).respondWith(answer);
});

async function store(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Names with a hash may come from the browser's own cache. The page itself must not be older than its scripts.
  await cache.addAll([...FILES, new Request(PAGE, { cache: 'reload' }), new Request(CONFIG, { cache: 'reload' })]);
  const config = await cache.match(CONFIG);
  const { apiUrl } = parseConfig(await config?.json(), location.origin);
  // The page that is open has read it already, without this script.
  const list = new Request(`${apiUrl}/satellites`);
  await newest(list, list.url);
}

/** Those of earlier builds. It runs when no page of them is open any more. */
async function removeOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('subpoint-') && name !== CACHE).map((name) => caches.delete(name)),
  );
}

/** Undefined: as without this script. */
function answerTo(request: Request): Promise<Response> | undefined {
  if (request.method !== 'GET') return undefined;
  const url = new URL(request.url);
  // Whatever its query is. Other addresses here are not the page: the API, its description.
  const address = url.origin + url.pathname;
  if (request.mode === 'navigate') return address === PAGE || address === FOLDER ? newest(request, PAGE) : undefined;
  if (url.href === CONFIG) return newest(request, CONFIG);
  // The list of satellites with their elements, of which each says its epoch.
  if (url.search === '' && url.pathname.endsWith('/satellites')) return newest(request, url.href);
  const isFile = FILES.some((file) => new URL(file, location.href).href === url.href);
  return isFile ? caches.match(request).then((kept) => kept ?? fetch(request)) : undefined;
}

/** From the network and, when nothing answers, what was kept last. */
async function newest(request: Request, key: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    // A page of another build needs files that are not here: it comes with the next service worker.
    if (answer.ok && key !== PAGE) await cache.put(key, await withoutDate(answer.clone()));
    return answer;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}

/** The page sets its clock by the Date of an answer, so one that is kept may have none. */
async function withoutDate(answer: Response): Promise<Response> {
  const type = answer.headers.get('content-type');
  return new Response(await answer.blob(), { headers: type ? { 'content-type': type } : {} });
}
