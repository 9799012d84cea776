// What the doctor says about facts. Those that a local AWS can have are in test/pipeline/doctor.test.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diagnose, HEADING, PARTS } from '../../../local/doctor/checks.ts';
import type { Facts, Subject } from '../../../local/doctor/facts.ts';
import { linesOf } from '../../../local/doctor/log-lines.ts';
import { anchorOf, findingText, summaryText } from '../../../local/doctor/report.ts';

const NOW_MS = Date.parse('2026-11-26T12:00:00Z');

const ON_AWS: Subject = {
  name: 'SubpointFeed in eu-central-1',
  awsOptions: ' --region eu-central-1',
  repair: 'AWS_REGION=eu-central-1 npx cdk deploy Feed --revert-drift',
  local: false,
  pageUrl: 'https://d1.cloudfront.net/',
  apiUrl: 'https://d1.cloudfront.net/api',
  socketUrl: 'wss://a1.execute-api.eu-central-1.amazonaws.com/live',
  connectionsFunction: 'SubpointFeed-Socket',
};

const aFunction = {
  name: 'SubpointFeed-Function',
  logGroup: '/aws/SubpointFeed',
  state: 'Active',
  reservedExecutions: undefined,
  lastLineMs: NOW_MS - 30_000,
  lastDoneMs: NOW_MS - 30_000,
  lastError: undefined,
  lastingWarning: undefined,
};

const HEALTHY: Facts = {
  nowMs: NOW_MS,
  stacks: { value: [{ name: 'SubpointFeed', status: 'UPDATE_COMPLETE', missingOutputs: [] }] },
  elements: { value: [{ satellite: 'Terra', state: 'fresh', ageDays: 0.4, problem: undefined }] },
  elementsSchedule: { value: { name: 'fresh', state: 'ENABLED' } },
  schedule: { value: { name: 'tick', state: 'ENABLED' } },
  propagate: { value: aFunction },
  stream: { value: { name: 'stream', status: 'ACTIVE', newestMs: NOW_MS - 30_000 } },
  mapping: { value: { id: 'uuid', state: 'Enabled', lastResult: 'OK', notStoredSinceMs: undefined } },
  fanout: { value: aFunction },
  track: { value: [{ satellite: 'Terra', stored: 180, expected: 180, newestMs: NOW_MS + 170_000 }] },
  quarantine: { value: { url: 'https://sqs/quarantine', messages: 0 } },
  deadLetters: { value: { url: 'https://sqs/dead', messages: 0 } },
  socket: { value: { refused: undefined, opened: true, frame: 'received' } },
  api: { value: [{ url: 'https://d1.cloudfront.net/api/status', status: 200, problem: undefined }] },
  page: { value: [{ url: 'https://d1.cloudfront.net/', status: 200, problem: undefined }] },
};

test('a healthy system: every part is ok, in the order of the walk', () => {
  const findings = diagnose(HEALTHY, ON_AWS);

  expect(findings.map(({ part, state }) => [part, state])).toEqual(PARTS.map((part) => [part, 'ok']));
  expect(summaryText(findings)).toBe('Everything works.');
});

const unread = { error: 'It cannot be read (AccessDeniedException: no).' };

