// The clients' timeouts: a service that never answers must not use up a function's time.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { requestHandler } from '../../../functions/shared/clients.ts';
import { localClientConfig } from '../../../local/aws/client-config.ts';

test('a call to a service that never answers ends with an error', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const http = requestHandler();
  const client = new DynamoDBClient({
    ...localClientConfig(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    requestHandler: http,
    maxAttempts: 1,
  });

  // The SDK's default is to wait for ever.
  await expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(http.httpHandlerConfigs()).toMatchObject({ connectionTimeout: 1000, requestTimeout: 2000 });
});
