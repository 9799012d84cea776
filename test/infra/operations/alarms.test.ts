// Each alarm goes off when it should, and not otherwise: metrics as the code or AWS writes them, through the template.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundledElementsOf, type HeldElements } from '../../../functions/shared/elements.ts';
import type { ElementsRow } from '../../../functions/shared/elements-table.ts';
import { METRIC_NAMESPACE } from '../../../functions/shared/names.ts';
import { PAGE } from '../../functions/canary/a-visit.ts';
import { agedDays, DEBRIS } from '../../orbit/decays.ts';
import {
  type AlarmProperties,
  everyMinutes,
  type FilterProperties,
  filteredSamples,
  type Sample,
  stateOf,
} from '../../support/alarm.ts';
import { AQUA, AURA, decayed, TERRA } from '../../support/builders.ts';
import { synthesize } from '../synthesize.ts';
import { aBatch, agedSet, anOrder, aRefresh, aTick, aVisitOf, freshRows, samplesAt } from './runs.ts';

const { feed, operations } = synthesize();
const alarms = new Map(
  Object.entries(operations.findResources('AWS::CloudWatch::Alarm')).map(([id, { Properties }]) => [
    id.slice(0, -8),
    Properties as AlarmProperties,
  ]),
);
const wentOff = new Set<string>();

/** At the beginning of an hour, some weeks after the bundled elements. */
const START_MS = Date.parse('2026-11-20T12:00:20Z');

/** The state of an alarm after these samples; `before` is the one that it keeps without data. */
function after(id: string, samples: readonly Sample[], untilMs: number, before?: 'OK' | 'ALARM') {
  const alarm = alarms.get(id);
  if (!alarm) throw new Error(`There is no alarm ${id}`);
  const state = stateOf(alarm, samples, untilMs, before);
  if (state === 'ALARM' && before !== 'ALARM') wentOff.add(id);
  return state;
}

beforeAll(() => {
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', METRIC_NAMESPACE);
  // With this, Powertools writes to the global console.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
});

afterAll(() => {
  vi.unstubAllEnvs();
});

/** The state right after the last of so many runs, so many minutes apart. */
async function afterRuns(id: string, minutes: number, runs: Parameters<typeof samplesAt>[1][]) {
  const times = everyMinutes(minutes, runs.length, START_MS);
  const samples = await samplesAt(times, (report, nowMs, index) =>
    (runs[index] as (typeof runs)[0])(report, nowMs, index),
  );
  return after(id, samples, START_MS + runs.length * minutes * 60_000);
}

const times = <T>(count: number, run: T): T[] => Array.from({ length: count }, () => run);

const NOTHING = async () => {};

test.each([
  ['works', times(3, aVisitOf()), 'OK'],
  ['was down once, as in a deployment', [aVisitOf({ [PAGE]: 404 }), aVisitOf()], 'OK'],
  ['is down twice in a row', [aVisitOf(), ...times(2, aVisitOf({ [PAGE]: 404 }))], 'ALARM'],
  ['has no API', times(2, aVisitOf({ [`${PAGE}config.json`]: 403 })), 'ALARM'],
  ['is not visited any more', [aVisitOf(), NOTHING, NOTHING], 'ALARM'],
])('PageDown: the page %s', async (_, visits, state) => {
  expect(await afterRuns('PageDown', 5, visits)).toBe(state);
});

const held = bundledElementsOf(TERRA) as HeldElements;
const withTerra = (elements: HeldElements | undefined) => (number: number) =>
  number === TERRA ? elements : bundledElementsOf(number);

test.each([
  ['all satellites have points', times(4, aTick()), 'OK'],
  ['one is dead', times(4, aTick({ behind: [AQUA] })), 'ALARM'],
  ['all are dead', times(4, aTick({ behind: [TERRA, AQUA, AURA] })), 'ALARM'],
  [
    'all were behind in two ticks, as after an outage',
    [aTick(), ...times(2, aTick({ behind: [TERRA, AQUA, AURA] })), aTick()],
    'OK',
  ],
  [
    'one has decayed',
    times(4, aTick({ elementsOf: withTerra({ ...held, omm: agedDays(DEBRIS, 7, START_MS) }), behind: [TERRA] })),
    'OK',
  ],
  ['one has no elements', times(4, aTick({ elementsOf: withTerra(undefined), behind: [TERRA] })), 'OK'],
  [
    'one has elements that SGP4 refuses at their epoch',
    times(4, aTick({ elementsOf: withTerra(decayed(held)) })),
    'ALARM',
  ],
  ['the schedule is disabled', [aTick(), ...times(3, NOTHING)], 'ALARM'],
  ['the table cannot be read', times(4, aTick({ isTableOut: true })), 'ALARM'],
])('PointsMissing: %s', async (_, ticks, state) => {
  expect(await afterRuns('PointsMissing', 1, ticks)).toBe(state);
});

