// A reminder before each overpass that is listed, while the page is open: a notification of the browser where the reader
// allows it, and always the title of the page and a line on it.
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../orbit/time.ts';
import { announce } from '../../base/announce.ts';
import { element, setSentence } from '../../base/dom.ts';
import type { Env } from '../../base/env.ts';
import { formatUncertainty, isolated } from '../../base/format.ts';
import { beginMs, type OverpassRow } from '../list.ts';
import { formatUtc } from '../table/cells.ts';

export interface Reminder {
  readonly isOn: boolean;
  /** Sets the overpasses to remind of, in order of time. Cheap when called each second. */
  update(rows: readonly OverpassRow[], placeName: string, nowMs: number): void;
}

const MINUTES = [2, 5, 10, 30, 60];
const FIRST_MINUTES = 10;

const HELP = 'Only while this page is open, paused or not; before the earliest time at which it may come.';

/** Adds the control to an element. `renew` brings an update, also in a hidden tab, where nothing else does. */
export function createReminder(root: HTMLElement, env: Env, renew: () => void): Reminder {
  const button = element(
    'button',
    { type: 'button', 'aria-pressed': 'false', 'data-place-control': 'remind' },
    'Remind me',
  );
  const minutes = element(
    'select',
    { 'aria-label': 'How long before each overpass', 'data-place-control': 'remind-minutes', hidden: true },
    ...MINUTES.map((each) =>
      element('option', { value: each, selected: each === FIRST_MINUTES }, `${each} min before`),
    ),
  );
  const help = element('span', { class: 'help-line', 'data-place-part': 'remind-help', hidden: true }, HELP);
  const due = element('p', { class: 'due', 'data-place-part': 'due', hidden: true });
  root.append(element('div', { class: 'remind' }, button, minutes, help), due);

  let isOn = false;
  let rows: readonly OverpassRow[] = [];
  let place = '';
  let cancel = () => {};
  let cancelRenewal = () => {};
  let scheduled = '';
  let reminded: Reminded = { sinceMs: 0, rows: new Map() };
  let title: { of: string; before: string; untilMs: number } | undefined;

  button.addEventListener('click', () => void toggle());
  minutes.addEventListener('change', () => {
    schedule();
    if (isOn) announce(`Reminder ${minutes.value} minutes before each overpass.`);
  });

  async function toggle() {
    isOn = !isOn;
    button.setAttribute('aria-pressed', String(isOn));
    minutes.hidden = help.hidden = !isOn;
    reminded = { sinceMs: env.nowMs(), rows: new Map() };
    schedule();
    renewHourly();
    help.textContent = HELP;
    if (!isOn) return announce('Reminder off.');
    const permission = 'Notification' in window ? await Notification.requestPermission() : 'denied';
    if (!isOn) return;
    help.textContent = permission === 'granted' ? HELP : `${HELP} Without notifications: a line here, and the title.`;
    announce(`Reminder on, ${minutes.value} minutes before each overpass. ${help.textContent}`);
  }

  /** The list ends after five days, and a tab may be hidden for longer. */
  function renewHourly() {
    cancelRenewal();
    if (!isOn) return;
    cancelRenewal = env.after(HOUR_MS, () => {
      renew();
      renewHourly();
    });
  }

  function leadMs() {
    return Number(minutes.value) * MINUTE_MS;
  }

  /** Sets a timer for the next reminder. The page's own second does not tick in a hidden tab; a timer does. */
  function schedule() {
    const next = isOn ? nextReminder(rows, leadMs(), reminded, env.nowMs()) : undefined;
    const key = next ? `${next.row.catalogNumber} ${next.atMs}` : '';
    // A timer stands still while the computer sleeps: what has become due meanwhile comes now.
    const isOverdue = next !== undefined && next.atMs <= env.nowMs();
    if (key === scheduled && !isOverdue) return;
    scheduled = key;
    cancel();
    // The longest timer of a browser is 24.8 days, the list is of five.
    cancel = next ? env.after(Math.max(0, next.atMs - env.nowMs()), () => remind(next.row)) : () => {};
  }

  function remind(row: OverpassRow) {
    reminded.rows.set(row.catalogNumber, row);
    scheduled = '';
    const nowMs = env.nowMs();
    // The timer stood still: the computer slept until after it.
    if (isMissed(row, nowMs)) return schedule();
    const text = describeReminder(row, nowMs);
    setSentence(due, `${text} (${formatUtc(beginMs(row), nowMs, row.uncertaintySeconds)} UTC)`);
    announce(text);
    title = { of: `${text} – Subpoint`, before: title?.before ?? document.title, untilMs: beginMs(row) };
    document.title = title.of;
    // A hidden tab has no updates.
    env.after(Math.max(0, beginMs(row) - nowMs), () => clearDue(env.nowMs()));
    notify(text, `${isolated(place)}, ${formatUtc(beginMs(row), nowMs, row.uncertaintySeconds)} UTC`);
    schedule();
  }

  function notify(text: string, body: string) {
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    try {
      new Notification(text, { body, tag: 'subpoint-overpass' });
    } catch {
      // Chrome on Android has notifications from service workers only. The line and the title remain.
    }
  }

  function update(next: readonly OverpassRow[], placeName: string, nowMs: number) {
    rows = next;
    place = placeName;
    schedule();
    clearDue(nowMs);
  }

  /** Takes back the title and the line when the overpass has begun. */
  function clearDue(nowMs: number) {
    if (!title || nowMs < title.untilMs) return;
    if (document.title === title.of) document.title = title.before;
    title = undefined;
    setSentence(due, undefined);
  }

  return {
    get isOn() {
      return isOn;
    },
    update,
  };
}

