// Findings of cdk-nag that were looked at and accepted, each beside the construct it concerns, each with its reason.

import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts one finding on a construct and on everything inside it; test/infra fails on any that is not accepted. */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
