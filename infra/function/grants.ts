// What a function uses: the value of the environment variable
// that names the resource, together with the least grant on it.

import type { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** A resource as one function sees it. */
export interface ResourceGrant {
  /** Value of the environment variable. */
  readonly value: string;
  readonly grantTo: (grantee: IGrantable) => void;
}

/** These actions on a table; the variable holds its name. */
export function onTable(table: Table, ...actions: `dynamodb:${string}`[]): ResourceGrant {
  // Not table.grant, which would include the indexes.
  const resourceArns = [table.tableArn];
  return { value: table.tableName, grantTo: (grantee) => Grant.addToPrincipal({ grantee, actions, resourceArns }) };
}

/** These actions on an index of a table, and none on the table itself, whose name the variable holds. */
export function onIndex(table: Table, indexName: string, ...actions: `dynamodb:${string}`[]): ResourceGrant {
  const resourceArns = [`${table.tableArn}/index/${indexName}`];
  return { value: table.tableName, grantTo: (grantee) => Grant.addToPrincipal({ grantee, actions, resourceArns }) };
}

/** These actions on a stream; the variable holds its name. */
export function onStream(stream: IStream, ...actions: `kinesis:${string}`[]): ResourceGrant {
  return { value: stream.streamName, grantTo: (grantee) => stream.grant(grantee, ...actions) };
}

/** These actions on a queue; the variable holds its address. */
export function onQueue(queue: IQueue, ...actions: `sqs:${string}`[]): ResourceGrant {
  return { value: queue.queueUrl, grantTo: (grantee) => queue.grant(grantee, ...actions) };
}

/** Starts a function; the variable holds its name. */
export function onFunction(fn: IFunction): ResourceGrant {
  const actions = ['lambda:InvokeFunction'];
  // Not fn.grantInvoke, which would include its versions.
  const resourceArns = [fn.functionArn];
  return { value: fn.functionName, grantTo: (grantee) => Grant.addToPrincipal({ grantee, actions, resourceArns }) };
}

/** Posts to the open connections of a stage; the variable holds the address that they go to. */
export function onConnections(api: WebSocketApi, stage: WebSocketStage, callbackUrl: string): ResourceGrant {
  const actions = ['execute-api:ManageConnections'];
  const resourceArns = [api.arnForExecuteApiV2('POST/@connections/*', stage.stageName)];
  return {
    value: callbackUrl,
    grantTo: (grantee) => Grant.addToPrincipal({ grantee, actions, resourceArns }),
  };
}