const fresh = freshRows(START_MS);
const withTerraRow = (row: ElementsRow) => aRefresh({ ...fresh, [TERRA]: { ...fresh[TERRA], ...row } });
const agedTerra = (days: number) => withTerraRow({ current: agedSet(TERRA, days, START_MS) });
const decayedTerra = { ...held, omm: agedDays(DEBRIS, 9, START_MS) };

test.each([
  ['all are fresh', times(12, aRefresh(fresh)), 'OK'],
  ['one is eight days old', times(12, agedTerra(8)), 'ALARM'],
  ['one is six days old', times(12, agedTerra(6)), 'OK'],
  ['one has not been confirmed in four tries', times(12, withTerraRow({ failures: 4 })), 'ALARM'],
  ['one has not been confirmed in three tries', times(12, withTerraRow({ failures: 3 })), 'OK'],
  ['one was old until the first download', [agedTerra(40), ...times(11, aRefresh(fresh))], 'OK'],
  ['one has decayed', times(12, withTerraRow({ failures: 9, current: decayedTerra })), 'OK'],
  ['the schedule is disabled', times(12, NOTHING), 'ALARM'],
])('ElementsOld: %s', async (_, runs, state) => {
  expect(await afterRuns('ElementsOld', 5, runs)).toBe(state);
});

test.each([
  ['the stream takes all points', times(3, aTick()), 'OK'],
  ['the stream is full in one tick', [aTick({ isStreamFull: true }), aTick(), aTick()], 'OK'],
  ['points are left over in three ticks', times(3, aTick({ isStreamFull: true })), 'ALARM'],
  ['records waited for a second', times(3, aBatch({ waitedMs: 1000 })), 'OK'],
  ['records waited for two minutes', times(3, aBatch({ waitedMs: 120_000 })), 'ALARM'],
  ['79 of 100 sockets are open', times(3, aBatch({ viewers: 79, maxViewers: 100 })), 'OK'],
  ['80 of 100 sockets are open', times(3, aBatch({ viewers: 80, maxViewers: 100 })), 'ALARM'],
  ['sockets are switched off', times(3, aBatch({ maxViewers: 0 })), 'OK'],
])('NearLimits: %s', async (_, runs, state) => {
  expect(await afterRuns('NearLimits', 1, runs)).toBe(state);
});

test.each([
  ['all arrive', times(5, aBatch({ viewers: 200 })), 'OK'],
  ['1 of 200 is dropped', times(5, aBatch({ viewers: 200, failing: 1 / 200 })), 'OK'],
  ['4 of 200 are dropped', times(5, aBatch({ viewers: 200, failing: 1 / 50 })), 'ALARM'],
  [
    '4 of 200 are dropped in four minutes',
    [aBatch({ viewers: 200 }), ...times(4, aBatch({ viewers: 200, failing: 1 / 50 }))],
    'OK',
  ],
  ['a worker drops 4 of 200', times(5, anOrder({ viewers: 200, failing: 1 / 50 })), 'ALARM'],
  ['nobody watches', times(5, aBatch()), 'OK'],
])('FramesDropped: %s', async (_, runs, state) => {
  expect(await afterRuns('FramesDropped', 1, runs)).toBe(state);
});

/**
 * The last line of a run in the log of a function
 * (https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report).
 */
const reportOf = (status: string, durationMs: number) => ({
  time: '2026-10-10T12:00:55.826Z',
  type: 'platform.report',
  record: {
    requestId: '40f6c622-67a3-4159-97f2-ce364a0cb7a8',
    metrics: { durationMs, billedDurationMs: Math.ceil(durationMs), memorySizeMB: 512, maxMemoryUsedMB: 146 },
    status,
  },
});

