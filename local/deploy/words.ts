// What deploy and destroy say. Pure.
import type { Account, StackState } from './account.ts';

/** Before anything is touched: what goes where. */
export function whereText(
  { id, arn, region }: Account,
  stage: string | undefined,
  endpoints: readonly string[] = [],
): string {
  return [
    `  account  ${id} (${arn})`,
    `  region   ${region}`,
    `  stage    ${stage ?? 'the default stage'}`,
    ...endpoints.map((endpoint) => `  endpoint ${endpoint}`),
  ].join('\n');
}

/** What the status of a stack means. NAME is the name of the stack. */
const MEANINGS: [RegExp, string][] = [
  [/^(CREATE|UPDATE|IMPORT)_COMPLETE$/, 'it works'],
  [/^UPDATE_ROLLBACK_COMPLETE$/, 'the version before works'],
  [/^ROLLBACK_COMPLETE$/, 'nothing of it is there; the next deployment makes it again'],
  [
    /^(CREATE|UPDATE|ROLLBACK|UPDATE_ROLLBACK|DELETE).*_IN_PROGRESS$/,
    'CloudFormation is still at work: wait until it has ended',
  ],
  [
    /^UPDATE_ROLLBACK_FAILED$/,
    'CloudFormation could not go back: aws cloudformation continue-update-rollback --stack-name NAME',
  ],
  [/^DELETE_FAILED$/, 'a part of it could not be deleted'],
  [/_FAILED$/, 'it is incomplete; the next deployment tries again'],
];

/** What is there, a line for each stack. */
export function stacksText(all: readonly string[], there: readonly StackState[]): string {
  const width = Math.max(...all.map((name) => name.length));
  const lines = all.map((name) => {
    const stack = there.find((each) => each.name === name);
    const status = stack ? stack.status : 'not there';
    const meaning = stack && MEANINGS.find(([pattern]) => pattern.test(status))?.[1];
    return `  ${name.padEnd(width)}  ${status}${meaning ? `: ${meaning.replace('NAME', name)}` : ''}`;
  });
  return lines.join('\n');
}

/** After a step that failed half way: what is there now, why, and what to do next. */
export function failureText(
  step: string,
  all: readonly string[],
  there: readonly StackState[],
  reasons: readonly string[],
  again: string,
): string {
  const why = reasons.length > 0 ? `\n\nWhy:\n${reasons.map((reason) => `  ${reason}`).join('\n')}` : '';
  return (
    `${step} failed. What is there now:\n\n${stacksText(all, there)}${why}\n\n` +
    `Next: mend the cause, then run ${again} again; it goes on where this one ended.\n` +
    'Read docs/operations.md#a-bad-deployment.'
  );
}

/** What destroy deletes. */
export function lossText(withArchive: boolean): string {
  const data = 'points, current elements, and the messages in both queues';
  return withArchive
    ? `All data is deleted: ${data}, and the archive of all element sets, which no source gives back.`
    : `All data is deleted: ${data}. The archive of element sets stays.`;
}

/**
 * When destroy finds nothing else.
 * @param options of the command that removes it, each with a space after it
 */
export function onlyArchiveText(name: string, options = ''): string {
  return `Only the archive of element sets is there (${name}). The next deployment goes on with it. To remove it too: npm run destroy -- ${options}--with-archive`;
}

/** What stays of the archive, in two lines. */
export function archiveRemainsText(name: string, options = ''): string[] {
  return [
    `the stack ${name}, with all element sets: the next deployment goes on with it.`,
    `  To remove it too: npm run destroy -- ${options}--with-archive`,
  ];
}

/** When the table of the archive has lost its stack, and could not be deleted. */
export function tableStaysText(table: string, region: string, reason: string): string {
  return `All stacks are removed, but not the table of the archive, ${table} (${reason}). Delete it: aws dynamodb delete-table --table-name ${table} --region ${region}`;
}

/**
 * What destroy leaves behind, and how to remove that too.
 * @param archive name of the archive's stack, if it stays
 */
export function remainsText({ id, region }: Account, archive?: string): string {
  return [
    'What remains:',
    ...(archive
      ? [...archiveRemainsText(archive).map((line) => `  ${line}`), '    It costs less than a cent a month.']
      : []),
    `  the stack CDKToolkit of account ${id} in ${region}, with its bucket of uploaded files: other CDK apps may use it`,
    '  log groups of functions that the CDK adds to a deployment, if any:',
    `    aws logs describe-log-groups --log-group-name-prefix /aws/lambda/Subpoint --region ${region}`,
    'Wait two hours before you deploy again: the new system does not know when the source of elements was last asked.',
  ].join('\n');
}
