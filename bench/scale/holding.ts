// Viewers who watch a deployed system: whether all stay connected, and the processor time that one takes for a minute.
import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE_MS } from '../../orbit/time.ts';
import type { DeployedSystem } from '../../test/support/connect.ts';
import { engineCpuSeconds } from './processor-time.ts';
import { openViewers } from './viewers.ts';

/** Milliseconds of processor time for a viewer's minute. */
const GOAL_MS = 5;

export interface HoldingFigures {
  viewers: number;
  minutes: number;
  /** Sockets that are open at the end. */
  held: number;
  /** Frames that everybody got. */
  frames: number;
  /** Processor time of the local AWS and all functions for one viewer and minute, milliseconds; and without viewers. */
  cpuMs: number;
  idleCpuMs: number;
}

/** Watches for so many minutes without viewers, and as long with them, on the schedule of the system. */
export async function measureHolding(
  { addresses }: DeployedSystem,
  { viewers, minutes }: { viewers: number; minutes: number },
): Promise<HoldingFigures> {
  const { port } = new URL(addresses.endpointUrl);
  const cpuMs = async () => {
    const before = engineCpuSeconds(port);
    await wait(minutes * MINUTE_MS);
    return ((engineCpuSeconds(port) - before) * 1000) / viewers / minutes;
  };
  const idleCpuMs = await cpuMs();
  await using audience = await openViewers(addresses.socketUrl, viewers);
  const framesBefore = audience.frames.length;
  const watchedCpuMs = await cpuMs();
  return {
    viewers,
    minutes,
    held: viewers - audience.closed(),
    frames: audience.frames.length - framesBefore,
    cpuMs: watchedCpuMs,
    idleCpuMs,
  };
}

/** The figures as lines of text. */
export function holdingReport({ viewers, minutes, held, frames, cpuMs, idleCpuMs }: HoldingFigures): string[] {
  return [
    `${viewers} viewers held for ${minutes} minutes on the local system:`,
    `  still connected: ${held} (goal: all): ${held === viewers ? 'met' : 'MISSED'}`,
    `  frames that all of them got: ${frames} (goal: at least ${Math.floor(minutes)}): ${frames >= Math.floor(minutes) ? 'met' : 'MISSED'}`,
    `  processor time of the whole system for a viewer's minute: ${cpuMs.toFixed(1)} ms, ` +
      `of which ${idleCpuMs.toFixed(1)} ms without viewers (goal: at most ${GOAL_MS}): ${cpuMs <= GOAL_MS ? 'met' : 'MISSED'}`,
  ];
}
