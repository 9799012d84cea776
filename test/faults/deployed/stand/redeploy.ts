// A second deployment onto a running local AWS, as `npx cdk deploy` would be.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cdk, deploy, synthesize, templatesFolder } from '../../../../local/aws/deploy.ts';
import { UserError } from '../../../../local/machine/errors.mjs';

/**
 * Deploys, by the CDK itself.
 * @param breaks whether the deployment fails after all functions were replaced, so that CloudFormation rolls back
 */
export async function redeploy(cdk: Cdk, breaks: boolean): Promise<void> {
  await synthesize(cdk);
  if (!breaks) {
    await deploy(cdk);
    return;
  }
  breakTemplate(join(templatesFolder(cdk), 'Feed.template.json'));
  const failure = await deploy(cdk).then(
    () => new Error('The broken deployment succeeded.'),
    (error: Error) => error,
  );
  // The CDK cuts the status off there.
  if (!(failure instanceof UserError && failure.message.includes('UPDATE_ROLLBACK_COMPLET'))) throw failure;
}

interface Template {
  Resources: Record<string, { Type: string; Properties?: object; DependsOn?: string[] }>;
}

/** Adds a resource that fails, and which CloudFormation creates after all functions. */
function breakTemplate(file: string): void {
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  const functions = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  template.Resources.BrokenHandle = { Type: 'AWS::CloudFormation::WaitConditionHandle' };
  // Nobody signals it.
  template.Resources.Broken = {
    Type: 'AWS::CloudFormation::WaitCondition',
    Properties: { Handle: { Ref: 'BrokenHandle' }, Timeout: '1', Count: 1 },
    DependsOn: functions.map(([name]) => name),
  };
  writeFileSync(file, JSON.stringify(template));
}
