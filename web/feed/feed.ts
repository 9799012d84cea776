// All that the page knows, and how it comes to know it: the socket first, then the API, merged by time, healed when holes show.

import type { TrackPoint } from '../../orbit/point.ts';
import type { Config } from '../../wire/config.ts';
import { parseFrame } from '../../wire/frame.ts';
import type { SatelliteAnswer } from '../../wire/satellites.ts';
import type { Env } from '../base/env.ts';
import { hasUsableElements } from '../satellite/shown-satellite.ts';
import { mergePoints, missingTimes, type Track } from '../satellite/tracks.ts';
import { fetchConfig, fetchSatellites, fetchTrack } from './api.ts';
import { createAsker } from './asker.ts';
import { createServerClock } from './server-clock.ts';
import { type KeptSocket, keepSocket, type SocketPhase } from './socket.ts';

/** Where no WebSocket gets through, the API alone still fills the page: it is asked after this long without waiting for the socket. */
export const SOCKET_GRACE_MS = 2_000;
/** Holes are asked for at most this often... */
export const HEAL_EVERY_MS = 60_000;
/** ...and not sooner than this after any other question: a feed that has just started fills its hour within seconds. */
export const HEAL_AFTER_MS = 10_000;
/** Elements change a few times a day: how often the list of satellites is read without another reason. */
export const RELIST_EVERY_MS = 600_000;

export interface FeedState {
  readonly config: Config | undefined;
  readonly socket: SocketPhase;
  /** Whether a socket has ever been open. */
  readonly connectedOnce: boolean;
  /** When the last good frame came, on the page's clock. */
  readonly lastFrameMs: number | undefined;
  /** What came over the socket and could not be read. */
  readonly ignored: { count: number; reason: string } | undefined;
  /** As /satellites told them; undefined until it first did. */
  readonly satellites: readonly SatelliteAnswer[] | undefined;
  /** By catalog number; none for a satellite whose track has not been answered yet. */
  readonly tracks: ReadonlyMap<number, Track>;
  /** How far the server's clock is ahead of the device's, milliseconds; undefined until it is known. */
  readonly clockOffsetMs: number | undefined;
  /** What was asked in vain last. */
  readonly failure: { asked: 'config' | 'api'; error: unknown; retryAtMs: number } | undefined;
}

export interface Feed {
  readonly state: FeedState;
  /** The time that the page goes by. */
  nowMs(): number;
  /** Looks for holes, and asks the API when there are some. Cheap: call it as often as you like. */
  check(): void;
  /** Call it after a sleep, or when the device's clock was set. */
  wake(): void;
  /** Call it when the network is back. */
  reconnect(): void;
}

