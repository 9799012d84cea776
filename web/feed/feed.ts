// The page's data: config.json, then the socket, then the API. Frames bring each new minute, the API what is missing.
// Without a socket, the API brings the frames too.

import type { Config } from '../../wire/config.ts';
import type { AllElements } from '../../wire/elements.ts';
import { type Frame, parseFrame } from '../../wire/frame.ts';
import { AnswerError } from '../../wire/json.ts';
import type { Tracks } from '../../wire/tracks.ts';
import type { Env } from '../base/env.ts';
import {
  fetchConfig,
  fetchElementsAt,
  fetchFrame,
  fetchKnownTimes,
  fetchSatellites,
  fetchTracks,
  type TracksQuestion,
} from './api.ts';
import { type FeedState, toPageClock } from './feed-state.ts';
import { createFramePoll } from './frame-poll.ts';
import { createRefetchSchedule, type Refetch } from './refetch-schedule.ts';
import { createRetriedTask } from './retry.ts';
import { createServerClock } from './server-clock.ts';
import { type KeptSocket, keepSocket } from './socket.ts';
import { createTrackStore } from './track-store.ts';

/** How long the API waits for the socket. On a network that blocks WebSockets, it then fills the page without one. */
const SOCKET_GRACE_MS = 2_000;

/**
 * Pages decide on a refetch at the same moment: a frame has reached all of them. So each waits for a random part of
 * this. New elements and the ten minutes can wait until the next frame; a hole is in the charts.
 */
const SPREAD_MS = { list: 60_000, holes: 10_000 };

interface PastRequests {
  tracks(question: TracksQuestion): Promise<Tracks>;
  /** The element sets nearest to a time, by catalog number. */
  elementsAt(atMs: number): Promise<AllElements>;
  /** From when until when positions of a satellite are computed; undefined without a set. */
  knownTimes(catalogNumber: number): Promise<{ fromMs: number; untilMs: number } | undefined>;
}

export interface Feed {
  /** Its times are on the page's clock. */
  readonly state: FeedState;
  /** The page's clock: the device's, corrected if it is off. */
  nowMs(): number;
  /** Refetches when that is due. Cheap: call it as often as you like. */
  refetchIfDue(): void;
  /** Call it after a sleep, or when the device's clock was set. */
  wake(): void;
  /** Call it when the network is back. */
  reconnect(): void;
  /** Asks about other times than the last hour; the feed itself keeps nothing of them. */
  readonly past: PastRequests;
}

