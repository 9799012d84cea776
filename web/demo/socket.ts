// The demo's socket: every minute a frame with the points of that minute's tick.
// Like a real socket, it dies when the computer sleeps.
import { LEAD_MS } from '../../orbit/grid.ts';
import { MINUTE_MS } from '../../orbit/time.ts';
import { type PointsFrame, toFrame } from '../../wire/frame.ts';
import type { Env, SocketEvents } from '../base/env.ts';
import type { Playback } from './recording.ts';

/**
 * A timer that fires later than this was due during a sleep.
 * Browsers delay the timers of hidden tabs by up to a minute, in which a real socket stays alive.
 */
const SLEEP_MS = 90_000;

/** Opens the socket; the returned function closes it. */
export function playFrames(
  playback: Playback,
  { opened, message }: SocketEvents,
  browser: Pick<Env, 'nowMs' | 'after'>,
  demoTime: (browserMs: number) => number,
): () => void {
  let cancel = browser.after(0, () => {
    const nowMs = browser.nowMs();
    scheduleFrame(nowMs + MINUTE_MS - (demoTime(nowMs) % MINUTE_MS));
    opened();
  });

  // By the browser's clock, which does not jump back.
  // The playback lasts whole minutes, so the frames stay on the demo's minutes.
  function scheduleFrame(dueMs: number) {
    cancel = browser.after(Math.max(0, dueMs - browser.nowMs()), () => {
      // The other side would have given up on the connection. The page gets neither a frame nor an event.
      if (browser.nowMs() - dueMs > SLEEP_MS) return;
      scheduleFrame(dueMs + MINUTE_MS);
      message(JSON.stringify(frameAt(playback, demoTime(dueMs))));
    });
  }

  return () => cancel();
}

/** The frame of a tick after which nothing is missing: the last minutes of the lead. */
export function frameAt({ points }: Playback, sentMs: number, minutes = 1): PointsFrame {
  const untilMs = sentMs + LEAD_MS;
  const added = [...points].flatMap(([catalogNumber, track]) =>
    track
      .filter(({ timeMs }) => timeMs > untilMs - minutes * MINUTE_MS && timeMs <= untilMs)
      .map((point) => ({ ...point, catalogNumber })),
  );
  return toFrame(added, sentMs);
}
