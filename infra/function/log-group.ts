// The log groups of a deployment.

import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** A log group that goes with its stack. */
export function logGroup(scope: Construct, id: string): LogGroup {
  return new LogGroup(scope, id, {
    retention: RetentionDays.TWO_WEEKS, // as long as the failure queues keep what the logs explain
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
