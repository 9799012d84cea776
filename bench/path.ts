// The path of a point through the deployed system, from a tick to the frame, measured from outside.
import type { System } from '../local/aws/system.ts';
import { connectTo } from '../test/support/connect.ts';
import { SATELLITES } from '../test/support/page.ts';

export const TICKS = 20;

/** Slots that are deleted before each tick: the lead. */
const NEWEST = 9;

/** Runs the ticks; each list has one value for each. */
export async function measurePath(deployed: System) {
  const system = connectTo(deployed);
  const socket = await system.openSocket();
  const figures = {
    propagateMs: [] as number[],
    fanoutMs: [] as number[],
    totalMs: [] as number[],
    invokeMs: [] as number[],
  };
  for (let tick = 0; tick < TICKS; tick++) {
    for (const catalogNumber of SATELLITES) await system.deleteNewest(catalogNumber, NEWEST);
    const arrival = socket.next();

    const propagateMs = await durationMs(system.tick);
    const { frame, receivedMs } = await arrival;
    // The frame carries the time at which fanout began.
    const fanoutMs = receivedMs - Date.parse(frame.sentAt);

    figures.propagateMs.push(propagateMs);
    figures.fanoutMs.push(fanoutMs);
    figures.totalMs.push(propagateMs + fanoutMs);
    // With nothing missing, a tick is three queries: what a bare invocation costs on this machine.
    figures.invokeMs.push(await durationMs(system.tick));
  }
  await socket.close();
  return figures;
}

async function durationMs(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
