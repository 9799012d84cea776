// The head and foot of the page: state of the connection, age of the last frame, clock, what failed.
import { find, setAttribute, setSentence, setText } from './dom.ts';
import type { FeedState } from './feed.ts';
import { formatClock } from './format.ts';
import { type ConnectionState, describeConnection, describeFailure, describeFrameAge } from './words.ts';

// Spoken on a change of state; the words on the page count seconds, which nobody wants to hear.
const ANNOUNCEMENTS: Record<ConnectionState, string> = {
  connecting: 'Connecting',
  live: 'Live',
  late: 'The feed is late',
  reconnecting: 'Connection lost, reconnecting',
  offline: 'Offline',
};

/** Takes the status elements of the document; `show` fills them. */
export function createStatus(root: Document) {
  const part = (name: string) => find(root, `[data-status="${name}"]`);
  const status = find(root, '[data-state]');
  const clock = part('clock');
  const apiLink = find(root, '[data-link="api"]');

  function show(state: FeedState, nowMs: number, online: boolean) {
    const connection = describeConnection(state, nowMs, online);
    setAttribute(status, 'data-state', connection.state);
    setText(part('words'), connection.words);
    setText(part('announcement'), ANNOUNCEMENTS[connection.state]);

    const { lastFrameMs, ignored, config } = state;
    setAttribute(status, 'data-last-frame', lastFrameMs === undefined ? '' : new Date(lastFrameMs).toISOString());
    setText(part('frame'), describeFrameAge(lastFrameMs, nowMs));
    setText(clock, formatClock(nowMs));
    setAttribute(clock, 'datetime', new Date(nowMs).toISOString());

    setSentence(part('failure'), describeFailure(state, nowMs));
    setAttribute(status, 'data-ignored-frames', String(ignored?.count ?? 0));
    setSentence(part('ignored'), ignored && describeIgnored(ignored));
    if (config) setAttribute(apiLink, 'href', `${config.apiUrl}/satellites`);
  }

  return { show };
}

function describeIgnored({ count, reason }: { count: number; reason: string }): string {
  const messages = count === 1 ? 'One message of the feed was' : `${count} messages of the feed were`;
  return `${messages} not understood and left out, the last one: ${reason}.`;
}
