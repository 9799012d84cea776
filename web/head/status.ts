// The head and foot of the page: state of the connection, age of the last frame, clock, what failed.
import { find, setAttribute, setSentence, setText } from '../base/dom.ts';
import { formatClock, formatDate } from '../base/format.ts';
import type { FeedState } from '../feed/feed-state.ts';
import {
  type Connection,
  type ConnectionState,
  describeClock,
  describeConnection,
  describeFailure,
  describeFrameAge,
} from './status-text.ts';

// Spoken on a change of state; the words on the page count seconds, which nobody wants to hear.
const ANNOUNCEMENTS: Record<ConnectionState, string> = {
  connecting: 'Connecting',
  live: 'Live',
  late: 'The feed is late: the page computes the positions itself',
  reconnecting: 'Connection lost, reconnecting',
  offline: 'Offline',
  paused: 'Paused',
};

/** Takes the status elements of the document; `show` fills them. */
export function createStatus(root: Document) {
  const part = (name: string) => find(root, `[data-status="${name}"]`);
  const status = find(root, '[data-state]');
  const clock = part('clock');
  const pause = find(root, '[data-control="pause"]');

  /** While paused, the words alone are others: time and age stand still with the rest of the page. */
  function show(state: FeedState, nowMs: number, online: boolean, paused: boolean) {
    const connection: Connection = paused
      ? { state: 'paused', words: 'Paused' }
      : describeConnection(state, nowMs, online);
    setAttribute(status, 'data-state', connection.state);
    setText(part('words'), connection.words);
    setText(part('announcement'), ANNOUNCEMENTS[connection.state]);
    // Its name says what it does: a button that is called Resume is not pressed.
    setText(pause, paused ? 'Resume' : 'Pause');

    const { lastFrameMs, ignored } = state;
    setAttribute(status, 'data-last-frame', lastFrameMs === undefined ? '' : new Date(lastFrameMs).toISOString());
    const isFed = connection.state === 'live' || connection.state === 'late' || lastFrameMs !== undefined;
    setText(part('frame'), isFed ? describeFrameAge(lastFrameMs, nowMs) : '');
    if (state.config) setText(part('api'), state.config.apiUrl);
    setText(part('date'), formatDate(nowMs));
    setText(clock, formatClock(nowMs));
    setAttribute(clock, 'datetime', new Date(nowMs).toISOString());

    setSentence(part('failure'), describeFailure(state, nowMs));
    setSentence(part('clock-off'), describeClock(state.clockOffsetMs));
    setAttribute(status, 'data-ignored-frames', String(ignored?.count ?? 0));
    setSentence(part('ignored'), ignored && describeIgnored(ignored));
  }

  return { show };
}

function describeIgnored({ count, reason }: { count: number; reason: string }): string {
  const messages = count === 1 ? 'One message of the feed was' : `${count} messages of the feed were`;
  return `${messages} not understood and left out, the last one: ${reason}.`;
}
