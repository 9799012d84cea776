// Removes what a deployment protects from removal: the archive of element sets (infra/archive-stack.ts).
import { CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { DeleteTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import type { Account } from './account.ts';

/** Lets a stack be deleted. */
export async function allowRemoval({ region }: Account, StackName: string): Promise<void> {
  const client = new CloudFormationClient({ region });
  await client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }));
}

/** Deletes a table that its stack has left behind. One that is gone, or was never made, is no failure. */
export async function deleteTable({ region }: Account, TableName: string | undefined): Promise<void> {
  if (!TableName) return;
  try {
    await new DynamoDBClient({ region }).send(new DeleteTableCommand({ TableName }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}
