// The service worker of an installed page: it starts without a network. Positions then come from the page's own SGP4 and
// the elements of the last visit. Points, tracks and frames are never kept, so an old feed cannot look like a live one.

import { parseConfig } from '../../wire/config.ts';
import { AnswerError, isObject } from '../../wire/json.ts';

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

/** Other pages of this origin may have caches, too: those of another deployment as well. */
const CACHES = `subpoint ${new URL('./', location.href).pathname} `;
const CACHE = CACHES + BUILD;
const PAGE = new URL('index.html', location.href).href;
/** The page without its name, as most addresses have it. */
const FOLDER = new URL('./', location.href).href;
const CONFIG = new URL('config.json', location.href).href;

/** A network that answers later than this is as none. */
const PATIENCE_MS = 3_000;
/** The one after that is given less: a start needs three answers, one after the other. */
const SHORT_PATIENCE_MS = 300;
const HANGS_FOR_MS = 30_000;
let hangsUntilMs = 0;

/** What is kept, by its address, and how an answer is read: one that cannot be is of a portal, or another mistake. */
interface Kind {
  key: string;
  read?(text: string): unknown;
}
const CONFIG_KIND: Kind = { key: CONFIG, read: (text) => parseConfig(JSON.parse(text), location.origin) };
const listKind = (key: string): Kind => ({ key, read: (text) => readList(JSON.parse(text)) });

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
  await newest(list, listKind(list.url));
}

/** Those of earlier builds. It runs when no page of them is open any more. */
async function removeOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(CACHES) && name !== CACHE).map((name) => caches.delete(name)),
  );
}

/** Undefined: as without this script. */
function answerTo(request: Request): Promise<Response> | undefined {
  if (request.method !== 'GET') return undefined;
  const url = new URL(request.url);
  // Whatever its query is. Other addresses here are not the page: the API, its description.
  const address = url.origin + url.pathname;
  if (request.mode === 'navigate')
    return address === PAGE || address === FOLDER ? newest(request, { key: PAGE }) : undefined;
  if (url.href === CONFIG) return newest(request, CONFIG_KIND);
  // The list of satellites with their elements, of which each says its epoch.
  if (url.search === '' && url.pathname.endsWith('/satellites')) return newest(request, listKind(url.href));
  const isFile = FILES.some((file) => new URL(file, location.href).href === url.href);
  return isFile ? caches.match(request).then((kept) => kept ?? fetch(request)) : undefined;
}

/** From the network and, when nothing good comes in time, what was kept last. */
async function newest(request: Request, kind: Kind): Promise<Response> {
  const cache = await caches.open(CACHE);
  const asked = ask(request, kind, cache);
  const patienceMs = Date.now() < hangsUntilMs ? SHORT_PATIENCE_MS : PATIENCE_MS;
  const first = await Promise.race([asked.catch(() => 'none' as const), wait(patienceMs)]);
  hangsUntilMs = first ? 0 : Date.now() + HANGS_FOR_MS;
  if (first && first !== 'none' && first.isGood) return first.answer;
  const kept = await cache.match(kind.key);
  return kept ?? (await asked).answer;
}

async function ask(
  request: Request,
  { key, read }: Kind,
  cache: Cache,
): Promise<{ answer: Response; isGood: boolean }> {
  const answer = await fetch(request);
  // To its end: that may be what does not come.
  const text = await answer.clone().text();
  // A page of another build needs files that are not here: it comes with the next service worker.
  if (!read) return { answer, isGood: answer.status < 500 };
  const isGood = answer.ok && isReadable(read, text);
  if (isGood) await cache.put(key, withoutDate(answer, text));
  return { answer, isGood };
}

function isReadable(read: (text: string) => unknown, text: string): boolean {
  try {
    read(text);
    return true;
  } catch {
    return false;
  }
}

/** The page reads it in full, with code of a size that this script should not have. @throws AnswerError */
function readList(answer: unknown): void {
  const list = isObject(answer) ? answer.satellites : undefined;
  const isSatellite = (each: unknown) =>
    isObject(each) && typeof each.catalogNumber === 'number' && typeof each.name === 'string';
  if (!Array.isArray(list) || !list.every(isSatellite)) throw new AnswerError('no list of satellites');
}

function wait(durationMs: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

/** The page sets its clock by the Date of an answer, so one that is kept may have none. */
function withoutDate(answer: Response, text: string): Response {
  const type = answer.headers.get('content-type');
  return new Response(text, { headers: type ? { 'content-type': type } : {} });
}