const FUNCTIONS = ['elements', 'propagate', 'fanout', 'push', 'connections', 'query', 'canary'];
/** The filter of each function's log, by the name of the function. */
const filters = new Map(
  [feed, operations].flatMap((template) =>
    Object.values(template.findResources('AWS::Lambda::Function')).flatMap(({ Properties }) => {
      const logs = JSON.stringify(Properties.LoggingConfig?.LogGroup);
      const filter = Object.values(template.findResources('AWS::Logs::MetricFilter')).find(
        (each) => JSON.stringify(each.Properties.LogGroupName) === logs,
      );
      return [
        [Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME as string, filter?.Properties as FilterProperties],
      ] as const;
    }),
  ),
);

test.each(FUNCTIONS)('FunctionsFailing: runs of %s that fail, end for want of time, or are slow', (name) => {
  const filter = filters.get(name) as FilterProperties;
  const timeoutMs = TIMEOUTS_S[name as keyof typeof TIMEOUTS_S] * 1000;
  const state = (line: object, runs = 3) =>
    after(
      'FunctionsFailing',
      everyMinutes(5, runs, START_MS).flatMap((atMs) => filteredSamples(filter, line, atMs)),
      START_MS + 15 * 60_000,
    );

  expect(state(reportOf('success', 20))).toBe('OK');
  expect(state({ level: 'INFO', message: 'tick', type: 'platform.start' })).toBe('OK');
  for (const status of ['error', 'failure', 'timeout']) expect(state(reportOf(status, 20))).toBe('ALARM');
  expect(state(reportOf('error', 20), 2)).toBe('OK');
  // As long as it may run; a run that takes a third of that is usual for none.
  expect(state(reportOf('success', timeoutMs - 1))).toBe('ALARM');
  expect(state(reportOf('success', timeoutMs / 5))).toBe('OK');
});

const TIMEOUTS_S = { elements: 60, propagate: 50, fanout: 60, push: 30, connections: 10, query: 20, canary: 150 };

/** A metric of AWS with the dimensions of its documentation, at each minute. */
function ofAws(
  namespace: string,
  name: string,
  dimensions: Record<string, unknown>,
  minutes: number,
  values: number[],
): Sample[] {
  return everyMinutes(minutes, values.length, START_MS).map((atMs, index) => ({
    namespace,
    name,
    dimensions,
    atMs,
    value: values[index] as number,
  }));
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
test.each(['Quarantine', 'DeadLetters'])('%sNotEmpty: one message, until somebody has emptied the queue', (queue) => {
  const id = `${queue}NotEmpty`;
  const QueueName = { 'Fn::ImportValue': expect.stringContaining(queue) };
  expect(alarms.get(id)?.Dimensions).toEqual([{ Name: 'QueueName', Value: QueueName }]);
  const messages = (values: number[]) =>
    ofAws(
      'AWS/SQS',
      'ApproximateNumberOfMessagesVisible',
      { QueueName: alarms.get(id)?.Dimensions?.[0]?.Value },
      1,
      values,
    );
  const endMs = START_MS + 60_000;

  expect(after(id, messages([0]), endMs)).toBe('OK');
  expect(after(id, messages([1]), endMs)).toBe('ALARM');
  // SQS stops reporting after six hours without a call.
  expect(after(id, [], START_MS, 'ALARM')).toBe('ALARM');
  expect(after(id, messages([0]), endMs, 'ALARM')).toBe('OK');
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
test('ApiErrors: more than four in five minutes, twice', () => {
  const ApiId = alarms.get('ApiErrors')?.Dimensions?.[0]?.Value;
  expect(ApiId).toEqual({ 'Fn::ImportValue': expect.stringContaining('QueryApi') });
  const state = (values: number[]) =>
    after('ApiErrors', ofAws('AWS/ApiGateway', '5xx', { ApiId }, 1, values), START_MS + 10 * 60_000);

  expect(state(times(10, 0))).toBe('OK');
  expect(state([9, ...times(9, 0)])).toBe('OK');
  expect(state(times(10, 1))).toBe('ALARM');
});

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html: across all functions of the region. */
test('Overload: throttles in three minutes in a row', () => {
  const state = (values: number[]) =>
    after('Overload', ofAws('AWS/Lambda', 'Throttles', {}, 1, values), START_MS + 3 * 60_000);

  expect(state([0, 0, 0])).toBe('OK');
  expect(state([5, 0, 5])).toBe('OK');
  expect(state([1, 4, 2])).toBe('ALARM');
});

test('every alarm has gone off here', () => {
  expect(wentOff).toEqual(new Set(alarms.keys()));
});
