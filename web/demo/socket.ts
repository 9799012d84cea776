// The socket of the demo: a frame each minute, with the points that the tick of that minute added; and a sleep kills it, as it does any.
import { LEAD_MS } from '../../orbit/grid.ts';
import { MINUTE_MS } from '../../orbit/time.ts';
import { type PointsFrame, toFrame } from '../../wire/frame.ts';
import type { Env, SocketEvents } from '../base/env.ts';
import type { Tape } from './recording.ts';

/**
 * A timer that is later than this slept. Browsers hold the timers of a hidden tab back for up to a minute; a real socket would have
 * brought its frame meanwhile, so that much is forgiven.
 */
const SLEEP_MS = 90_000;

/** Opens the socket; the answer closes it. */
export function playFrames(
  tape: Tape,
  { opened, message }: SocketEvents,
  browser: Pick<Env, 'nowMs' | 'after'>,
  demoTime: (browserMs: number) => number,
): () => void {
  let cancel = browser.after(0, () => {
    const nowMs = browser.nowMs();
    scheduleAt(nowMs + MINUTE_MS - (demoTime(nowMs) % MINUTE_MS));
    opened();
  });

  // On the browser's clock, which knows no end of the tape. The tape is whole minutes long: they go on over its end.
  function scheduleAt(dueMs: number) {
    cancel = browser.after(Math.max(0, dueMs - browser.nowMs()), () => {
      // What was sent in a sleep is lost, and the other side has given the connection up: no frame comes any more, and no sign of that.
      if (browser.nowMs() - dueMs > SLEEP_MS) return;
      scheduleAt(dueMs + MINUTE_MS);
      message(JSON.stringify(frameOf(tape, demoTime(dueMs))));
    });
  }

  return () => cancel();
}

// What the tick of a minute adds where none is missing: the points of one minute, at the far end of the lead.
function frameOf({ points }: Tape, sentMs: number): PointsFrame {
  const untilMs = sentMs + LEAD_MS;
  const added = [...points].flatMap(([catalogNumber, track]) =>
    track
      .filter(({ timeMs }) => timeMs > untilMs - MINUTE_MS && timeMs <= untilMs)
      .map((point) => ({ ...point, catalogNumber })),
  );
  return toFrame(added, sentMs);
}
