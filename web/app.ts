// The page itself: what the feed knows and what the reader has chosen, shown second by second.
import { createHeartbeat } from './clock.ts';
import { createColumns } from './columns.ts';
import { find } from './dom.ts';
import type { Env } from './env.ts';
import { startFeed } from './feed.ts';
import { createStatus } from './status.ts';

// Timers stand still while a computer sleeps: a second that took this long was a sleep.
const SLEEP_MS = 10_000;

/** Starts the page in the document that is there. */
export function startApp(env: Env): void {
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
}