/** Starts the feed and keeps it going; `changed` is called whenever the state is another. */
export function startFeed(configUrl: string, device: Env, changed: () => void): Feed {
  const serverClock = createServerClock(device.nowMs);
  // From here on by the clock that is right.
  const env: Env = { ...device, nowMs: serverClock.nowMs };
  let config: Config | undefined;
  let socket: KeptSocket | undefined;
  let connectedOnce = false;
  let lastFrameMs: number | undefined;
  let ignored: FeedState['ignored'];
  let satellites: readonly SatelliteAnswer[] | undefined;
  const tracks = new Map<number, Track>();
  const strangers = new Set<number>();
  let askedMs = Number.NEGATIVE_INFINITY;
  let healedMs = Number.NEGATIVE_INFINITY;

  // What waits, waits by the device's clock: it must not jump when the server's becomes known.
  const configAsker = createAsker(device, readConfig, changed);
  const apiAsker = createAsker(device, readApi, changed);

  async function readConfig() {
    config = await fetchConfig(configUrl, env);
    socket = keepSocket(config.socketUrl, device, {
      opened() {
        connectedOnce = true;
        // From here on every new point comes as a frame: whatever the API holds now is all the rest.
        apiAsker.ask();
      },
      message: receive,
      changed,
    });
    env.after(SOCKET_GRACE_MS, () => {
      if (askedMs === Number.NEGATIVE_INFINITY) apiAsker.ask();
    });
  }

  async function readApi() {
    if (!config) return;
    const asked = config;
    askedMs = device.nowMs();
    satellites = await fetchSatellites(asked, env, serverClock);
    const listed = new Set(satellites.map(({ catalogNumber }) => catalogNumber));
    for (const catalogNumber of tracks.keys()) if (!listed.has(catalogNumber)) tracks.delete(catalogNumber);
    changed();
    await Promise.all(
      satellites.map(async ({ catalogNumber }) => {
        merge(catalogNumber, await fetchTrack(asked, catalogNumber, env, serverClock));
        changed();
      }),
    );
  }

  function receive(data: unknown): boolean {
    const frame = parseFrame(data);
    const remark = typeof frame === 'string' ? frame : frame.remark;
    if (remark) ignored = { count: (ignored?.count ?? 0) + 1, reason: remark };
    if (typeof frame === 'string') return false;

    lastFrameMs = device.nowMs();
    let newElements = false;
    for (const { catalogNumber, points } of frame.tracks) {
      const before = tracks.get(catalogNumber)?.at(-1)?.elementsEpoch;
      if (isStranger(catalogNumber)) newElements = true;
      merge(catalogNumber, points);
      if (before && before !== tracks.get(catalogNumber)?.at(-1)?.elementsEpoch) newElements = true;
    }
    // The list tells the epoch and age of what these points were computed from, and of a satellite that is new.
    if (newElements) apiAsker.ask();
    else check();
    return true;
  }

  /** Not in the list, and not asked about before: a list is asked for once for each that a feed brings. */
  function isStranger(catalogNumber: number): boolean {
    if (!satellites || strangers.has(catalogNumber)) return false;
    if (satellites.some((satellite) => satellite.catalogNumber === catalogNumber)) return false;
    strangers.add(catalogNumber);
    return true;
  }

  function merge(catalogNumber: number, points: readonly TrackPoint[]) {
    tracks.set(catalogNumber, mergePoints(tracks.get(catalogNumber) ?? [], points, env.nowMs()));
  }

  function check() {
    const now = device.nowMs();
    // Times that lie ahead are from before the clock was set back: they say nothing.
    if (now < askedMs) askedMs = healedMs = Number.NEGATIVE_INFINITY;
    if (!satellites || apiAsker.busy || apiAsker.failure || now - askedMs < HEAL_AFTER_MS) return;
    if (now - askedMs >= RELIST_EVERY_MS) apiAsker.ask();
    else if (now - healedMs >= HEAL_EVERY_MS && satellites.some((satellite) => hasHoles(satellite, env.nowMs()))) {
      healedMs = now;
      apiAsker.ask();
    }
  }

  function hasHoles(satellite: SatelliteAnswer, nowMs: number): boolean {
    return hasUsableElements(satellite) && missingTimes(tracks.get(satellite.catalogNumber) ?? [], nowMs).length > 0;
  }

  function wake() {
    socket?.wake();
    // Not only when holes show: a clock that was set in the meantime shows none.
    if (configAsker.failure) configAsker.ask();
    else if (config) apiAsker.ask();
  }

  function reconnect() {
    socket?.renew();
    askWhatFailed();
  }

  function askWhatFailed() {
    if (configAsker.failure) configAsker.ask();
    if (apiAsker.failure) apiAsker.ask();
  }

  function failure(shiftMs: number): FeedState['failure'] {
    const asked = configAsker.failure ? 'config' : 'api';
    const failed = configAsker.failure ?? apiAsker.failure;
    return failed && { asked, error: failed.error, retryAtMs: failed.retryAtMs + shiftMs };
  }

  configAsker.ask();
  return {
    nowMs: serverClock.nowMs,
    get state() {
      // From the device's clock to the one that the page goes by.
      const shiftMs = serverClock.nowMs() - device.nowMs();
      return {
        config,
        socket: shifted(socket?.phase ?? { name: 'connecting' }, shiftMs),
        connectedOnce,
        lastFrameMs: lastFrameMs === undefined ? undefined : lastFrameMs + shiftMs,
        ignored,
        satellites,
        tracks,
        clockOffsetMs: serverClock.offsetMs,
        failure: failure(shiftMs),
      };
    },
    check,
    wake,
    reconnect,
  };
}

function shifted(phase: SocketPhase, byMs: number): SocketPhase {
  return phase.name === 'waiting' ? { name: 'waiting', retryAtMs: phase.retryAtMs + byMs } : phase;
}
