// The script of the time control: from a day ago to a day ahead, or on another day, by slider, keys, play and Now.
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../orbit/time.ts';
import { announce } from '../base/announce.ts';
import {
  clamp,
  dayOf,
  fractionOf,
  isDayOutside,
  offeredTimes,
  sliderSpan,
  stepWithin,
  timeAfterKey,
  timeAt,
} from './bounds.ts';
import { createElementsOfThen, epochsOf } from './elements.ts';
import { createKnownTimes } from './known-times.ts';
import { createPace } from './pace.ts';
import { createPast } from './past.ts';
import { LAST_DAY_SPEED, type Playing, playEndMs, playedMs } from './play.ts';
import { type ChosenTime, hasTexts, type TimeHost, type TimePart } from './time-part.ts';
import { describeFailure, formatMoment, LIVE_TEXTS, momentTexts, NOT_ASKED } from './time-text.ts';
import { createTimeline, hoursAround, kindAt } from './timeline.ts';
import { createView, type Speed } from './view.ts';

/** Points are asked for when the reader has stayed at a time for this long. */
const REST_MS = 150;
/** While playing, they are asked for as long before they are needed. */
const PREFETCH_MS = 15 * SECOND_MS;
/** A key that is held down chooses a time when it is released. */
const KEYS_OVER_MS = 400;

