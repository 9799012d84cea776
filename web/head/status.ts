// The head and foot of the page: connection, age of the last frame, clock, failures.
import { announce } from '../base/announce.ts';
import { find, setAttribute, setSentence, setText } from '../base/dom.ts';
import { formatClock, formatDate } from '../base/format.ts';
import type { FeedState } from '../feed/feed-state.ts';
import {
  type Connection,
  type ConnectionState,
  clockText,
  connectionOf,
  failureText,
  frameAgeText,
  ignoredText,
} from './status-text.ts';

// For screen readers, on a change of state only: the visible text counts seconds, which nobody wants to hear.
const ANNOUNCEMENTS: Record<Exclude<ConnectionState, 'live'>, string> = {
  connecting: 'Connecting',
  late: 'The feed is late: the page computes the positions itself',
  reconnecting: 'Connection lost, reconnecting',
  offline: 'Offline',
  paused: 'Paused',
};

/** Takes the status elements of the document; `show` fills them. What a recording feeds is never called live. */
export function createStatus(root: Document, isRecording: boolean) {
  const part = (name: string) => find(root, `[data-status="${name}"]`);
  const status = find(root, '[data-state]');
  const clock = part('clock');
  const pause = find(root, '[data-control="pause"]');
  let announced: string | undefined;

  /**
   * Shows the state at a moment. While paused, both are those of the pause; while the map shows a chosen time, which is
   * held too, they are the present ones, and only the clock is that of the map.
   */
  function show(
    state: FeedState,
    nowMs: number,
    online: boolean,
    { paused, held }: { paused: boolean; held: boolean },
  ) {
    const connection: Connection = paused ? { state: 'paused', text: 'Paused' } : connectionOf(state, nowMs, online);
    const text = isRecording && connection.state === 'live' ? 'Recording' : connection.text;
    setAttribute(status, 'data-state', connection.state);
    // For what shows it elsewhere on the page.
    setAttribute(root.documentElement, 'data-feed', connection.state);
    setAttribute(status, 'data-polling', String(connection.state === 'live' && state.isPolling));
    setText(part('connection'), text);
    const spoken = connection.state === 'live' ? text : ANNOUNCEMENTS[connection.state];
    if (announced !== spoken) announce(spoken);
    announced = spoken;
    // No aria-pressed: the name of the button says what it does.
    setText(pause, held ? 'Resume' : 'Pause');

    const { lastFrameMs, ignored } = state;
    setAttribute(status, 'data-last-frame', lastFrameMs === undefined ? '' : new Date(lastFrameMs).toISOString());
    setText(part('frame'), frameAgeText(lastFrameMs, nowMs));
    if (state.config) setText(part('api'), state.config.apiUrl);
    setSentence(part('failure'), failureText(state, nowMs));
    setSentence(part('clock-off'), clockText(state.clockOffsetMs));
    setAttribute(status, 'data-ignored-frames', String(ignored?.count ?? 0));
    setSentence(part('ignored'), ignoredText(ignored));
  }

  /** Shows the time of map and columns. Marked when it was chosen: then nothing there is live. */
  function showClock(timeMs: number, isChosen: boolean) {
    setAttribute(status, 'data-moment', isChosen ? 'chosen' : 'present');
    setAttribute(root.documentElement, 'data-shown', isChosen ? 'chosen' : 'present');
    setText(part('date'), formatDate(timeMs));
    setText(clock, formatClock(timeMs));
    setAttribute(clock, 'datetime', new Date(timeMs).toISOString());
  }

  return { show, showClock };
}
