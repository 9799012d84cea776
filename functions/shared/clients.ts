// SDK clients, made once per container.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** A DynamoDB client that speaks in plain objects. */
export function createDocumentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: requestHandler() }));
}

/**
 * HTTP with limits: the SDK waits for ever for an answer by default. Two seconds are a hundred times what these services take;
 * the SDK's own retries (three tries with backoff) then still end within a function's time.
 */
export function requestHandler(): NodeHttpHandler {
  return new NodeHttpHandler({ connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true });
}
