// From a tick to the frame at the last of many sockets of a deployed system, beside the same frame posted straight to
// the service's address. Both in one run, so the service's own time cancels out.
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import pMap from 'p-map';
import { openConnections, rememberConnection } from '../../functions/shared/connections-table.ts';
import { IN_FLIGHT } from '../../functions/shared/poster.ts';
import { SATELLITES } from '../../functions/shared/satellites.ts';
import { localClientConfig } from '../../local/aws/client-config.ts';
import { requireOutput } from '../../local/aws/deploy.ts';
import { socketCallbackUrl } from '../../local/emulator/addresses.ts';
import { connectTo, type DeployedSystem } from '../../test/support/connect.ts';
import { median } from '../statistics.ts';
import { processorTime, usedSince } from './processor-time.ts';
import { openViewers } from './viewers.ts';

const GOAL_RATIO = 1.2;
/** Slots of each satellite that are deleted before a tick, so that it sends what it sends each minute. */
const NEWEST = 3;
const PATIENCE_MS = 60_000;
/** Single calls that are timed, one after the other. */
const CALLS = 20;
/** Rounds before the first that counts. Until then the machine compiles what runs often: fanout lives for hours. */
const WARM_UP = 5;

export interface SocketsFigures {
  viewers: number;
  /** To open all sockets; to store one of them: milliseconds. */
  openMs: number;
  storeMs: number;
  /** Processor time for opening all of them, milliseconds; of the local AWS and its functions on Linux only. */
  openCpuMs: { viewers: number; engine?: number; functions?: number };
  /** To read all of them. */
  readMs: number;
  /** Medians over the runs, milliseconds. */
  tick: Durations;
  /** Without the wait for the local poll, against straight with new HTTP connections: the median of the ratios. */
  ratio: number;
  /** The whole way, with the wait, against straight; and without it, against straight with HTTP connections kept open. */
  wholeRatio: number;
  keptRatio: number;
}

interface Durations {
  /** From the call of propagate to the frame at the last socket. */
  wholeMs: number;
  /** The parts of it that are work: propagate as its caller sees it, and from the start of fanout to the last socket. */
  propagateMs: number;
  fanoutMs: number;
  /** The same frame posted straight, through new HTTP connections, as fanout's are, and through open ones. */
  straightMs: number;
  keptMs: number;
}

/** Opens the sockets once and sends frames `runs` times both ways, in turn. */
export async function measureSockets(
  deployed: DeployedSystem,
  { viewers, runs, warmUp = WARM_UP }: { viewers: number; runs: number; warmUp?: number },
): Promise<SocketsFigures> {
  const system = connectTo(deployed);
  const rows = () => openConnections(system.connectionsTable, Date.now());
  const others = new Set((await rows()).map(({ connectionId }) => connectionId));
  const { port } = new URL(deployed.addresses.endpointUrl);
  const onLinux = process.platform === 'linux';
  const cpuBefore = onLinux ? processorTime(port) : undefined;
  await using audience = await openViewers(deployed.addresses.socketUrl, viewers);
  const used = cpuBefore && usedSince(cpuBefore, port);
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

  const lambda = new LambdaClient(localClientConfig(deployed.addresses.endpointUrl));
  const propagate = new InvokeCommand({ FunctionName: requireOutput(deployed.outputs.Feed, 'PropagateFunctionName') });
  const kept = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  let sentText = 0;
  const straight = async (text: string, agent: Agent) => {
    const own = text.replace(/"sentAt":"[^"]*"/, `"sentAt":"${new Date(++sentText).toISOString()}"`);
    const beginMs = Date.now();
    await pMap(connections, ({ connectionId }) => post(connectionId, own, agent), { concurrency: IN_FLIGHT });
    return (await audience.untilAllHave((each) => each === own, PATIENCE_MS)).lastMs - beginMs;
  };
  const runsOf: Durations[] = [];
  for (let run = -warmUp; run < runs; run++) {
    for (const { catalogNumber } of SATELLITES) await system.deleteNewest(catalogNumber, NEWEST);
    const beginMs = Date.now();
    const propagateMs = await durationMs(() => lambda.send(propagate));
    const { text, lastMs } = await audience.untilAllHave((each) => sentMs(each) >= beginMs, PATIENCE_MS);
    // The frame carries the time at which fanout began.
    const fanoutMs = lastMs - sentMs(text);
    const keptMs = await straight(text, kept);
    // Fanout closes a connection that is idle for two seconds, so each frame opens its own.
    const fresh = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
    const straightMs = await straight(text, fresh);
    fresh.destroy();
    if (run >= 0) runsOf.push({ wholeMs: lastMs - beginMs, propagateMs, fanoutMs, straightMs, keptMs });
  }
  kept.destroy();
  const medianOf = (figure: (durations: Durations) => number) => median(runsOf.map(figure));
  return {
    viewers,
    openMs: audience.openMs,
    storeMs: median(storeMs),
    openCpuMs: {
      viewers: audience.openCpuMs,
      ...(used && { engine: used.engine * 1000, functions: used.functions * 1000 }),
    },
    readMs: median(readMs),
    tick: {
      wholeMs: medianOf(({ wholeMs }) => wholeMs),
      propagateMs: medianOf(({ propagateMs }) => propagateMs),
      fanoutMs: medianOf(({ fanoutMs }) => fanoutMs),
      straightMs: medianOf(({ straightMs }) => straightMs),
      keptMs: medianOf(({ keptMs }) => keptMs),
    },
    ratio: medianOf(({ propagateMs, fanoutMs, straightMs }) => (propagateMs + fanoutMs) / straightMs),
    wholeRatio: medianOf(({ wholeMs, straightMs }) => wholeMs / straightMs),
    keptRatio: medianOf(({ propagateMs, fanoutMs, keptMs }) => (propagateMs + fanoutMs) / keptMs),
  };

  /** A post without a signature, which the local AWS does not check. */
  async function post(connectionId: string, text: string, agent: Agent): Promise<void> {
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
  const { viewers, openMs, storeMs, openCpuMs, readMs, tick, ratio, wholeRatio, keptRatio } = figures;
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const openCpu = Object.entries(openCpuMs).map(([part, cpuMs]) => `${part} ${(cpuMs / viewers).toFixed(1)} ms`);
  return [
    `${viewers} sockets on the local system, medians:`,
    `  opening one: ${(openMs / viewers).toFixed(1)} ms; a call that stores its row takes ${storeMs.toFixed(1)} ms`,
    `  processor time of opening one: ${openCpu.join(', ')}`,
    `  propagate: ${ms(tick.propagateMs)}; fanout until the last socket: ${ms(tick.fanoutMs)}, of which reading the connections takes ${ms(readMs)}`,
    `  posting straight: ${ms(tick.straightMs)}; through connections kept open: ${ms(tick.keptMs)}`,
    `  propagate and fanout against straight: ${ratio.toFixed(2)} (goal: at most ${GOAL_RATIO}): ${ratio <= GOAL_RATIO ? 'met' : 'MISSED'}; against kept open: ${keptRatio.toFixed(2)}`,
    `  with the wait for the poll of the stream: ${ms(tick.wholeMs)}, against straight: ${wholeRatio.toFixed(2)}`,
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
