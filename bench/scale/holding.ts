// Viewers who watch a deployed system: whether all stay connected, and the processor time that one takes for a minute.
import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE_MS } from '../../orbit/time.ts';
import type { DeployedSystem } from '../../test/support/connect.ts';
import { processorTime, usedSince } from './processor-time.ts';
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
  /** The part of `cpuMs` that the functions take. */
  functionsCpuMs: number;
}

/** Watches for so many minutes without viewers, and as long with them, on the schedule of the system. */
export async function measureHolding(
  { addresses }: DeployedSystem,
  { viewers, minutes }: { viewers: number; minutes: number },
): Promise<HoldingFigures> {
  const { port } = new URL(addresses.endpointUrl);
  const watch = async () => {
    const before = processorTime(port);
    await wait(minutes * MINUTE_MS);
    const { engine, functions } = usedSince(before, port);
    const forOne = (seconds: number) => (seconds * 1000) / viewers / minutes;
    return { cpuMs: forOne(engine + functions), functionsCpuMs: forOne(functions) };
  };
  const { cpuMs: idleCpuMs } = await watch();
  await using audience = await openViewers(addresses.socketUrl, viewers);
  const framesBefore = audience.frames.length;
  const watched = await watch();
  return {
    viewers,
    minutes,
    held: viewers - audience.closed(),
    frames: audience.frames.length - framesBefore,
    ...watched,
    idleCpuMs,
  };
}

/** The figures as lines of text. */
export function holdingReport(figures: HoldingFigures): string[] {
  const { viewers, minutes, held, frames, cpuMs, idleCpuMs, functionsCpuMs } = figures;
  return [
    `${viewers} viewers held for ${minutes} minutes on the local system:`,
    `  still connected: ${held} (goal: all): ${held === viewers ? 'met' : 'MISSED'}`,
    `  frames that all of them got: ${frames} (goal: at least ${Math.floor(minutes)}): ${frames >= Math.floor(minutes) ? 'met' : 'MISSED'}`,
    `  processor time of the whole system for a viewer's minute: ${cpuMs.toFixed(1)} ms, ` +
      `of which ${functionsCpuMs.toFixed(1)} ms in functions; ${idleCpuMs.toFixed(1)} ms without viewers (goal: at most ${GOAL_MS}): ${cpuMs <= GOAL_MS ? 'met' : 'MISSED'}`,
  ];
}
