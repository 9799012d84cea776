// The account that a deployment goes to, read from a local AWS as from the real one.
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { beforeEach, expect, inject, onTestFinished, test, vi } from 'vitest';
import { findAccount, findStacks, requireBootstrap } from '../../../local/deploy/account.ts';

const endpoint = inject('endpoint');

// As a developer's environment names an account.
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', '111122223333');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  return () => vi.unstubAllEnvs();
});

/** A stack with one output. */
async function aStack(StackName: string, output: string, Value: string): Promise<void> {
  const TemplateBody = JSON.stringify({
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    Outputs: { [output]: { Value } },
  });
  const inAccount = new CloudFormationClient({ region: 'eu-central-1' });
  await inAccount.send(new CreateStackCommand({ StackName, TemplateBody }));
  onTestFinished(async () => {
    await inAccount.send(new DeleteStackCommand({ StackName }));
  });
}

test('account, caller and region', async () => {
  expect(await findAccount('eu-central-1')).toEqual({
    id: '111122223333',
    arn: expect.stringContaining('111122223333'),
    region: 'eu-central-1',
  });
});

test('an account that is not prepared for the CDK, one that is too old, and one that is ready', async () => {
  const account = await findAccount('eu-central-1');

  await expect(requireBootstrap(account)).rejects.toThrow(
    'Account 111122223333 is not prepared for the CDK in eu-central-1. It needs a bucket for files and roles, once for each region: npx cdk bootstrap aws://111122223333/eu-central-1',
  );

  await aStack('CDKToolkit', 'BootstrapVersion', '5');
  await expect(requireBootstrap(account)).rejects.toThrow('has version 5; 6 or later is needed');
});

test('the stacks of a stage, in the order of the flow', async () => {
  const account = await findAccount('eu-central-1');
  await aStack('SubpointPage-test', 'PageUrl', 'https://d1.cloudfront.net/');

  expect(await findStacks(account, 'test')).toEqual([
    { name: 'SubpointPage-test', status: 'CREATE_COMPLETE', outputs: { PageUrl: 'https://d1.cloudfront.net/' } },
  ]);
});
