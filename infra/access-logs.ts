// Access logs, an option: what was asked of page, API and sockets, and how it ended. No log has an address of a viewer,
// and none has parameters, which may be the place of one.

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat, CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { type IAccessLogSettings, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  CfnDelivery,
  CfnDeliveryDestination,
  CfnDeliverySource,
  type LogGroup,
  ResourcePolicy,
} from 'aws-cdk-lib/aws-logs';
import type { Construct, IConstruct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { logGroup } from './function/log-group.ts';

/** Why there are none by default. */
export const NO_ACCESS_LOGS =
  'Access logs are an option (-c accessLogs=true). Metrics count requests, refusals and errors without.';

/** Of requests to the HTTP API: those that CloudFront does not answer itself. */
const API_FIELDS = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  error: '$context.error.message',
};

/** Of sockets that open, close, or are refused, also by the throttle, before any code runs. */
const SOCKET_FIELDS = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  event: '$context.eventType',
  connectionId: '$context.connectionId',
  status: '$context.status',
  userAgent: '$context.identity.userAgent',
  error: '$context.error.message',
};

/**
 * Of requests to CloudFront. Country and network are CloudFront's own, and say where a flood is from. Neither c-ip nor
 * x-forwarded-for, and no cs-uri-query
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html).
 */
const PAGE_FIELDS = [
  ...['date', 'time', 'x-edge-location', 'cs-method', 'cs-uri-stem', 'sc-status', 'sc-bytes', 'time-taken'],
  ...['x-edge-result-type', 'cs(Referer)', 'cs(User-Agent)', 'c-country', 'asn'],
];

/** Access logs of the HTTP API. */
export function apiAccessLogs(scope: Construct, id: string): IAccessLogSettings {
  return settings(logGroup(scope, id), API_FIELDS);
}

/** Accepts the findings about a stage without access logs. */
export function acceptNoAccessLogs(stage: IConstruct): void {
  for (const id of ['AwsSolutions-APIG1', 'Serverless-APIGWAccessLogging']) acknowledge(stage, id, NO_ACCESS_LOGS);
}

/** Access logs of the sockets, and what they must wait for. */
export function socketAccessLogs(scope: Construct, id: string): { settings: IAccessLogSettings; after: Construct } {
  // WebSocket APIs log in a role of the whole account and region. It stays: another API may have come to need it.
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
  });
  acknowledge(
    role,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    'API Gateway checks that the role of the account has what this policy of AWS has.',
  );
  const account = new CfnAccount(scope, `${id}Account`, { cloudWatchRoleArn: role.roleArn });
  for (const kept of [role, account]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return { settings: settings(logGroup(scope, id), SOCKET_FIELDS), after: account };
}

/** Access logs of CloudFront, whose deliveries AWS keeps in us-east-1. */
export function pageAccessLogs(scope: Construct, id: string, distribution: Distribution): void {
  const { account, stackName, partition } = Stack.of(scope);
  const logs = logGroup(scope, id);
  const name = `${stackName}-${id}`;
  // The account and region has one space of names for these policies.
  const policy = new ResourcePolicy(scope, `${id}Policy`, {
    resourcePolicyName: name,
    policyStatements: [
      new PolicyStatement({
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logs.logGroupArn],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    ],
  });
  const source = new CfnDeliverySource(scope, `${id}Source`, {
    name,
    logType: 'ACCESS_LOGS',
    resourceArn: `arn:${partition}:cloudfront::${account}:distribution/${distribution.distributionId}`,
  });
  const destination = new CfnDeliveryDestination(scope, `${id}Destination`, {
    name,
    destinationResourceArn: logs.logGroupArn,
    outputFormat: 'json',
  });
  const delivery = new CfnDelivery(scope, `${id}Delivery`, {
    deliverySourceName: source.name,
    deliveryDestinationArn: destination.attrArn,
    recordFields: PAGE_FIELDS,
  });
  delivery.addDependency(source);
  // Without it the delivery is refused.
  delivery.node.addDependency(policy);
}

function settings(logs: LogGroup, fields: Readonly<Record<string, string>>): IAccessLogSettings {
  return {
    destination: new LogGroupLogDestination(logs),
    format: AccessLogFormat.custom(JSON.stringify(fields)),
  };
}
