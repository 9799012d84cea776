// SDK clients. A container makes each once.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** A DynamoDB client that takes and returns plain objects. */
export function createDocumentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: requestHandler() }));
}

export interface Timeouts {
  /** Milliseconds until a connection is open; 0 waits for ever. */
  connectionTimeout: number;
  /** Milliseconds from the request to the answer; 0 waits for ever. */
  requestTimeout: number;
}

/**
 * By default the SDK waits for an answer for ever. These services answer in some 20 ms. With two seconds the three
 * tries of the SDK still end within a function's time.
 */
export const TIMEOUTS: Timeouts = { connectionTimeout: 1000, requestTimeout: 2000 };

/** HTTP with timeouts. */
export function requestHandler(timeouts = TIMEOUTS): NodeHttpHandler {
  return new NodeHttpHandler({ ...timeouts, throwOnRequestTimeout: true });
}