test.for([
  [
    'stack outputs',
    { stacks: { value: [{ name: 'SubpointFeed', status: 'UPDATE_ROLLBACK_COMPLETE', missingOutputs: [] }] } },
    'A bad deployment',
  ],
  [
    'stack outputs',
    { stacks: { value: [{ name: 'SubpointFeed', status: 'CREATE_COMPLETE', missingOutputs: ['StreamName'] }] } },
    'A bad deployment',
  ],
  ['stack outputs', { stacks: unread }, 'Deploy'],
  [
    'elements',
    { elements: { value: [{ satellite: 'Terra', state: 'waiting', ageDays: undefined, problem: undefined }] } },
    'Elements old',
  ],
  [
    'elements',
    {
      elements: { value: [{ satellite: 'Terra', state: 'stale', ageDays: 9, problem: 'celestrak.org answered 403' }] },
    },
    'Elements old',
  ],
  ['elements', { elementsSchedule: { value: { name: 'fresh', state: 'DISABLED' } } }, 'Schedule disabled'],
  ['elements', { elementsSchedule: { value: undefined } }, 'Schedule disabled'],
  ['elements', { elements: unread }, 'Elements old'],
  ['schedule', { schedule: { value: undefined } }, 'Schedule disabled'],
  ['propagate', { propagate: { value: { ...aFunction, state: 'Failed' } } }, 'A bad deployment'],
  ['propagate', { propagate: { value: { ...aFunction, lastDoneMs: undefined } } }, 'Points missing'],
  ['stream', { stream: { value: { name: 'stream', status: 'ACTIVE', newestMs: NOW_MS - 181_000 } } }, 'Points missing'],
  ['stream', { stream: { value: { name: 'stream', status: 'DELETING', newestMs: NOW_MS } } }, 'Points missing'],
  [
    'consumer mapping',
    { mapping: { value: { id: 'uuid', state: 'Enabled', lastResult: 'OK', notStoredSinceMs: NOW_MS - 60_000 } } },
    'Points missing',
  ],
  [
    'consumer mapping',
    {
      mapping: {
        value: {
          id: 'uuid',
          state: 'Enabled',
          lastResult: 'PROBLEM: Function call failed',
          notStoredSinceMs: undefined,
        },
      },
    },
    'Points missing',
  ],
  [
    'fanout',
    { fanout: { value: { ...aFunction, lastError: { timeMs: NOW_MS - 1000, text: 'NotStoredError: 3' } } } },
    'Points missing',
  ],
  [
    'track table',
    { track: { value: [{ satellite: 'Terra', stored: 180, expected: 180, newestMs: NOW_MS - 1 }] } },
    'Points missing',
  ],
  ['connections', { socket: { value: { refused: undefined, opened: true, frame: 'none' } } }, 'Points missing'],
  ['connections', { socket: { value: { refused: 403, opened: false, frame: 'none' } } }, 'Page down'],
  ['query API', { api: { value: [{ url: 'https://d1/api/status', status: 429, problem: undefined }] } }, 'Overload'],
  ['page', { page: { value: [{ url: 'https://d1/', status: 404, problem: undefined }] } }, 'Page down'],
] satisfies [string, Partial<Facts>, string][])('%s, %o: %s', ([part, facts, heading]) => {
  const broken = diagnose({ ...HEALTHY, ...facts }, ON_AWS).filter(({ state }) => state === 'broken');

  expect(broken).toMatchObject([{ part, heading, next: expect.any(String) }]);
});

test('a schedule that is enabled and starts nothing: the schedule, and what comes of it', () => {
  const silent = { ...aFunction, lastLineMs: NOW_MS - 240_000, lastDoneMs: NOW_MS - 240_000 };

  const findings = diagnose({ ...HEALTHY, propagate: { value: silent } }, ON_AWS);

  expect(summaryText(findings)).toBe(
    'Broken: schedule, propagate. Start with schedule: the others may follow from it.',
  );
});

test('an error before the last success is a note, not a fault', () => {
  const lastError = { timeMs: NOW_MS - 120_000, text: 'TimeoutError: DynamoDB' };

  const findings = diagnose({ ...HEALTHY, fanout: { value: { ...aFunction, lastError } } }, ON_AWS);

  expect(findings.filter(({ state }) => state !== 'ok')).toMatchObject([{ part: 'fanout', state: 'note' }]);
});

test('a function that warns in each run is a note, one that cannot read what it repairs by a fault', () => {
  const stateWith = (lastingWarning: string) =>
    diagnose({ ...HEALTHY, propagate: { value: { ...aFunction, lastingWarning } } }, ON_AWS)
      .filter(({ state }) => state !== 'ok')
      .map(({ part, state, says }) => [part, state, says]);

  const frames = 'frames dropped: no time left';
  expect(stateWith(frames)).toEqual([['propagate', 'note', `last tick 30 s ago, in each run: ${frames}`]]);
  const points = 'cannot read which points are stored; only the newest are emitted: ResourceNotFoundException';
  expect(stateWith(points)).toEqual([['propagate', 'broken', `last tick 30 s ago, in each run: ${points}`]]);
});

test('a local system without downloads is whole; one on AWS is not', () => {
  const facts: Facts = { ...HEALTHY, elementsSchedule: { value: undefined } };

  expect(summaryText(diagnose(facts, { ...ON_AWS, local: true }))).toBe('Everything works.');
  expect(summaryText(diagnose(facts, ON_AWS))).toBe('Broken: elements.');
});

