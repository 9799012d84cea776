// The canary on the deployed system: it uses what a page uses, in the same way.
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { PARTS, visit } from '../../functions/canary/visit.ts';
import { openConnections } from '../../functions/shared/connections-table.ts';
import { METRIC } from '../../functions/shared/names.ts';
import { localClientConfig } from '../../local/aws/client-config.ts';
import { requireOutput } from '../../local/aws/deploy.ts';
import { invoke } from '../../local/aws/invoke.ts';
import { aReport, TERRA } from '../support/builders.ts';
import { until } from '../support/connect.ts';
import { theSystem, thisWorkersSystem } from '../support/system.ts';

const system = theSystem();

test('every part of a system that works is up', async () => {
  await system.untilWhole();
  await system.deleteNewest(TERRA, 3);
  const report = aReport();

  await visit({
    pageUrl: system.addresses.pageUrl,
    hasSocket: true,
    catalogNumber: TERRA,
    fetch,
    // The frame follows the tick, which comes after the socket is open.
    openSocket: (url, origin) => {
      const socket = new WebSocket(url, { headers: { origin } } as never);
      socket.addEventListener('open', () => void system.tick());
      return socket;
    },
    report,
    nowMs: Date.now,
    frameMs: 60_000,
  });

  expect(report.lines).toMatchObject([{ message: 'canary', details: { down: [] } }]);
  expect(Object.keys(report.lines[0]?.details ?? {})).toEqual([...PARTS, 'down']);
  expect(report.counts).toEqual({ [METRIC.partsDown]: 0 });
});

test('the deployed function finds all parts up, and writes it as a metric', async () => {
  const { endpointUrl } = system.addresses;
  const FunctionName = requireOutput(thisWorkersSystem().outputs.Operations, 'CanaryFunctionName');
  const connections = async () =>
    (await openConnections(system.connectionsTable, Date.now())).map(({ connectionId }) => connectionId);
  // Not their number: those that other tests left behind may go meanwhile.
  const before = new Set(await connections());
  await system.deleteNewest(TERRA, 3);

  const visited = invoke(endpointUrl, FunctionName);
  await until(async () => (await connections()).some((connectionId) => !before.has(connectionId)));
  await system.tick();
  await visited;

  const lambda = new LambdaClient(localClientConfig(endpointUrl));
  const { LoggingConfig } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const logs = new CloudWatchLogsClient(localClientConfig(endpointUrl));
  const lines = async () =>
    (await logs.send(new FilterLogEventsCommand({ logGroupName: LoggingConfig?.LogGroup }))).events?.map(
      ({ message = '' }) => message,
    ) ?? [];
  await until(async () => (await lines()).some((line) => line.includes('"message":"canary"')));
  expect((await lines()).filter((line) => line.includes('part down'))).toEqual([]);
  expect((await lines()).join('\n')).toMatch(/"PartsDown":0/);
  await system.untilWhole();
});
