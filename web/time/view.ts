// The elements of the time control: play, speeds, what is shown, day, Now, and the slider.
import { DAY_MS, MINUTE_MS } from '../../orbit/time.ts';
import { element, setAttribute, setSentence, setText } from '../base/dom.ts';
import { fractionOf, type Span } from './bounds.ts';
import type { KnownSpan } from './past.ts';
import { hourLabels } from './time-text.ts';

/** How many times as fast as time passes. */
const SPEEDS = [1, 60, 600] as const;
export type Speed = (typeof SPEEDS)[number];

export interface ViewData {
  mode: 'live' | 'paused' | 'held' | 'playing';
  timeMs: number;
  nowMs: number;
  slider: Span;
  /** What can be shown. */
  offered: Span;
  /** Which times are recorded, and which are computed, as far as that is known. */
  known: readonly KnownSpan[];
  /** One of the speeds, or that of the last day. */
  speed: number;
  /** 25 Nov 2026, 10:30:00 UTC */
  moment: string;
  /** 21 h 10 min ago, recorded */
  about: string;
  /** The whole of it, spoken. */
  spoken: string;
  /** A problem, or what is being loaded. */
  note: string | undefined;
}

/** What the reader does. */
export interface ViewEvents {
  /** A drag: a fraction of the slider, and whether it has ended. */
  onDrag(fraction: number, isOver: boolean): void;
  /** Returns whether the key means something. */
  onKey(key: string, isShifted: boolean): boolean;
  onPlay(): void;
  /** Plays the last 24 hours up to now. */
  onLastDay(): void;
  onSpeed(speed: Speed): void;
  onNow(): void;
  /** The text of a date field: 2026-11-24, or empty. */
  onDay(text: string): void;
}

