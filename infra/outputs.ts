// The outputs of a stack: what operators and local runs look for after a deployment.

import { CfnOutput, type Stack } from 'aws-cdk-lib';

/** Adds outputs, in this order. */
export function addOutputs(stack: Stack, outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) new CfnOutput(stack, name, { value });
}
