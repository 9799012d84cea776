// The canary on the deployed system: it uses what a page uses, in the same way.
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { PARTS, visit } from '../../functions/canary/visit.ts';
import { METRIC } from '../../functions/shared/names.ts';
import { localClientConfig } from '../../local/aws/client-config.ts';
import { requireOutput } from '../../local/aws/deploy.ts';
import { invoke } from '../../local/aws/invoke.ts';
import { aReport, TERRA } from '../support/builders.ts';
import { until } from '../support/connect.ts';
import { WAIT_LIMIT_MS } from '../support/limits.ts';
import { theSystem, thisWorkersSystem } from '../support/system.ts';

const system = theSystem();

test('every part of a system that works is up', async () => {
  await system.untilWhole();
  const report = aReport();

  const visited = visit({
    pageUrl: system.addresses.pageUrl,
    hasSocket: true,
    catalogNumber: TERRA,
    fetch,
    openSocket: (url, origin) => new WebSocket(url, { headers: { origin } } as never),
    report,
    nowMs: Date.now,
    frameMs: WAIT_LIMIT_MS,
  });
  await tickUntil(visited);

  expect(report.lines).toMatchObject([{ message: 'canary', details: { down: [] } }]);
  expect(Object.keys(report.lines[0]?.details ?? {})).toEqual([...PARTS, 'down']);
  expect(report.counts).toEqual({ [METRIC.partsDown]: 0 });
});

test('the deployed function finds all parts up, and writes it as a metric', async () => {
  const { endpointUrl } = system.addresses;
  const FunctionName = requireOutput(thisWorkersSystem().outputs.Operations, 'CanaryFunctionName');
  const startTime = Date.now();

  await tickUntil(invoke(endpointUrl, FunctionName));

  const lambda = new LambdaClient(localClientConfig(endpointUrl));
  const { LoggingConfig } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const logs = new CloudWatchLogsClient(localClientConfig(endpointUrl));
  // Not those of a visit that another test has made.
  const lines = async () =>
    (await logs.send(new FilterLogEventsCommand({ logGroupName: LoggingConfig?.LogGroup, startTime }))).events?.map(
      ({ message = '' }) => message,
    ) ?? [];
  await until(async () => (await lines()).some((line) => line.includes('"message":"canary"')));
  expect((await lines()).filter((line) => line.includes('part down'))).toEqual([]);
  expect((await lines()).join('\n')).toMatch(/"PartsDown":0/);
});

/** Sends new points until a visit has ended: it gets the first frame after its socket is open, whenever that is. */
async function tickUntil(visit: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = visit.finally(() => {
    isOver = true;
  });
  await Promise.all([
    over,
    until(async () => {
      await system.deleteNewest(TERRA, 3);
      await system.tick();
      return isOver;
    }),
  ]);
  await system.untilWhole();
}