/** Starts the feed and keeps it going. Calls `onChange` whenever the state has changed. */
export function startFeed(configUrl: string, device: Env, onChange: () => void): Feed {
  const clock = createServerClock(device.nowMs);
  const store = createTrackStore(clock);
  const schedule = createRefetchSchedule();
  const configTask = createRetriedTask(device, readConfig, onChange);
  let isAnswered = false;
  const apiTask = createRetriedTask(device, readApi, onChange);
  const poll = createFramePoll(device, pollFrame, onChange);

  let config: Config | undefined;
  let socket: KeptSocket | undefined;
  let connectedOnce = false;
  let lastFrameMs: number | undefined;
  let ignored: FeedState['ignored'];
  /** What the next request is for. */
  const wanted = new Set<Refetch>();
  let isWaiting = false;
  let cancelWait = () => {};

  async function readConfig() {
    config = await fetchConfig(configUrl, device);
    socket = keepSocket(withCompactFrames(config.socketUrl), device, {
      onOpen() {
        connectedOnce = true;
        // From now on every new point comes as a frame. The API has all the others. An answer that is on its way is not
        // asked for again: what it misses is.
        ask(apiTask.hasStarted ? 'missed' : 'everything');
      },
      onBlocked: poll.start,
      isFed: () => poll.feeds,
      onMessage(data) {
        const isGood = receive(data);
        if (isGood) poll.stop();
        return isGood;
      },
      onChange,
    });
    device.after(SOCKET_GRACE_MS, () => {
      if (!apiTask.hasStarted) ask('everything');
    });
  }

  /** Asks now, together with what is already wanted. */
  function ask(more: Refetch) {
    wanted.add(more);
    apiTask.run();
  }

  async function pollFrame() {
    if (config) take(await fetchFrame(config.apiUrl, device, clock));
  }

  function askWithinSpread(more: 'list' | 'holes') {
    wanted.add(more);
    if (isWaiting) return;
    isWaiting = true;
    cancelWait = device.after(device.random() * SPREAD_MS[more], apiTask.run);
  }

  async function readApi() {
    cancelWait();
    isWaiting = false;
    if (!config) return;
    const { apiUrl } = config;
    const isForAll = wanted.has('everything');
    const hasMissed = !isForAll && wanted.has('missed');
    const isForList = isForAll || hasMissed || wanted.has('list');
    const numbers = isForAll ? undefined : hasMissed || wanted.has('holes') ? store.numbersWithHoles() : [];
    const asked = [...wanted];
    wanted.clear();
    schedule.sent(device.nowMs(), isForList);
    try {
      await Promise.all([
        isForList && readList(apiUrl),
        numbers?.length !== 0 && readTracks(apiUrl, numbers),
        // The points ahead of the others.
        hasMissed && readFrame(apiUrl),
      ]);
    } catch (error) {
      // With the list: the API may have refused a satellite that it no longer follows.
      for (const each of [...asked, 'list' as const]) wanted.add(each);
      throw error;
    }
  }

  async function readList(apiUrl: string) {
    store.setSatellites(await fetchSatellites(apiUrl, device, clock));
    onChange();
  }

  async function readTracks(apiUrl: string, numbers: readonly number[] | undefined) {
    const { tracks } = await fetchTracks(apiUrl, { catalogNumbers: numbers }, device, clock);
    for (const [catalogNumber, points] of tracks) store.addPoints(catalogNumber, points);
    isAnswered = true;
    onChange();
  }

  async function readFrame(apiUrl: string) {
    store.addFrame(await fetchFrame(apiUrl, device, clock));
    onChange();
  }

  function receive(data: unknown): boolean {
    const frame = parseFrame(data);
    if (typeof frame === 'string') ignore(frame);
    else take(frame);
    return typeof frame !== 'string';
  }

  function ignore(reason: string) {
    ignored = { count: (ignored?.count ?? 0) + 1, reason };
  }

  function take(frame: Frame) {
    if (frame.remark) ignore(frame.remark);
    lastFrameMs = device.nowMs();
    const isListOutdated = store.addFrame(frame);
    if (isListOutdated) askWithinSpread('list');
    else refetchIfDue();
  }

  function refetchIfDue() {
    if (!store.satellites || isWaiting || apiTask.isRunning || apiTask.failure) return;
    const refetch = schedule.due(device.nowMs(), () => store.numbersWithHoles().length > 0);
    if (refetch === 'everything') ask(refetch);
    else if (refetch) askWithinSpread(refetch);
  }

  function wake() {
    socket?.wake();
    // Also when no points are missing: if the clock was set, the holes do not show.
    if (configTask.failure) configTask.run();
    else if (config) ask('everything');
  }

  function reconnect() {
    socket?.reconnect();
    poll.hurry();
    for (const task of [configTask, apiTask]) if (task.failure) task.run();
  }

  function apiUrl(): string {
    if (!config) throw new AnswerError('no address of the API yet');
    return config.apiUrl;
  }

  const past: PastRequests = {
    tracks: async (question) => fetchTracks(apiUrl(), question, device, clock),
    elementsAt: async (atMs) => fetchElementsAt(apiUrl(), atMs, device, clock),
    knownTimes: async (catalogNumber) => fetchKnownTimes(apiUrl(), catalogNumber, device, clock),
  };

  function failure(): FeedState['failure'] {
    if (configTask.failure) return { request: 'config', ...configTask.failure };
    return apiTask.failure && { request: 'api', ...apiTask.failure };
  }

  configTask.run();
  return {
    get state() {
      const state = {
        config,
        socket: socket?.phase ?? { name: 'connecting' as const },
        connectedOnce,
        isPolling: poll.feeds && socket?.phase.name !== 'open',
        lastFrameMs,
        ignored,
        satellites: store.satellites,
        tracks: store.tracks,
        isAnswered,
        clockOffsetMs: clock.offsetMs,
        isClockInDoubt: clock.isInDoubt,
        failure: failure(),
      };
      return toPageClock(state, clock.correctionMs);
    },
    nowMs: clock.nowMs,
    refetchIfDue,
    wake,
    reconnect,
    past,
  };
}

function withCompactFrames(socketUrl: string): string {
  return `${socketUrl}${socketUrl.includes('?') ? '&' : '?'}form=compact`;
}
