// Restores what the local engine drops from a deployment, and lifts a limit of the engine that a long run would reach.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { IncreaseStreamRetentionPeriodCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { localClientConfig } from './client-config.ts';
import { requireOutput, type StackOutputs } from './deploy.ts';

// A year: the maximum of Kinesis.
const MAX_RETENTION_HOURS = 8760;

/**
 * Restores the tables' time to live from the template, and keeps the stream from trimming. In MiniStack the position
 * of an event source mapping is an index into the list of records:
 * after the first trimming, after 24 hours, it would silently skip new records. An engine that `npm start` starts trims
 * them without that, whatever the retention says (ministack-with-options.py).
 */
export async function restore(endpoint: string, templates: string, outputs: StackOutputs): Promise<void> {
  const config = localClientConfig(endpoint);
  const dynamo = new DynamoDBClient(config);
  const template = JSON.parse(readFileSync(join(templates, 'Feed.template.json'), 'utf8'));
  for (const { attribute, table } of timesToLive(template, outputs.Feed)) {
    const specification = { AttributeName: attribute, Enabled: true };
    await dynamo.send(new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification: specification }));
  }
  const kinesis = new KinesisClient(config);
  const StreamName = requireOutput(outputs.Feed, 'StreamName');
  await kinesis.send(
    new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours: MAX_RETENTION_HOURS }),
  );
}

interface Template {
  Resources: Record<string, { Type: string; Properties?: { TimeToLiveSpecification?: { AttributeName: string } } }>;
  Outputs: Record<string, { Value: { Ref?: string } }>;
}

/** The tables of a template that have a time to live, by their deployed names. */
function timesToLive(template: Template, outputs: Record<string, string>): { table: string; attribute: string }[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === 'AWS::DynamoDB::Table' && resource.Properties?.TimeToLiveSpecification)
    .map(([logicalId, resource]) => {
      const output = Object.entries(template.Outputs).find(([, { Value }]) => Value.Ref === logicalId);
      if (!output) throw new Error(`The table ${logicalId} has no output with its name`);
      return {
        table: requireOutput(outputs, output[0]),
        attribute: resource.Properties?.TimeToLiveSpecification?.AttributeName as string,
      };
    });
}