test('a source that gives no answer: the network of this machine, if the system runs on it', () => {
  const problem = 'celestrak.org gave no answer (ENOTFOUND)';
  const facts: Facts = {
    ...HEALTHY,
    elements: { value: [{ satellite: 'Terra', state: 'old', ageDays: 99, problem }] },
  };
  const elements = (subject: Subject) => diagnose(facts, subject).find(({ part }) => part === 'elements');

  expect(elements({ ...ON_AWS, local: true })).toMatchObject({
    state: 'broken',
    next: 'check your network, or npm start -- --offline',
  });
  expect(elements(ON_AWS)).toMatchObject({ state: 'broken', next: "curl 'https://d1.cloudfront.net/api/satellites'" });
});

test('what it prints: the part, what is wrong, where to read on, the next command', () => {
  const [, , finding] = diagnose({ ...HEALTHY, schedule: { value: { name: 'tick', state: 'DISABLED' } } }, ON_AWS);

  expect(findingText(finding as NonNullable<typeof finding>)).toBe(
    [
      '  BROKEN  schedule          The schedule tick is disabled.',
      '                            read   docs/operations.md#schedule-disabled',
      '                            next   AWS_REGION=eu-central-1 npx cdk deploy Feed --revert-drift',
    ].join('\n'),
  );
});

test('every heading that it names is one of the runbook', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');
  const anchors = [...runbook.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading]) => anchorOf(heading as string));

  for (const heading of Object.values(HEADING)) expect(anchors).toContain(anchorOf(heading));
});

test.for([
  [
    '{"level":"ERROR","message":"cannot read the elements","reason":"ThrottlingException: slow"}',
    'cannot read the elements: ThrottlingException: slow',
  ],
  [
    '{"timestamp":"2026-11-26T11:59:00Z","level":"ERROR","message":{"errorType":"NotStoredError","errorMessage":"3 points"}}',
    'NotStoredError: 3 points',
  ],
  ['{"type":"platform.report","record":{"status":"timeout"}}', 'Lambda ended it: timeout'],
  ['2026-11-26T11:59:00Z 1-2-3 Task timed out after 50.00 seconds', 'Task timed out after 50.00 seconds'],
  ['RequestId: 1 Error: Runtime exited with error: signal: killed', 'Runtime exited with error: signal: killed'],
] as const)('an error in the log: %s', ([message, text]) => {
  const tick = { timestamp: NOW_MS - 60_000, message: '{"level":"INFO","message":"tick","emitted":9}' };

  const lines = linesOf([tick, { timestamp: NOW_MS, message }], 'tick');

  expect(lines).toEqual({
    lastLineMs: NOW_MS,
    lastDoneMs: NOW_MS - 60_000,
    lastError: { timeMs: NOW_MS, text },
    lastingWarning: undefined,
  });
});

test('a run that ends without doing its work is an error, also where nothing logs why', () => {
  const run = (timestamp: number, ...lines: string[]) =>
    ['START RequestId: 1', ...lines, 'REPORT RequestId: 1'].map((message) => ({
      logStreamName: 'a',
      timestamp,
      message,
    }));
  const tick = '{"level":"INFO","message":"tick","emitted":9}';

  expect(linesOf([...run(NOW_MS - 60_000, tick), ...run(NOW_MS, tick)], 'tick').lastError).toBeUndefined();
  expect(linesOf([...run(NOW_MS - 60_000, tick), ...run(NOW_MS)], 'tick').lastError).toEqual({
    timeMs: NOW_MS,
    text: 'A run has ended without its line "tick".',
  });
});

test('a warning lasts when the newest three runs had it', () => {
  const tick = '{"level":"INFO","message":"tick","emitted":9}';
  const warning = '{"level":"WARN","message":"cannot read","reason":"no table"}';
  const lasting = (...lines: string[]) =>
    linesOf(
      lines.map((message, index) => ({ timestamp: NOW_MS + index, message })),
      'tick',
    ).lastingWarning;

  expect(lasting(warning, tick, warning, warning, tick, warning, tick)).toBe('cannot read: no table');
  expect(lasting(warning, tick, warning, tick)).toBeUndefined();
  expect(lasting(warning, tick, warning, tick, warning, tick, tick)).toBeUndefined();
});
