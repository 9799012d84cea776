// A page that works, in parts that a test can break, and visits of it.
import { visit } from '../../../functions/canary/visit.ts';
import { toCompactFrame } from '../../../wire/frame.ts';
import { toTrackAnswer } from '../../../wire/track.ts';
import { AQUA, aReport, aTrack, NOW_MS, TERRA } from '../../support/builders.ts';

export const PAGE = 'https://page.example/';
export const AHEAD_MS = NOW_MS + 60_000;

/** What a system answers that works, by address; a page names its parts. */
const ANSWERS: Record<string, unknown> = {
  [PAGE]: '<!doctype html><script type="module" src="assets/main-1.js"></script>',
  [`${PAGE}assets/main-1.js`]: '',
  [`${PAGE}config.json`]: { apiUrl: '/api', socketUrl: 'wss://socket.example/live' },
  [`${PAGE}api/frame/compact`]: frameText(),
  [`${PAGE}api/satellites/${AQUA}/track?points=3`]: track(AHEAD_MS),
  [`${PAGE}api/satellites/${AQUA}/overpasses?latitude=0&longitude=0&days=1`]: { overpasses: [] },
};

export function frameText(untilMs = AHEAD_MS) {
  return JSON.stringify(toCompactFrame(aTrack(3, untilMs, { catalogNumber: AQUA }), NOW_MS));
}

export function track(untilMs: number) {
  return toTrackAnswer({ catalogNumber: AQUA, name: 'Aqua' }, aTrack(6, untilMs, { catalogNumber: AQUA }), NOW_MS, 3);
}

export type SocketScript = (socket: EventTarget) => void;

export const message = (data: unknown) => Object.assign(new Event('message'), { data });
const good: SocketScript = (socket) => {
  socket.dispatchEvent(new Event('open'));
  socket.dispatchEvent(message(frameText()));
};

/** The page with these answers, a status or an error in place of the good ones, and a socket that does this. */
export function aPageTo(answers: Record<string, unknown> = {}, play: SocketScript = good, hasSocket = true) {
  const opened: string[] = [];
  const closed: string[] = [];
  return {
    opened,
    closed,
    pageUrl: PAGE,
    hasSocket,
    catalogNumber: TERRA,
    fetch: (async (url: string) => {
      const answer = url in answers ? answers[url] : ANSWERS[url];
      if (answer instanceof Error) throw answer;
      if (typeof answer === 'number' || answer === undefined)
        return new Response('', { status: (answer as number) ?? 404 });
      return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer));
    }) as typeof fetch,
    openSocket: (url: string, origin: string) => {
      opened.push(`${url} from ${origin}`);
      const socket = Object.assign(new EventTarget(), { close: () => closed.push(url) });
      queueMicrotask(() => play(socket));
      return socket as never;
    },
    nowMs: () => NOW_MS,
    frameMs: 30,
  };
}

/** One visit of it. */
export async function aVisit(...page: Parameters<typeof aPageTo>) {
  const report = aReport();
  const parts = aPageTo(...page);
  await visit({ ...parts, report });
  const down = report.lines.filter(({ message }) => message === 'part down').map(({ details }) => details);
  return { report, down, opened: parts.opened, closed: parts.closed };
}
