// The HTTP API: one route, one function, which answers everything itself.

import { Duration } from 'aws-cdk-lib';
import { HttpApi, HttpNoneAuthorizer, HttpStage, PayloadFormatVersion } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ENV } from '../../functions/shared/names.ts';
import { acknowledge } from '../acknowledge.ts';
import { onTable } from '../grants.ts';
import { NodeFunction } from '../node-function.ts';

/** What query answers from, and for which satellites. */
export interface QueryProps {
  readonly satellitesFile: string;
  readonly elementsTable: Table;
  readonly trackTable: Table;
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
      description: 'Answers the HTTP API: satellites, tracks, status.',
      memoryMb: 1024, // a day of points is parsed, sorted into JSON and compressed while somebody waits
      timeout: Duration.seconds(20), // the gateway gives up after 30 s; the function should say so itself before
      satellitesFile: props.satellitesFile,
      grants: {
        [ENV.elementsTable]: onTable(props.elementsTable, 'dynamodb:BatchGetItem'),
        [ENV.trackTable]: onTable(props.trackTable, 'dynamodb:Query'),
      },
    });

    // No corsPreflight: it would override the headers that the function sets.
    this.api = new HttpApi(this, 'Api', {
      apiName: 'Subpoint API',
      description: 'Satellites, tracks, status',
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
      // A page that opens asks four or five times, so this is twenty new pages a second; and it bounds the bill.
      throttle: { rateLimit: 100, burstLimit: 200 },
    });

    acknowledge(this.api, 'AwsSolutions-APIG4', 'Public by design: the positions of satellites are for everybody.');
    acknowledge(
      this.stage,
      'AwsSolutions-APIG1',
      'The gateway counts what it refuses in its metrics; access logs would add the addresses of viewers.',
    );
  }
}