/** What the reader has been reminded of. */
interface Reminded {
  /** When reminders were turned on. */
  sinceMs: number;
  /** The last overpass of each satellite, by catalog number. */
  rows: Map<number, OverpassRow>;
}

/** A newer search moves an overpass by less than this, or than it is uncertain: the same one. */
const SAME_MS = 10 * SECOND_MS;

/** By how much at most: the next one comes after an hour and a half. */
const MOST_SAME_MS = 40 * MINUTE_MS;

function isReminded(row: OverpassRow, { sinceMs, rows }: Reminded): boolean {
  const last = rows.get(row.catalogNumber);
  if (!last) return beginMs(row) <= sinceMs + SAME_MS;
  const uncertainMs = Math.max(last.uncertaintySeconds, row.uncertaintySeconds) * SECOND_MS;
  return beginMs(row) <= beginMs(last) + Math.min(Math.max(SAME_MS, uncertainMs), MOST_SAME_MS);
}

/** One that began longer ago than this is none to remind of: "now" would be wrong. */
const MISSED_MS = MINUTE_MS;

function isMissed(row: OverpassRow, nowMs: number): boolean {
  return beginMs(row) < nowMs - MISSED_MS;
}

/**
 * The next overpass to remind of, and when: at once if it is closer than the lead. An uncertain one may come before
 * those that are listed before it. Those that began while the computer slept are left out.
 */
export function nextReminder(
  rows: readonly OverpassRow[],
  leadMs: number,
  reminded: Reminded,
  nowMs: number,
): { row: OverpassRow; atMs: number } | undefined {
  const due = rows.filter((row) => !isReminded(row, reminded) && !isMissed(row, nowMs));
  const [row] = due.toSorted((a, b) => earliestMs(a) - earliestMs(b));
  return row && { row, atMs: earliestMs(row) - leadMs };
}

/** When an overpass may begin: earlier than computed, when it is uncertain by minutes. */
function earliestMs(row: OverpassRow): number {
  return beginMs(row) - (isUncertain(row) ? row.uncertaintySeconds * SECOND_MS : 0);
}

function isUncertain({ uncertaintySeconds }: OverpassRow): boolean {
  return uncertaintySeconds * SECOND_MS > MINUTE_MS;
}

/** As in: Terra in 10 min; Aura in 28 min ± 18 min. */
export function describeReminder(row: OverpassRow, nowMs: number): string {
  const minutes = Math.max(0, Math.round((beginMs(row) - nowMs) / MINUTE_MS));
  const uncertainty = isUncertain(row) ? ` ${formatUncertainty(row.uncertaintySeconds)}` : '';
  const name = `${row.isPerhaps ? 'Perhaps ' : ''}${row.name}`;
  return minutes === 0 ? `${name} now${uncertainty}` : `${name} in ${minutes} min${uncertainty}`;
}
