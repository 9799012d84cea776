// From a tick to the frame at the last of many sockets of a deployed system, beside the same frame posted straight to
// the service's address. Both in one run, so the service's own time cancels out.
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import pMap from 'p-map';
import { openConnections, rememberConnection } from '../../functions/shared/connections-table.ts';
import { IN_FLIGHT } from '../../functions/shared/poster.ts';
import { SATELLITES } from '../../functions/shared/satellites.ts';
import { socketCallbackUrl } from '../../local/aws/addresses.ts';
import { connectTo, type DeployedSystem } from '../../test/support/connect.ts';
import { median } from '../statistics.ts';
import { openViewers } from './viewers.ts';

const GOAL_RATIO = 1.2;
/** Slots that are deleted before each tick: the lead. */
const NEWEST = 9;
const PATIENCE_MS = 60_000;
/** Single calls that are timed, one after the other. */
const CALLS = 20;

export interface SocketsFigures {
  viewers: number;
  /** To open all sockets; to store one of them: milliseconds. */
  openMs: number;
  storeMs: number;
  /** To read all of them. */
  readMs: number;
  /** Medians over the runs, milliseconds: the whole way, its two parts, and posting straight. */
  tickMs: number;
  propagateMs: number;
  fanoutMs: number;
  straightMs: number;
  /** Both parts, which leaves the wait for the local poll out, against straight: the median of the ratios. */
  ratio: number;
}

/** Opens the sockets once and sends frames `runs` times both ways, in turn. */
export async function measureSockets(
  deployed: DeployedSystem,
  { viewers, runs }: { viewers: number; runs: number },
): Promise<SocketsFigures> {
  const system = connectTo(deployed);
  const rows = () => openConnections(system.connectionsTable, Date.now());
  const others = new Set((await rows()).map(({ connectionId }) => connectionId));
  await using audience = await openViewers(deployed.addresses.socketUrl, viewers);
  const storeMs: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    // What $connect does, and nobody is there: the row has expired.
    storeMs.push(
      await durationMs(() => rememberConnection(system.connectionsTable, { connectionId: 'none', connectedAtMs: 0 })),
    );
  }
  const connections = (await rows()).filter(({ connectionId }) => !others.has(connectionId));
  if (connections.length !== viewers) throw new Error(`${connections.length} of ${viewers} connections are stored.`);

  const readMs: number[] = [];
  for (let call = 0; call < CALLS; call++) readMs.push(await durationMs(rows));

  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const pairs: { tickMs: number; propagateMs: number; fanoutMs: number; straightMs: number }[] = [];
  // The first round opens connections and compiles.
  for (let run = 0; run <= runs; run++) {
    for (const { catalogNumber } of SATELLITES) await system.deleteNewest(catalogNumber, NEWEST);
    const beginMs = Date.now();
    const propagateMs = await durationMs(system.tick);
    const { text, lastMs } = await audience.untilAllHave((each) => sentMs(each) >= beginMs, PATIENCE_MS);
    // The frame carries the time at which fanout began.
    const fanoutMs = lastMs - sentMs(text);

    const straight = text.replace(/"sentAt":"[^"]*"/, `"sentAt":"${new Date(lastMs + 1).toISOString()}"`);
    const straightBeginMs = Date.now();
    await pMap(connections, ({ connectionId }) => post(connectionId, straight), { concurrency: IN_FLIGHT });
    const arrived = await audience.untilAllHave((each) => each === straight, PATIENCE_MS);
    const straightMs = arrived.lastMs - straightBeginMs;
    if (run > 0) pairs.push({ tickMs: lastMs - beginMs, propagateMs, fanoutMs, straightMs });
  }
  agent.destroy();
  return {
    viewers,
    openMs: audience.openMs,
    storeMs: median(storeMs),
    readMs: median(readMs),
    tickMs: median(pairs.map(({ tickMs }) => tickMs)),
    propagateMs: median(pairs.map(({ propagateMs }) => propagateMs)),
    fanoutMs: median(pairs.map(({ fanoutMs }) => fanoutMs)),
    straightMs: median(pairs.map(({ straightMs }) => straightMs)),
    ratio: median(pairs.map(({ propagateMs, fanoutMs, straightMs }) => (propagateMs + fanoutMs) / straightMs)),
  };

  /** A post without a signature, which the local AWS does not check. */
  async function post(connectionId: string, text: string): Promise<void> {
    const address = `${socketCallbackUrl(deployed.addresses.endpointUrl)}/@connections/${encodeURIComponent(connectionId)}`;
    const sent = request(address, { method: 'POST', agent });
    sent.end(text);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    if (answer.statusCode !== 200) throw new Error(`A post got ${answer.statusCode}.`);
  }
}

/** The figures as lines of text. */
export function socketsReport(figures: SocketsFigures): string[] {
  const { viewers, openMs, storeMs, readMs, tickMs, propagateMs, fanoutMs, straightMs, ratio } = figures;
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return [
    `${viewers} sockets on the local system, medians:`,
    `  opening one: ${(openMs / viewers).toFixed(1)} ms, of which storing its row takes ${storeMs.toFixed(1)} ms`,
    `  from a tick to the last socket: ${ms(tickMs)}: the tick ${ms(propagateMs)}, fanout ${ms(fanoutMs)}`,
    `  posting straight: ${ms(straightMs)}; reading the connections: ${ms(readMs)}`,
    `  both parts against straight: ${ratio.toFixed(2)} (goal: at most ${GOAL_RATIO}): ${ratio <= GOAL_RATIO ? 'met' : 'MISSED'}`,
  ];
}

function sentMs(text: string): number {
  return Date.parse(/"sentAt":"([^"]*)"/.exec(text)?.[1] ?? '');
}

async function durationMs(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
