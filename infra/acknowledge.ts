// Accepts a finding of cdk-nag, with the reason, beside the construct that it concerns.

import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts one finding on a construct and on everything inside it. test/infra/nag.test.ts fails on every other finding.
 */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
