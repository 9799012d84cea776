// Runs of the functions' own code, at times of the test's clock, with the metrics that they write to their logs.

import { vi } from 'vitest';
import { visit } from '../../../functions/canary/visit.ts';
import { refresh } from '../../../functions/elements/refresh.ts';
import type { ConsumeParts } from '../../../functions/fanout/consume.ts';
import { consume } from '../../../functions/fanout/consume.ts';
import { tick } from '../../../functions/propagate/tick.ts';
import { REAL_CLOCK } from '../../../functions/push/pacer.ts';
import { serve } from '../../../functions/push/serve.ts';
import { bundledElementsOf, type ElementsOf, type HeldElements } from '../../../functions/shared/elements.ts';
import type { ElementsRow } from '../../../functions/shared/elements-table.ts';
import { createReport } from '../../../functions/shared/log.ts';
import { feedSlots } from '../../../orbit/grid.ts';
import { formatTime, HOUR_MS } from '../../../orbit/time.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { aPageTo } from '../../functions/canary/a-visit.ts';
import { agedDays } from '../../orbit/decays.ts';
import { type Sample, samplesOf } from '../../support/alarm.ts';
import { aKinesisRecord, aPace, aPoint, aTrack, THREE_SATELLITES } from '../../support/builders.ts';

type Reporting = ReturnType<typeof createReport>;

/** Runs something at each of these times, and returns the samples in what it wrote. Errors are those of a run. */
export async function samplesAt(
  timesMs: readonly number[],
  run: (report: Reporting, nowMs: number, index: number) => Promise<unknown>,
): Promise<Sample[]> {
  const lines: string[] = [];
  const consoles = (['log', 'info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((text) => lines.push(text)),
  );
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    for (const [index, nowMs] of timesMs.entries()) {
      vi.setSystemTime(nowMs);
      const report = createReport();
      await run(report, nowMs, index).catch(() => {});
      report.publish();
    }
  } finally {
    vi.useRealTimers();
    for (const spy of consoles) spy.mockRestore();
  }
  return lines.flatMap((line) => samplesOf(JSON.parse(line)));
}

const client = (send: (command: { input: Record<string, unknown> }) => unknown) =>
  ({ send: async (command: { input: Record<string, unknown> }) => send(command) }) as never;

interface TickOptions {
  /** Satellites whose points are not in the table. */
  behind?: readonly number[];
  elementsOf?: ElementsOf;
  /** Whether the stream takes records. */
  isStreamFull?: boolean;
  isTableOut?: boolean;
}

/** A tick. The table has what the tick of a minute ago should have emitted. */
export function aTick({ behind = [], elementsOf = bundledElementsOf, isStreamFull, isTableOut }: TickOptions = {}) {
  return (report: Reporting, nowMs: number) => {
    const table = client(({ input }) => {
      if (isTableOut) throw new Error('out');
      const { ':catalogNumber': catalogNumber } = input.ExpressionAttributeValues as Record<string, number>;
      const isBehind = behind.includes(catalogNumber as number);
      return { Items: isBehind ? [] : feedSlots(nowMs - 60_000).map((timeMs) => ({ timeMs })) };
    });
    const stream = client(({ input }) => ({
      Records: (input.Records as unknown[]).map(() => (isStreamFull ? { ErrorCode: 'Throttled' } : {})),
    }));
    return tick(
      {
        satellites: THREE_SATELLITES,
        elementsOf,
        table: { client: table, tableName: 'track' },
        stream: { client: stream, streamName: 'stream' },
        readMs: 10_000,
        pace: aPace({ nowMs }),
        report,
      },
      nowMs,
    );
  };
}

interface FanoutOptions extends Pick<Partial<ConsumeParts>, 'maxViewers'> {
  viewers?: number;
  /** How long the records were in the stream. */
  waitedMs?: number;
  /** Which of the posts fail, from 0 to 1. */
  failing?: number;
}

/** Posts, of which this share fails. */
function aPoster(failing: number) {
  let posts = 0;
  return {
    inFlight: 50,
    post: async () => {
      if (++posts * failing >= 1) {
        posts = 0;
        throw new Error('429');
      }
    },
    destroy: () => {},
  };
}