/** Builds the control in its slot. */
export function createView(slot: HTMLElement, events: ViewEvents) {
  const play = element('button', { type: 'button', class: 'time-play' }, 'Play');
  const lastDay = element(
    'button',
    { type: 'button', class: 'time-last-day', 'aria-label': 'Play the last 24 h' },
    element('span', {}, 'Last '),
    '24 h',
  );
  const speeds = SPEEDS.map((speed) => element('button', { type: 'button', value: String(speed) }, `${speed}×`));
  const moment = element('strong', { 'data-time-part': 'moment' });
  const about = element('span', { 'data-time-part': 'about' });
  const day = element('input', { type: 'date', 'aria-label': 'Day', 'aria-describedby': 'time-note' });
  const now = element('button', { type: 'button', class: 'time-now' }, 'Now');
  const known = element('div', {});
  const hours = element('div', { class: 'hours', 'aria-hidden': 'true' });
  const present = element('span', { class: 'present' });
  const thumb = element('span', { class: 'thumb' });
  const slider = element(
    'div',
    { class: 'time-slider', role: 'slider', tabindex: '0', 'aria-label': 'Time shown' },
    element('div', { class: 'rail' }, known, present, thumb),
    hours,
  );
  const note = element('p', { class: 'time-note', id: 'time-note', hidden: '' });
  slot.replaceChildren(
    play,
    element('fieldset', { class: 'segments speeds', 'aria-label': 'Speed' }, ...speeds),
    lastDay,
    element('p', { class: 'time-text' }, moment, ' ', about),
    element('label', { class: 'time-day' }, element('span', {}, 'Day '), day),
    now,
    slider,
    note,
  );
  slot.setAttribute('role', 'group');
  slot.setAttribute('aria-label', 'Time shown on map and in columns');

  play.addEventListener('click', events.onPlay);
  lastDay.addEventListener('click', events.onLastDay);
  now.addEventListener('click', events.onNow);
  for (const [index, button] of speeds.entries())
    button.addEventListener('click', () => events.onSpeed(SPEEDS[index] as Speed));
  day.addEventListener('change', () => events.onDay(day.value));
  slider.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !events.onKey(event.key, event.shiftKey)) return;
    event.preventDefault();
  });
  slider.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    slider.setPointerCapture(event.pointerId);
    events.onDrag(fractionAt(event), false);
  });
  slider.addEventListener('pointermove', (event) => {
    if (slider.hasPointerCapture(event.pointerId)) events.onDrag(fractionAt(event), false);
  });
  slider.addEventListener('pointerup', (event) => {
    if (slider.hasPointerCapture(event.pointerId)) events.onDrag(fractionAt(event), true);
  });
  // A finger that scrolls the page: what it has chosen until then stays.
  slider.addEventListener('pointercancel', (event) => events.onDrag(fractionAt(event), true));

  let box: { left: number; width: number } | undefined;
  addEventListener('resize', () => {
    box = undefined;
  });

  function fractionAt({ type, clientX }: PointerEvent): number {
    // Read at the begin of a drag only: reading a size forces a layout.
    if (type === 'pointerdown' || !box) {
      const { left, width } = (slider.firstElementChild as Element).getBoundingClientRect();
      box = { left, width };
    }
    return Math.min(Math.max((clientX - box.left) / box.width, 0), 1);
  }

  let drawnScale = '';

  function show(data: ViewData) {
    const { mode, timeMs, nowMs, speed } = data;
    setAttribute(slot, 'data-mode', mode);
    setText(play, mode === 'playing' ? 'Stop' : 'Play');
    for (const [index, button] of speeds.entries())
      setAttribute(button, 'aria-pressed', String(SPEEDS[index] === speed));
    setText(moment, data.moment);
    setText(about, data.about);
    // Not disabled: a focus must not be lost with the press that returns to now.
    setAttribute(now, 'aria-disabled', String(mode === 'live'));
    const text = new Date(timeMs).toISOString().slice(0, 10);
    if (day.value !== text && document.activeElement !== day) day.value = text;
    setSentence(note, data.note);
    drawScale(data);
    const minutes = Math.round((timeMs - nowMs) / MINUTE_MS);
    setAttribute(slider, 'aria-valuenow', String(minutes));
    setAttribute(slider, 'aria-valuetext', data.spoken);
    moveThumb(mode === 'live' ? nowMs : timeMs, data.slider);
  }

  function moveThumb(timeMs: number, span: Span) {
    // In cqw, hundredths of the slider's width: moved without a layout.
    thumb.style.translate = `${(fractionOf(timeMs, span) * 100).toFixed(2)}cqw`;
  }

  /** Labels, and what is known of which times. */
  function drawScale({ slider: span, offered, known: knownSpans, nowMs }: ViewData) {
    const edges = [span, offered, ...knownSpans]
      .flatMap(({ fromMs, untilMs }) => [fromMs, untilMs])
      .map((timeMs) => Math.floor(timeMs / (5 * MINUTE_MS)));
    const key = [...edges, ...knownSpans.map(({ kind }) => kind)].join();
    if (key === drawnScale) return;
    drawnScale = key;
    setAttribute(day, 'min', new Date(offered.fromMs).toISOString().slice(0, 10));
    setAttribute(day, 'max', new Date(offered.untilMs).toISOString().slice(0, 10));
    setAttribute(slider, 'aria-valuemin', String(Math.round((span.fromMs - nowMs) / MINUTE_MS)));
    setAttribute(slider, 'aria-valuemax', String(Math.round((span.untilMs - nowMs) / MINUTE_MS)));
    known.replaceChildren(
      ...knownSpans.flatMap(({ kind, fromMs, untilMs }) => {
        const [from, until] = [fractionOf(fromMs, span), fractionOf(untilMs, span)];
        if (until <= from) return [];
        const part = element('span', { class: kind });
        part.style.left = `${from * 100}%`;
        part.style.width = `${(until - from) * 100}%`;
        return part;
      }),
    );
    present.hidden = nowMs < span.fromMs || nowMs > span.untilMs;
    present.style.left = `${fractionOf(nowMs, span) * 100}%`;
    hours.replaceChildren(
      ...hourLabels(span).map(({ timeMs, text }) => {
        const label = element('span', timeMs % DAY_MS === 0 ? { class: 'day-label' } : {}, text);
        // Whole at both ends: half of the widest label is 1.75em.
        label.style.left = `clamp(1.75em, ${fractionOf(timeMs, span) * 100}%, 100% - 1.75em)`;
        return label;
      }),
    );
  }

  return { show, moveThumb };
}
