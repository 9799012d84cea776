// The page's data: config.json, then the socket, then the API. Frames bring each new minute, the API what is missing.

import type { Config } from '../../wire/config.ts';
import { parseFrame } from '../../wire/frame.ts';
import type { Env } from '../base/env.ts';
import { fetchConfig, fetchSatellites, fetchTrack } from './api.ts';
import { type FeedState, toPageClock } from './feed-state.ts';
import { createRefetchSchedule } from './refetch-schedule.ts';
import { createRetriedTask } from './retry.ts';
import { createServerClock } from './server-clock.ts';
import { type KeptSocket, keepSocket } from './socket.ts';
import { createTrackStore } from './track-store.ts';

/** How long the API waits for the socket. On a network that blocks WebSockets, it then fills the page without one. */
const SOCKET_GRACE_MS = 2_000;

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
}

/** Starts the feed and keeps it going. Calls `onChange` whenever the state has changed. */
export function startFeed(configUrl: string, device: Env, onChange: () => void): Feed {
  const clock = createServerClock(device.nowMs);
  const store = createTrackStore(clock.nowMs);
  const schedule = createRefetchSchedule();
  const configTask = createRetriedTask(device, readConfig, onChange);
  const apiTask = createRetriedTask(device, readApi, onChange);

  let config: Config | undefined;
  let socket: KeptSocket | undefined;
  let connectedOnce = false;
  let lastFrameMs: number | undefined;
  let ignored: FeedState['ignored'];

  async function readConfig() {
    config = await fetchConfig(configUrl, device);
    socket = keepSocket(config.socketUrl, device, {
      onOpen() {
        connectedOnce = true;
        // From now on every new point comes as a frame. The API has all the others.
        apiTask.run();
      },
      onMessage: receive,
      onChange,
    });
    device.after(SOCKET_GRACE_MS, () => {
      if (!apiTask.hasStarted) apiTask.run();
    });
  }

  async function readApi() {
    if (!config) return;
    const { apiUrl } = config;
    schedule.sent(device.nowMs());
    const satellites = await fetchSatellites(apiUrl, device, clock);
    store.setSatellites(satellites);
    onChange();
    await Promise.all(
      satellites.map(async ({ catalogNumber }) => {
        store.addPoints(catalogNumber, await fetchTrack(apiUrl, catalogNumber, device, clock));
        onChange();
      }),
    );
  }

  function receive(data: unknown): boolean {
    const frame = parseFrame(data);
    const problem = typeof frame === 'string' ? frame : frame.remark;
    if (problem) ignored = { count: (ignored?.count ?? 0) + 1, reason: problem };
    if (typeof frame === 'string') return false;

    lastFrameMs = device.nowMs();
    const isListOutdated = store.addFrame(frame);
    if (isListOutdated) apiTask.run();
    else refetchIfDue();
    return true;
  }

  function refetchIfDue() {
    if (!store.satellites || apiTask.isRunning || apiTask.failure) return;
    if (schedule.isDue(device.nowMs(), store.hasHoles)) apiTask.run();
  }

  function wake() {
    socket?.wake();
    // Also when no points are missing: if the clock was set, the holes do not show.
    if (configTask.failure) configTask.run();
    else if (config) apiTask.run();
  }

  function reconnect() {
    socket?.reconnect();
    for (const task of [configTask, apiTask]) if (task.failure) task.run();
  }

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
        lastFrameMs,
        ignored,
        satellites: store.satellites,
        tracks: store.tracks,
        clockOffsetMs: clock.offsetMs,
        failure: failure(),
      };
      return toPageClock(state, clock.correctionMs);
    },
    nowMs: clock.nowMs,
    refetchIfDue,
    wake,
    reconnect,
  };
}
