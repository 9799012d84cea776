// What deploy and destroy say, and that they refuse before anything is changed.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failuresOf } from '../../../local/deploy/account.ts';
import {
  failureText,
  lossText,
  onlyArchiveText,
  remainsText,
  stacksText,
  tableStaysText,
  whereText,
} from '../../../local/deploy/words.ts';

const ACCOUNT = { id: '111122223333', arn: 'arn:aws:iam::111122223333:user/me', region: 'eu-central-1' };
const NAMES = ['SubpointFeed', 'SubpointPage', 'SubpointOperations'];

test('where it goes: account, region and stage', () => {
  expect(whereText(ACCOUNT, undefined)).toBe(
    [
      '  account  111122223333 (arn:aws:iam::111122223333:user/me)',
      '  region   eu-central-1',
      '  stage    the default stage',
    ].join('\n'),
  );
  expect(whereText(ACCOUNT, 'staging')).toContain('stage    staging');
});

test('a deployment that failed half way: what is there, why, what to do', () => {
  const there = [
    { name: 'SubpointFeed', status: 'UPDATE_COMPLETE', outputs: {} },
    { name: 'SubpointPage', status: 'UPDATE_ROLLBACK_COMPLETE', outputs: {} },
  ];
  const why = ['DistributionX: The certificate is in another region'];

  expect(failureText('The deployment', NAMES, there, why, 'npm run deploy -- -c stage=staging')).toBe(
    [
      'The deployment failed. What is there now:',
      '',
      '  SubpointFeed        UPDATE_COMPLETE: it works',
      '  SubpointPage        UPDATE_ROLLBACK_COMPLETE: the version before works',
      '  SubpointOperations  not there',
      '',
      'Why:',
      '  DistributionX: The certificate is in another region',
      '',
      'Next: mend the cause, then run npm run deploy -- -c stage=staging again; it goes on where this one ended.',
      'Read docs/operations.md#a-bad-deployment.',
    ].join('\n'),
  );
});

test('why a deployment failed: the first failures of the newest one, without those that only follow', () => {
  const event = (
    LogicalResourceId: string,
    ResourceStatus: 'UPDATE_FAILED' | 'UPDATE_IN_PROGRESS',
    reason?: string,
  ) => ({
    StackId: 'id',
    EventId: 'id',
    StackName: 'SubpointPage',
    Timestamp: new Date(0),
    LogicalResourceId,
    ResourceStatus,
    ResourceStatusReason: reason,
  });
  const events = [
    event('SubpointPage', 'UPDATE_FAILED', 'The following resource(s) failed to update: [Headers, Bucket].'),
    event('Bucket', 'UPDATE_FAILED', 'Resource update cancelled'),
    event('Headers', 'UPDATE_FAILED', 'A policy with this name exists'),
    event('Headers', 'UPDATE_IN_PROGRESS'),
    event('SubpointPage', 'UPDATE_IN_PROGRESS', 'User Initiated'),
    event('Headers', 'UPDATE_FAILED', 'a failure of the deployment before'),
    event('SubpointPage', 'UPDATE_IN_PROGRESS', 'User Initiated'),
  ];

  expect(failuresOf(events, 'SubpointPage')).toEqual(['Headers: A policy with this name exists']);
});

test.for([
  ['ROLLBACK_COMPLETE', 'nothing of it is there; the next deployment makes it again'],
  ['UPDATE_IN_PROGRESS', 'CloudFormation is still at work: wait until it has ended'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'CloudFormation is still at work: wait until it has ended'],
  [
    'UPDATE_ROLLBACK_FAILED',
    'CloudFormation could not go back: aws cloudformation continue-update-rollback --stack-name SubpointFeed',
  ],
  ['CREATE_FAILED', 'it is incomplete; the next deployment tries again'],
  ['DELETE_FAILED', 'a part of it could not be deleted'],
] as const)('a stack that is %s', ([status, meaning]) => {
  expect(stacksText(['SubpointFeed'], [{ name: 'SubpointFeed', status, outputs: {} }])).toBe(
    `  SubpointFeed  ${status}: ${meaning}`,
  );
});

test('what a removal deletes: the archive of element sets only when it is named', () => {
  expect(lossText(false)).toMatch(/The archive of element sets stays\.$/);
  expect(lossText(true)).toContain('the archive of all element sets, which no source gives back');
});

test('a removal says how to remove the archive that stays', () => {
  expect(remainsText(ACCOUNT, 'SubpointArchive-staging')).toMatch(
    /the stack SubpointArchive-staging.*\n.*npm run destroy -- --with-archive/,
  );
  expect(remainsText(ACCOUNT)).not.toContain('Archive');
  expect(onlyArchiveText('SubpointArchive')).toContain('npm run destroy -- --with-archive');
  expect(onlyArchiveText('SubpointArchive', '--endpoint URL ')).toMatch(
    /npm run destroy -- --endpoint URL --with-archive$/,
  );
});

test('a table that has lost its stack and could not be deleted is named', () => {
  expect(tableStaysText('SubpointArchive-Elements1', 'eu-central-1', 'denied')).toMatch(
    /denied.*aws dynamodb delete-table --table-name SubpointArchive-Elements1 --region eu-central-1$/,
  );
});

test('what a removal leaves behind', () => {
  expect(remainsText(ACCOUNT)).toContain('the stack CDKToolkit of account 111122223333 in eu-central-1');
});

/** Runs a command without a terminal. */
function run(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const options = { cwd: join(import.meta.dirname, '../../..'), env: { PATH: process.env.PATH, ...env } };
    const child = execFile(process.execPath, [file, ...args], options, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
    child.stdin?.end();
  });
}

// Without these, the SDK looks for credentials in profiles and at the address of an instance's role.
const NOBODY = {
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

test.for(['local/deploy.ts', 'local/destroy.ts'])('%s: no terminal, no region, no credentials', async (file) => {
  expect(await run(file, [], NOBODY)).toEqual({
    code: 1,
    output: '\nThere is no terminal to ask before something is changed. Add --yes if nobody needs to be asked.\n',
  });
  expect(await run(file, ['--yes'], NOBODY)).toEqual({
    code: 1,
    output: '\nNo region is set. Add --region, such as --region eu-central-1, or set AWS_REGION.\n',
  });
  const { code, output } = await run(file, ['--yes', '--region', 'eu-central-1'], NOBODY);
  expect(code).toBe(1);
  expect(output).toContain('No credentials work (CredentialsProviderError:');
  expect(output).toContain('Log in (aws sso login, or aws configure), or set AWS_PROFILE.');
});
