// The HTTP API: one function, which answers everything itself. Routes differ only in their limits.

import { Duration, type SecretValue } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpNoneAuthorizer, HttpStage, PayloadFormatVersion } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { COMPACT_FRAME_PATH, ENV } from '../../functions/shared/names.ts';
import { acceptNoAccessLogs, apiAccessLogs } from '../access-logs.ts';
import { acknowledge } from '../acknowledge.ts';
import { onTable } from '../function/grants.ts';
import { NodeFunction } from '../function/node-function.ts';
import { titleOf } from '../staged-stack.ts';
import { throttleRoutes } from './route-throttles.ts';

/**
 * For what is not in CloudFront's cache. The dearest question, a day of three satellites, takes the function half a
 * second, so ten a second keep five executions busy: a new account has ten for all functions, and the feed needs two.
 * No more at once either, or the first second of a flood would take all of them.
 */
const THROTTLE = { rateLimit: 10, burstLimit: 10 };

/**
 * What a page needs to open and to live, and what a monitor asks: 20 to 40 ms each. They have limits of their own, so a
 * flood of other questions does not refuse them.
 */
const CHEAP_PATHS = ['/satellites', COMPACT_FRAME_PATH, '/status'];
const CHEAP_THROTTLE = { rateLimit: 20, burstLimit: 50 };

/** What query answers from, and for which satellites. */
export interface QueryProps {
  readonly satellitesFile: string;
  readonly elementsTable: Table;
  readonly elementsArchive: Table;
  readonly trackTable: Table;
  /**
   * How many executions may run at once.
   * @default as many as the account has
   */
  readonly executions?: number;
  /** Whether requests are logged. */
  readonly accessLogs: boolean;
  /** The keys that a request must have one of; none: every request is answered. */
  readonly originKeys: readonly SecretValue[];
}

/** HTTP API, its stage, and the function behind it. */
export class Query extends Construct {
  readonly fn: NodeFunction;
  readonly api: HttpApi;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, props: QueryProps) {
    super(scope, id);

    this.fn = new NodeFunction(this, 'Function', {
      name: 'query',
      description: 'Answers the HTTP API: satellites, tracks, newest points, overpasses, status.',
      memoryMb: 1024, // it parses, serializes and compresses a day of points while the client waits
      timeout: Duration.seconds(20), // before the gateway gives up, at 30 s
      satellitesFile: props.satellitesFile,
      ...(props.executions && { maxExecutions: props.executions }),
      grants: {
        [ENV.elementsTable]: onTable(props.elementsTable, 'dynamodb:BatchGetItem'),
        [ENV.elementsArchiveTable]: onTable(props.elementsArchive, 'dynamodb:Query'),
        [ENV.trackTable]: onTable(props.trackTable, 'dynamodb:Query'),
      },
      ...(props.originKeys.length > 0 && {
        settings: { [ENV.originKeys]: props.originKeys.map((key) => key.unsafeUnwrap()).join(' ') },
      }),
    });

    const integration = new HttpLambdaIntegration('Query', this.fn, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    });
    // No corsPreflight: it would override the function's own headers. Without it, the $default route catches OPTIONS
    // too (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html), and the function answers.
    this.api = new HttpApi(this, 'Api', {
      apiName: `${titleOf(this)} API`,
      description: 'Satellites, tracks, overpasses, status',
      createDefaultStage: false, // made below, with a throttle
      defaultAuthorizer: new HttpNoneAuthorizer(),
      defaultIntegration: integration,
    });
    const cheap = CHEAP_PATHS.flatMap((path) => this.api.addRoutes({ path, methods: [HttpMethod.GET], integration }));

    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      ...(props.accessLogs && { accessLogSettings: apiAccessLogs(this, 'AccessLogs') }),
    });
    const throttles = Object.fromEntries(CHEAP_PATHS.map((path) => [`GET ${path}`, CHEAP_THROTTLE]));
    throttleRoutes(this.stage, throttles, cheap);

    acknowledge(this.api, 'AwsSolutions-APIG4', 'Public by design: the positions of satellites are for everybody.');
    if (!props.accessLogs) acceptNoAccessLogs(this.stage);
  }
}
