// The socket: a WebSocket API from server to client only, and the function that records who is connected.

import { Duration } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration, WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ENV } from '../../functions/shared/names.ts';
import { acceptNoAccessLogs, socketAccessLogs } from '../access-logs.ts';
import { acknowledge } from '../acknowledge.ts';
import { onTable } from '../function/grants.ts';
import { NodeFunction } from '../function/node-function.ts';
import { titleOf } from '../staged-stack.ts';
import { throttleRoutes } from './route-throttles.ts';

/**
 * Storing a connection takes 20 ms, so this keeps one execution busy, of the ten that a new account has. Ten thousand
 * pages reconnect in some three minutes; meanwhile they live on the API.
 */
const CONNECT_THROTTLE = { rateLimit: 50, burstLimit: 50 };

/**
 * A client has nothing to say. Messages count as the posts to viewers do, on the bill (in pieces of 32 KB) and in the
 * account's 10,000 requests a second, and a route that does not exist has no limit of its own.
 */
const MESSAGE_THROTTLE = { rateLimit: 1, burstLimit: 1 };

/** Who connects, and from where. */
export interface SocketProps {
  readonly connectionsTable: Table;
  /** Origins of the pages that may connect; empty: all. */
  readonly allowedOrigins: readonly string[];
  /** How many sockets may be open. */
  readonly maxViewers: number;
  /** Whether connections are logged. */
  readonly accessLogs: boolean;
}

/** WebSocket API, its stage, and the function behind `$connect` and `$disconnect`. */
export class Socket extends Construct {
  readonly fn: NodeFunction;
  readonly api: WebSocketApi;
  readonly stage: WebSocketStage;

  constructor(scope: Construct, id: string, { connectionsTable, allowedOrigins, maxViewers, accessLogs }: SocketProps) {
    super(scope, id);

    this.fn = new NodeFunction(this, 'Function', {
      name: 'connections',
      description: 'Records the open connections of the WebSocket API.',
      memoryMb: 512, // one write; the viewer waits for the cold start, which takes twice as long with half the memory
      timeout: Duration.seconds(10), // a write takes milliseconds, and a page retries sooner than that
      grants: {
        [ENV.connectionsTable]: onTable(
          connectionsTable,
          'dynamodb:PutItem',
          'dynamodb:DeleteItem',
          'dynamodb:GetItem',
        ),
      },
      settings: {
        [ENV.maxViewers]: String(maxViewers),
        ...(allowedOrigins.length > 0 && { [ENV.allowedOrigins]: allowedOrigins.join(' ') }),
      },
    });

    this.api = new WebSocketApi(this, 'Api', {
      apiName: `${titleOf(this)} socket`,
      description: 'New points, pushed to every open connection',
    });
    // One integration for each route: the permission to call the function is for one route only.
    const connect = this.api.addRoute('$connect', {
      integration: new WebSocketLambdaIntegration('Connect', this.fn),
    });
    this.api.addRoute('$disconnect', { integration: new WebSocketLambdaIntegration('Disconnect', this.fn) });

    // What a client sends ends in the gateway, without an answer: no code runs.
    const messages = this.api.addRoute('$default', {
      integration: new WebSocketMockIntegration('Messages', {
        templateSelectionExpression: '200',
        requestTemplates: { 200: '{"statusCode":200}' },
      }),
    });

    const logs = accessLogs ? socketAccessLogs(this, 'AccessLogs') : undefined;
    this.stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: 'live',
      autoDeploy: true,
      ...(logs && { accessLogSettings: logs.settings }),
    });
    if (logs) this.stage.node.addDependency(logs.after);
    // For the routes, not for the whole stage: fanout's posts to open connections must not count.
    throttleRoutes(this.stage, { [connect.routeKey]: CONNECT_THROTTLE, [messages.routeKey]: MESSAGE_THROTTLE }, [
      connect,
      messages,
    ]);

    acknowledge(this.api, 'AwsSolutions-APIG4', 'Public by design: the positions of satellites are for everybody.');
    if (!accessLogs) acceptNoAccessLogs(this.stage);
    acknowledge(
      this.stage,
      'Serverless-APIGWDefaultThrottling',
      'The two routes that clients choose have throttles. One for the whole stage would count posts to viewers too.',
    );
  }
}