/** A batch with the newest points, for an audience. */
export function aBatch({ viewers = 0, waitedMs = 0, failing = 0, maxViewers = 10_000 }: FanoutOptions = {}) {
  return (report: Reporting, nowMs: number) => {
    const documents = client(({ input }) => connections(input, viewers, nowMs));
    const records = aTrack(3, nowMs + 120_000).map(({ timeMs }) =>
      aKinesisRecord(aPoint({ time: formatTime(timeMs) })),
    );
    for (const { kinesis } of records) kinesis.approximateArrivalTimestamp = (nowMs - waitedMs) / 1000;
    return consume(
      {
        trackTable: { client: documents, tableName: 'track' },
        connectionsTable: { client: documents, tableName: 'connections' },
        quarantine: { client: client(() => ({})), queueUrl: 'queue' },
        poster: aPoster(failing),
        workers: { client: client(() => ({})), functionName: 'push', from: 4000 },
        maxViewers,
        pace: aPace({ nowMs }),
        report,
        pushMs: 10_000,
      },
      records,
      nowMs,
    );
  };
}

/** All of them in segment 1: a query for segment 0 finds nobody, one for segment 1 and a scan find all. */
function connections({ ExpressionAttributeValues: values }: Record<string, unknown>, viewers: number, nowMs: number) {
  const isOther = (values as Record<string, number> | undefined)?.[':segment'] === 0;
  return {
    Items: Array.from({ length: isOther ? 0 : viewers }, (_, index) => ({
      segment: 1,
      connectionId: `id-${index}`,
      connectedAtMs: nowMs - HOUR_MS,
      expiresAt: Math.ceil((nowMs + HOUR_MS) / 1000),
    })),
  };
}

/** The part of a large audience that a worker serves. */
export function anOrder({ viewers, failing }: { viewers: number; failing: number }) {
  return (report: Reporting, nowMs: number) =>
    serve(
      {
        connectionsTable: {
          client: client(({ input }) => connections(input, viewers, nowMs)),
          tableName: 'connections',
        },
        poster: aPoster(failing),
        report,
        clock: { ...REAL_CLOCK, nowMs: () => nowMs },
      },
      {
        frames: { points: ['frame'], compact: ['frame'] },
        segments: [1],
        postsPerSecond: 1e6,
        deadlineMs: nowMs + 20_000,
      },
    );
}

/** A run of elements that finds these rows, and asks for nothing. */
export function aRefresh(rows: Readonly<Record<number, ElementsRow>>) {
  return (report: Reporting, nowMs: number) =>
    refresh({
      satellites: THREE_SATELLITES,
      table: {
        client: client(() => ({
          Responses: {
            elements: Object.entries(rows).map(([number, row]) => ({
              catalogNumber: Number(number),
              attemptedAtMs: nowMs,
              ...row,
              ...(row.current && { current: JSON.stringify(row.current) }),
            })),
          },
        })),
        tableName: 'elements',
      },
      archive: { client: client(() => ({})), tableName: 'archive' },
      source: async () => ({ unreachable: 'no network', host: 'celestrak.org' }),
      report,
      random: Math.random,
      nowMs: () => nowMs,
      deadlineMs: nowMs + 20_000,
    });
}

/** A row for each satellite, with a set of the day before. */
export function freshRows(nowMs: number): Record<number, ElementsRow> {
  return Object.fromEntries(
    THREE_SATELLITES.map(({ catalogNumber }) => [catalogNumber, { current: agedSet(catalogNumber, 1, nowMs) }]),
  );
}

/** The set of a satellite, of so many days before. */
export function agedSet(catalogNumber: number, days: number, nowMs: number): HeldElements {
  return { omm: agedDays(newestOmm(catalogNumber), days, nowMs), source: 'celestrak.org', retrievedAt: null };
}

/** A visit of the page, with answers in place of the good ones. */
export function aVisitOf(answers: Record<string, unknown> = {}) {
  return (report: Reporting) => visit({ ...aPageTo(answers), report });
}
