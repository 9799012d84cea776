// What the local engine drops from a deployment, put back; and the one of its limits that a long run would meet.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { IncreaseStreamRetentionPeriodCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { localClientConfig } from './client-config.ts';
import { requireOutput, type StackOutputs } from './deploy.ts';

// The longest that Kinesis knows: a year.
const LONGEST_RETENTION_HOURS = 8760;

/**
 * Restores the tables' time to live, as the template has it, and keeps the stream from trimming: in this engine a mapping's position
 * is an index into the list of records, so once the first are trimmed, after 24 hours, new ones would be skipped in silence.
 */
export async function restore(endpoint: string, assemblyFolder: string, outputs: StackOutputs): Promise<void> {
  const config = localClientConfig(endpoint);
  const dynamo = new DynamoDBClient(config);
  const template = JSON.parse(readFileSync(join(assemblyFolder, 'Feed.template.json'), 'utf8'));
  for (const { attribute, table } of timesToLive(template, outputs.Feed)) {
    const specification = { AttributeName: attribute, Enabled: true };
    await dynamo.send(new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification: specification }));
  }
  const kinesis = new KinesisClient(config);
  const StreamName = requireOutput(outputs.Feed, 'StreamName');
  await kinesis.send(
    new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours: LONGEST_RETENTION_HOURS }),
  );
}

interface Template {
  Resources: Record<string, { Type: string; Properties?: { TimeToLiveSpecification?: { AttributeName: string } } }>;
  Outputs: Record<string, { Value: { Ref?: string } }>;
}

/** The tables of a template that have a time to live, by the names under which they were deployed. */
function timesToLive(template: Template, outputs: Record<string, string>): { table: string; attribute: string }[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === 'AWS::DynamoDB::Table' && resource.Properties?.TimeToLiveSpecification)
    .map(([logicalId, resource]) => {
      const output = Object.entries(template.Outputs).find(([, { Value }]) => Value.Ref === logicalId);
      if (!output) throw new Error(`The table ${logicalId} has no output that tells its name`);
      return {
        table: requireOutput(outputs, output[0]),
        attribute: resource.Properties?.TimeToLiveSpecification?.AttributeName as string,
      };
    });
}
