// A stack that knows its stage, and the names that its constructs give to things that two deployments could share.
// CloudFormation generates all other names.

import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { METRIC_NAMESPACE } from '../functions/shared/names.ts';
import type { DeploymentOptions } from './options.ts';

/** Properties of a stack that has a stage. */
export interface StagedStackProps extends StackProps, Pick<DeploymentOptions, 'stage' | 'tracing'> {}

/** A stack of one stage. */
export class StagedStack extends Stack {
  readonly stage: string | undefined;
  /** Whether X-Ray traces the functions. */
  readonly tracing: boolean;

  constructor(scope: Construct, id: string, { stage, tracing = false, ...props }: StagedStackProps) {
    super(scope, id, props);
    this.stage = stage;
    this.tracing = tracing;
  }
}

/** What people see in the console and in mails: "Subpoint", or "Subpoint staging". */
export function titleOf(scope: Construct): string {
  const stage = stageOf(scope);
  return stage ? `Subpoint ${stage}` : 'Subpoint';
}

/** CloudWatch namespace of the stage's metrics. An account and region has one space of namespaces. */
export function metricNamespaceOf(scope: Construct): string {
  const stage = stageOf(scope);
  return stage ? `${METRIC_NAMESPACE}/${stage}` : METRIC_NAMESPACE;
}

/**
 * A name for a resource of CloudFront, which has one space of names for each account, over all regions: policies,
 * functions, origin access controls. The CDK's own names for policies and origin access controls lack the region.
 * At most 64 characters, the limit of an origin access control.
 */
export function accountWideName(scope: Construct, what: string): string {
  const { stackName, region } = Stack.of(scope);
  return `${stackName}-${what}-${region}`;
}

/** Whether X-Ray traces the functions of the stack. */
export function isTraced(scope: Construct): boolean {
  const stack = Stack.of(scope);
  return stack instanceof StagedStack && stack.tracing;
}

function stageOf(scope: Construct): string | undefined {
  const stack = Stack.of(scope);
  return stack instanceof StagedStack ? stack.stage : undefined;
}
