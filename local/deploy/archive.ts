// Removes what a deployment protects from removal: the archive of element sets (infra/archive-stack.ts).
import { CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { DeleteTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { UserError } from '../machine/errors.mjs';
import type { Account } from './account.ts';
import { tableStaysText } from './words.ts';

/** Lets a stack be deleted. */
export async function allowRemoval({ region }: Account, StackName: string): Promise<void> {
  const client = new CloudFormationClient({ region });
  await client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }));
}

/**
 * Deletes a table that its stack has left behind. One that is gone, or was never made, is no failure.
 * @throws UserError that names the table: nothing else does any more
 */
export async function deleteTable({ region }: Account, TableName: string | undefined): Promise<void> {
  if (!TableName) return;
  try {
    await new DynamoDBClient({ region }).send(new DeleteTableCommand({ TableName }));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return;
    throw new UserError(tableStaysText(TableName, region, (error as Error).message), { cause: error });
  }
}
