// The measurements of many viewers run on a deployed system, with a few; their times mean nothing here.
import { expect, test } from 'vitest';
import { floodReport, measureFlood } from '../../bench/scale/flood.ts';
import { holdingReport, measureHolding } from '../../bench/scale/holding.ts';
import { measureSockets, socketsReport } from '../../bench/scale/sockets.ts';
import { testEndpoint } from '../support/endpoint.ts';
import { theSystem, thisWorkersSystem } from '../support/system.ts';

const system = theSystem();
// Processor time is that of the local AWS's process, which this project must have started.
const onOwnAws = test.runIf(process.platform === 'linux' && !testEndpoint());

onOwnAws('a tick reaches the last of many sockets, and the same frame posted straight does', async () => {
  await system.untilWhole();

  const figures = await measureSockets(thisWorkersSystem(), { viewers: 5, runs: 1 });

  const { propagateMs, fanoutMs, straightMs, keptMs, wholeMs } = figures.tick;
  for (const value of [propagateMs, fanoutMs, straightMs, keptMs]) expect(value).toBeGreaterThan(0);
  expect(figures.ratio).toBeCloseTo((propagateMs + fanoutMs) / straightMs, 9);
  expect(figures.keptRatio).toBeCloseTo((propagateMs + fanoutMs) / keptMs, 9);
  expect(figures.wholeRatio).toBeCloseTo(wholeMs / straightMs, 9);
  expect(socketsReport(figures)).toEqual([
    '5 sockets on the local system, medians:',
    expect.stringMatching(/^ {2}opening one: [0-9.]+ ms; a call that stores its row takes [0-9.]+ ms$/),
    expect.stringMatching(/^ {2}processor time of opening one: viewers [0-9.]+ ms/),
    expect.stringMatching(/^ {2}propagate: \d+ ms; fanout until the last socket: \d+ ms, of which reading .+ \d+ ms$/),
    expect.stringMatching(/^ {2}posting straight: \d+ ms; through connections kept open: \d+ ms$/),
    expect.stringMatching(
      /^ {2}propagate and fanout against straight: [0-9.]+ \(goal: at most 1.2\): (met|MISSED); against kept open: [0-9.]+$/,
    ),
    expect.stringMatching(/^ {2}with the wait for the poll of the stream: \d+ ms, against straight: [0-9.]+$/),
  ]);
  await system.untilWhole();
});

onOwnAws('the processor time of viewers who stay is measured', async () => {
  const figures = await measureHolding(thisWorkersSystem(), { viewers: 5, minutes: 0.02 });

  expect(figures.held).toBe(5);
  expect(holdingReport(figures)).toEqual([
    '5 viewers held for 0.02 minutes on the local system:',
    '  still connected: 5 (goal: all): met',
    expect.stringMatching(/^ {2}frames that all of them got: \d+ \(goal: at least 0\): met$/),
    expect.stringMatching(
      /^ {2}processor time .+: [0-9.]+ ms, of which [0-9.]+ ms in functions; [0-9.]+ ms without viewers \(goal: at most 5\): (met|MISSED)$/,
    ),
  ]);
});

test('a flood passes the cache and the throttle in part, and its hour has a price', async () => {
  const figures = await measureFlood(thisWorkersSystem(), { perSecond: 100, seconds: 2, viewers: 2, points: 10 });

  const { statuses, hits, origin, passed, run, checks, after } = figures;
  expect(Object.values(statuses).reduce((sum, count) => sum + count, 0)).toBe(200);
  expect(statuses[200]).toBeGreaterThan(0);
  expect(hits + origin).toBeGreaterThanOrEqual(200);
  // Half of them are new questions, which no cache knows.
  expect(origin).toBeGreaterThan(100);
  expect(run).toBeGreaterThan(0);
  expect(passed).toBeGreaterThanOrEqual(run);
  expect(origin).toBeGreaterThanOrEqual(passed);
  expect([...checks, after]).toEqual(Array(checks.length + 1).fill(200));
  const report = floodReport(figures);
  expect(figures.viewerChecks.length).toBeGreaterThan(0);
  expect(report.slice(0, 11)).toEqual([
    '100 requests a second for 2 s, half of them new, of 4 kinds:',
    expect.stringMatching(/^ {2}answers: \d+ x 200/),
    `  ${origin} reached the gateway, ${passed} passed its throttle, ${run} were computed, at most ${figures.executions} at once`,
    expect.stringMatching(/^ {2}frames that all 2 viewers got meanwhile: \d+ \(goal: at least 0\): met$/),
    expect.stringMatching(/^ {2}\/status, past cache and throttle: 200( 200)+$/),
    expect.stringMatching(/^ {2}\/status through them, .+: 200( 200)* \(goal: 200\): met$/),
    '  an hour of it on AWS, if all new questions were of one kind:',
    ...Array(4).fill(expect.stringMatching(/^ +\d+\.\d\d USD {2}.+: \d+ ms, \d+ kB$/)),
  ]);
  expect(report).toHaveLength(11 + 1 + 7);
});
