// SDK clients. A container makes each once.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** A DynamoDB client that takes and returns plain objects. */
export function createDocumentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: requestHandler() }));
}

/**
 * HTTP with timeouts; by default the SDK waits for an answer for ever. These services answer in some 20 ms. With two
 * seconds the three tries of the SDK still end within a function's time.
 */
export function requestHandler(): NodeHttpHandler {
  return new NodeHttpHandler({ connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true });
}
