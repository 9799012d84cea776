// Runs a deployed function once.
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { abortable } from '../machine/steps.ts';
import { localClientConfig } from './client-config.ts';

const NEVER = new AbortController().signal;

/** Runs a function to its end. @throws Error with the function's message when it fails */
export async function invoke(endpoint: string, functionName: string, signal = NEVER, event = {}): Promise<void> {
  const lambda = new LambdaClient(localClientConfig(endpoint));
  const invocation = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) });
  const answer = await abortable(signal, () => lambda.send(invocation, { abortSignal: signal }));
  if (answer.FunctionError) {
    throw new Error(`${functionName} failed: ${Buffer.from(answer.Payload ?? []).toString()}`);
  }
}
