// The HTTP API: one route, one function, which answers everything itself.

import { Duration, type SecretValue } from 'aws-cdk-lib';
import { HttpApi, HttpNoneAuthorizer, HttpStage, PayloadFormatVersion } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ENV } from '../../functions/shared/names.ts';
import { apiAccessLogs, NO_ACCESS_LOGS } from '../access-logs.ts';
import { acknowledge } from '../acknowledge.ts';
import { onTable } from '../grants.ts';
import { NodeFunction } from '../node-function.ts';
import { titleOf } from '../staged-stack.ts';

/** What query answers from, and for which satellites. */
export interface QueryProps {
  readonly satellitesFile: string;
  readonly elementsTable: Table;
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
        [ENV.trackTable]: onTable(props.trackTable, 'dynamodb:Query'),
      },
      ...(props.originKeys.length > 0 && {
        settings: { [ENV.originKeys]: props.originKeys.map((key) => key.unsafeUnwrap()).join(' ') },
      }),
    });

    // No corsPreflight: it would override the function's own headers. Without it, the $default route catches OPTIONS
    // too (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html), and the function answers.
    this.api = new HttpApi(this, 'Api', {
      apiName: `${titleOf(this)} API`,
      description: 'Satellites, tracks, overpasses, status',
      createDefaultStage: false, // made below, with a throttle
      defaultAuthorizer: new HttpNoneAuthorizer(),
      defaultIntegration: new HttpLambdaIntegration('Query', this.fn, {
        payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      }),
    });

    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // For what is not in CloudFront's cache. A day of points takes the function 0.15 s, so fifty a second keep at most
      // eight executions busy: a new account has ten for all functions, and the feed needs two. It also limits the bill.
      throttle: { rateLimit: 50, burstLimit: 50 },
      ...(props.accessLogs && { accessLogSettings: apiAccessLogs(this, 'AccessLogs') }),
    });

    acknowledge(this.api, 'AwsSolutions-APIG4', 'Public by design: the positions of satellites are for everybody.');
    if (!props.accessLogs)
      for (const id of ['AwsSolutions-APIG1', 'Serverless-APIGWAccessLogging'])
        acknowledge(this.stage, id, NO_ACCESS_LOGS);
  }
}
