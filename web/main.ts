// Wires the page: the browser's clock, network and timers go in here, and nowhere else.
import { createHeartbeat } from './clock.ts';
import { createColumns } from './columns.ts';
import { find } from './dom.ts';
import type { Env, SocketEvents } from './env.ts';
import { startFeed } from './feed.ts';
import { createStatus } from './status.ts';

const env: Env = {
  nowMs: () => Date.now(),
  random: () => Math.random(),
  fetch: (url, signal) => fetch(url, { signal }),
  openSocket(url: string, { opened, message, closed }: SocketEvents) {
    const socket = new WebSocket(url);
    socket.addEventListener('open', opened);
    socket.addEventListener('message', ({ data }) => message(data));
    socket.addEventListener('close', closed);
    return () => socket.close();
  },
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

const status = createStatus(document);
const columns = createColumns(find(document, '.columns'), find<HTMLTemplateElement>(document, '#column'));
// The second that is on the page. What arrives within it is shown at once, but does not turn the clock.
let shownMs = env.nowMs();
const feed = startFeed('config.json', env, () => show(shownMs));
const heartbeat = createHeartbeat(env, beat);

function show(nowMs: number) {
  // Nothing moves in a hidden tab; data goes on arriving.
  if (document.hidden) return;
  const { state } = feed;
  status.show(state, nowMs, navigator.onLine);
  columns.show(state, nowMs);
}

// Timers stand still while a computer sleeps: a second that took this long was a sleep.
const SLEEP_MS = 10_000;

function beat(nowMs: number) {
  if (nowMs - shownMs > SLEEP_MS) feed.wake();
  else feed.check();
  shownMs = nowMs;
  show(nowMs);
}

function attend() {
  if (document.hidden) heartbeat.stop();
  else heartbeat.start();
}

document.addEventListener('visibilitychange', attend);
addEventListener('online', () => {
  feed.reconnect();
  attend();
});
addEventListener('offline', attend);
attend();