/** Builds the control in the slot of the markup. */
export function createTimeControl(slot: HTMLElement, host: TimeHost): TimePart {
  const { env } = host;
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  const past = createPast(env, host.past.tracks, refresh);
  const elements = createElementsOfThen(env, host.past.elementsAt, refresh);
  const known = createKnownTimes(env, host.past.knownTimes, onKnown);
  const timeline = createTimeline({
    compute: host.compute,
    recordOf: host.recordOf,
    recorded: past.recorded,
    elementsAt: elements.at,
  });
  let chosen: ChosenTime = { timeMs: undefined, paused: false };
  let nowMs = env.nowMs();
  /** The moment that is shown while the reader drags, holds a key or plays. */
  let movingMs: number | undefined;
  let playing: Playing | undefined;
  let speed: Speed = 60;
  /** Why the time that was asked for is not shown. */
  let refusal: string | undefined;
  /** A day that is not shown: the API may know it, when it answers. */
  let askedDay: string | undefined;
  let cancelRest = () => {};
  let cancelKeys = () => {};
  let cancelTick = () => {};
  let frame = 0;
  const pace = createPace();

  const view = createView(slot, { onDrag, onKey, onPlay, onLastDay, onSpeed, onNow, onDay });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && playing) finish(shownMs());
  });

  const shownMs = () => movingMs ?? chosen.timeMs ?? nowMs;
  const slider = () => sliderSpan(shownMs(), nowMs);
  /** At its own pace, time moves as the present does; for readers who prefer reduced motion, it always does. */
  const isStepped = () => playing !== undefined && (reducedMotion.matches || playing.speed === 1);
  const offered = () => offeredTimes(epochsOf(host.state().satellites), nowMs, known.span);
  const whyOutside = (notAsked: string) => known.whyOutside(shownNumbers(), offered(), notAsked);

  function onDrag(fraction: number, isOver: boolean) {
    leave();
    const span = slider();
    const timeMs = clamp(timeAt(fraction, span), offered());
    // The present is a place to stop at, a few pixels wide.
    const isPresent = Math.abs(fraction - fractionOf(nowMs, span)) < 0.004;
    moveTo(isPresent ? nowMs : timeMs);
    if (isOver) finish(isPresent ? undefined : timeMs);
  }

  function onKey(key: string, isShifted: boolean): boolean {
    if (key === ' ') {
      onPlay();
      return true;
    }
    const target = timeAfterKey(key, isShifted, shownMs(), slider());
    if (target === undefined) return false;
    leave();
    const timeMs = clamp(target, offered());
    moveTo(timeMs);
    cancelKeys = env.after(KEYS_OVER_MS, () => finish(timeMs));
    return true;
  }

  function onPlay() {
    const fromMs = shownMs();
    if (playing) finish(fromMs);
    else play(fromMs, speed, playEndMs(fromMs, env.nowMs()));
  }

  function onLastDay() {
    const presentMs = env.nowMs();
    play(presentMs - DAY_MS, LAST_DAY_SPEED, presentMs);
    announce('Playing the last 24 hours, an hour in a second');
  }

  function play(fromMs: number, atSpeed: number, untilMs: number) {
    leave();
    playing = { fromMs, startedMs: performance.now(), speed: atSpeed, untilMs };
    tick();
  }

  function onSpeed(wanted: Speed) {
    if (playing) {
      const startedMs = performance.now();
      playing = { ...playing, fromMs: playedMs(playing, startedMs), startedMs, speed: wanted };
    }
    speed = wanted;
    show();
  }

  function onNow() {
    forget();
    if (modeOf() === 'live') return show();
    finish(undefined);
    announce('Now: the present is shown');
  }

  function onDay(text: string, isAgain = false) {
    if (!isAgain) forget();
    const dayMs = Date.parse(`${text}T00:00Z`);
    if (Number.isNaN(dayMs)) return;
    const timeMs = dayMs + (shownMs() - dayOf(shownMs()));
    const span = offered();
    if (isDayOutside(dayMs, span)) {
      const before = refusal;
      askedDay = text;
      // While it is asked again, the note stays.
      refusal = whyOutside(NOT_ASKED.chosen) ?? before;
      if (refusal !== undefined && refusal !== before) announce(refusal);
      show();
      return;
    }
    const minuteMs = stepWithin(timeMs, MINUTE_MS, span);
    finish(minuteMs);
    announce(formatMoment(minuteMs));
  }

  /** What the API can compute is known, or it is time to ask again: what waits for it is decided. */
  function onKnown() {
    if (askedDay !== undefined) onDay(askedDay, true);
    refresh();
  }

  /** Something valid was chosen. */
  function forget() {
    refusal = undefined;
    askedDay = undefined;
  }

  /** A step of playing: each frame, or each second for readers who prefer reduced motion. */
  function tick() {
    // Stopped and played again: the tick of before would go on beside this one.
    cancelTick();
    if (!playing) return;
    const timeMs = playedMs(playing, performance.now());
    const { untilMs } = playing;
    moveTo(Math.min(timeMs, untilMs));
    if (timeMs >= untilMs) {
      // It came to the present, where it goes on by itself, or to the end of the line.
      if (untilMs <= env.nowMs()) onNow();
      else finish(shownMs());
      return;
    }
    if (isStepped()) {
      cancelTick = env.after(reducedMotion.matches ? SECOND_MS : SECOND_MS / 4, tick);
      return;
    }
    const next = requestAnimationFrame(tick);
    cancelTick = () => cancelAnimationFrame(next);
  }

  /** Shows a moment soon, without choosing it. */
  function moveTo(timeMs: number) {
    movingMs = timeMs;
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    if (movingMs === undefined) return;
    const redraw = isStepped() ? 'everything' : pace.next(performance.now(), playing ? 'play' : 'drag');
    host.showAt(movingMs, redraw);
    if (hasTexts(redraw)) show();
    else view.moveThumb(movingMs, slider());
    if (playing) want();
    else wantSoon();
  }

  /** Another movement begins, or none. */
  function leave() {
    playing = undefined;
    cancelKeys();
    forget();
  }

  function finish(timeMs: number | undefined) {
    leave();
    movingMs = undefined;
    // The address has whole seconds: those of a time that can be shown, so that it opens again.
    host.choose(timeMs === undefined ? undefined : stepWithin(timeMs, SECOND_MS, offered()));
    if (timeMs !== undefined) want();
  }

  function wantSoon() {
    cancelRest();
    cancelRest = env.after(REST_MS, () => {
      want();
      // Of the last frames of the movement, only parts were drawn.
      if (movingMs === undefined) return;
      host.showAt(movingMs, 'everything');
      show();
    });
  }

  /** Asks for the points around the shown moment and, while playing, for those that come next. */
  function want() {
    if (chosen.timeMs === undefined && movingMs === undefined) return;
    const hours = hoursAround(shownMs());
    if (playing) hours.push(...hoursAround(shownMs() + PREFETCH_MS * playing.speed));
    const satellites = host.state().satellites;
    if (!satellites) return;
    past.want([...new Set(hours)], { all: satellites.length, chosen: shownNumbers() });
    elements.want(shownMs(), satellites, known.span);
    known.want(shownNumbers());
  }

  function refresh() {
    if (movingMs === undefined) host.refresh();
    else moveTo(movingMs);
    show();
  }

  function modeOf() {
    if (playing) return 'playing';
    if (movingMs !== undefined || chosen.timeMs !== undefined) return 'held';
    return chosen.paused ? 'paused' : 'live';
  }

  function show() {
    const timeMs = shownMs();
    const mode = modeOf();
    const kinds = (host.shown() ?? []).map(({ track }) => kindAt(track, timeMs, nowMs));
    const isLive = mode === 'live';
    const note = refusal ?? (past.failure && !isLive ? describeFailure(past.failure) : undefined);
    view.show({
      mode,
      timeMs,
      nowMs,
      slider: slider(),
      offered: offered(),
      known: past.known(nowMs, host.state().tracks),
      speed: playing?.speed ?? speed,
      ...(isLive ? LIVE_TEXTS : momentTexts(timeMs, nowMs, kinds, past.isLoading)),
      note,
    });
  }

  function shownNumbers(): number[] {
    return (host.shown() ?? []).map(({ catalogNumber }) => catalogNumber);
  }

  function isOutside(timeMs: number | undefined): boolean {
    return timeMs !== undefined && host.state().satellites !== undefined && clamp(timeMs, offered()) !== timeMs;
  }

  return {
    stateAt: timeline.stateAt,
    show(newlyChosen, presentMs) {
      if (newlyChosen.timeMs !== chosen.timeMs || newlyChosen.paused !== chosen.paused) {
        // Chosen elsewhere on the page, or by the browser's Back.
        leave();
        movingMs = undefined;
      }
      // Each choice is a new object, the same moment chosen again too.
      if (newlyChosen !== chosen) forget();
      chosen = newlyChosen;
      nowMs = presentMs;
      if (isOutside(chosen.timeMs)) {
        const reason = whyOutside(NOT_ASKED.address);
        if (reason !== undefined) host.refuse(reason);
        return;
      }
      want();
      show();
    },
  };
}
