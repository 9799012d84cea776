// Accepts a finding of cdk-nag, with the reason, beside the construct that it concerns.

import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts one finding on a construct and on everything inside it. Every other finding fails the synthesis for AWS
 * (infra/app.ts) and test/infra/nag.test.ts.
 */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
