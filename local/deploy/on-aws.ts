// Deploys to an account of AWS and removes from it, step by step: what is checked, asked, done, and awaited.
import { setTimeout as wait } from 'node:timers/promises';
import { stackNames } from '../../infra/stack-names.ts';
import { isWhole } from '../doctor/facts.ts';
import { readPage, readStatus } from '../doctor/read-viewers.ts';
import { UserError } from '../machine/errors.mjs';
import { type Account, failuresIn, findAccount, findStacks, requireBootstrap } from './account.ts';
import { allowRemoval, deleteTable } from './archive.ts';
import { confirm, requireTerminal } from './ask.ts';
import { runCdk } from './cdk.ts';
import { endpointsIn, settleProfile, stageOf } from './settings.ts';
import { failureText, lossText, onlyArchiveText, remainsText, stacksText, whereText } from './words.ts';

/** What the command line says. */
export interface Wishes {
  readonly region: string | undefined;
  /** Context options of the CDK, each NAME=VALUE. */
  readonly context: readonly string[];
  /** Nobody is asked. */
  readonly yes: boolean;
}

// The first tick comes within a minute; a new distribution of CloudFront answers within some minutes.
const LIVE_WITHIN_MS = 15 * 60_000;
const LOOK_EVERY_MS = 5000;

/**
 * Deploys all stacks, after the account is checked, the changes are shown and a person has agreed.
 * @returns the address of the page, when it is live
 * @throws UserError when a step fails: what is there then, and what to do next
 */
export async function deployToAws(wishes: Wishes, signal: AbortSignal): Promise<string> {
  const { account, stage, names, cdk } = await prepare(wishes, 'Deploy Subpoint to', signal);
  console.log('\nWhat changes:\n');
  // By the templates: a change set would already be written into the account.
  if (!(await cdk('diff', '--method', 'template')))
    throw new UserError('The changes could not be computed. Nothing was changed.');
  signal.throwIfAborted();
  await confirm(`\nDeploy this to account ${account.id} in ${account.region}?`, wishes.yes, signal);

  // The CDK deletes a stack that could not be made and makes it again, but not one that is protected.
  const archive = (await findStacks(account, stage)).find(({ name }) => name === stackNames(stage).archive);
  if (archive && /^ROLLBACK_(COMPLETE|FAILED)$/.test(archive.status)) await allowRemoval(account, archive.name);

  const again = `npm run deploy${optionsText(wishes)}`;
  const deployed = await cdk('deploy', '--all', '--require-approval', 'never');
  if (!deployed) throw await halfWay('The deployment', { account, stage, names, again }, signal);
  signal.throwIfAborted();

  const outputs = Object.assign({}, ...(await findStacks(account, stage)).map((stack) => stack.outputs));
  console.log('\nWaiting until the feed is complete and the page is live.');
  const problem = await untilLive(outputs, signal);
  if (problem) {
    throw new UserError(
      `Everything is deployed, but after ${LIVE_WITHIN_MS / 60_000} minutes ${problem} Look at each part: npm run doctor -- --stack ${stackNames(stage).feed} --region ${account.region}`,
    );
  }
  return outputs.PageUrl;
}

/** What the command line of destroy says. */
export interface DestroyWishes extends Wishes {
  /** Whether the archive of element sets is removed too. */
  readonly withArchive: boolean;
}

/**
 * Deletes the stacks of a stage, after a person has agreed. The archive of element sets stays, unless it is named.
 * @throws UserError when a stack stays: what is there then, and what to do next
 */
export async function destroyOnAws(wishes: DestroyWishes, signal: AbortSignal): Promise<void> {
  const { account, stage, names, cdk } = await prepare(wishes, 'Remove Subpoint from', signal);
  const { withArchive } = wishes;
  const there = await findStacks(account, stage);
  console.log(`\n${stacksText(names, there)}\n`);
  const archive = there.find(({ name }) => name === stackNames(stage).archive);
  if (there.length === 0) throw new UserError('There is nothing to remove. Check account, region and stage.');
  if (archive && there.length === 1 && !withArchive) throw new UserError(onlyArchiveText(archive.name));
  await confirm(
    `${lossText(withArchive)} Remove it from account ${account.id} in ${account.region}?`,
    wishes.yes,
    signal,
  );
  if (archive && withArchive) await allowRemoval(account, archive.name);
  // By their ids in the app: of what is named, the CDK also destroys what depends on it, and the archive on nothing.
  const destroyed = await cdk('destroy', ...(withArchive ? ['--all'] : ['Feed', 'Page', 'Operations']), '--force');
  if (!destroyed) {
    const again = `npm run destroy${optionsText(wishes)}${withArchive ? ' --with-archive' : ''}`;
    throw await halfWay('The removal', { account, stage, names, again }, signal);
  }
  if (archive && withArchive) await deleteTable(account, archive.outputs.ElementsArchiveTableName);
  const kept = withArchive ? undefined : archive;
  console.log(`\nRemoved.\n\n${remainsText(account, kept?.name)}`);
}

/** Checks credentials, region and bootstrap, and shows where it would go. Nothing is changed. */
async function prepare({ region, context, yes }: Wishes, what: string, signal: AbortSignal) {
  if (!yes) requireTerminal();
  settleProfile(process.env);
  const account = await findAccount(region);
  const stage = stageOf(context);
  console.log(`${what}\n\n${whereText(account, stage, endpointsIn(process.env))}`);
  await requireBootstrap(account);
  // The stage is always passed on: what was shown is what happens.
  const options = [...context, `stage=${stage ?? ''}`].flatMap((option) => ['-c', option]);
  return {
    account,
    stage,
    names: Object.values(stackNames(stage)),
    cdk: (command: string, ...args: string[]) => runCdk([command, ...args, ...options], account.region, signal),
  };
}

interface Step {
  readonly account: Account;
  readonly stage: string | undefined;
  readonly names: readonly string[];
  /** The command to run again. */
  readonly again: string;
}

/** The error of a step that ended half way. After Ctrl-C it is printed here, since CloudFormation goes on by itself. */
async function halfWay(step: string, { account, stage, names, again }: Step, signal: AbortSignal): Promise<UserError> {
  const there = await findStacks(account, stage);
  const unwell = there.filter(({ status }) => !isWhole(status));
  const reasons = (await Promise.all(unwell.map(({ name }) => failuresIn(account, name)))).flat();
  const text = failureText(step, names, there, reasons, again);
  if (signal.aborted) console.error(`\n${text}`);
  return new UserError(text);
}

/** Waits for a whole feed and a live page. Returns what is still wrong at the end, as the end of a sentence. */
export async function untilLive(
  outputs: Readonly<Record<string, string>>,
  signal: AbortSignal,
  limits = { withinMs: LIVE_WITHIN_MS, everyMs: LOOK_EVERY_MS },
): Promise<string | undefined> {
  const { PageUrl: pageUrl = '', ApiUrl: apiUrl = '', SocketUrl: socketUrl = '' } = outputs;
  const deadlineMs = Date.now() + limits.withinMs;
  for (;;) {
    const [api, page] = await Promise.all([readStatus({ apiUrl }), readPage({ pageUrl, apiUrl, socketUrl })]);
    const [problem] = [api, page].flatMap((read) =>
      'error' in read
        ? [read.error]
        : read.value
            .filter((answer) => answer.status !== 200 || answer.problem)
            .map(({ url, status, problem: why }) => `${url} answers ${status}${why ? ` (${why})` : ''}.`),
    );
    if (!problem) return undefined;
    if (Date.now() > deadlineMs) return problem;
    await wait(limits.everyMs, undefined, { signal });
  }
}

function optionsText({ region, context }: Wishes): string {
  const options = [...(region ? [`--region ${region}`] : []), ...context.map((option) => `-c ${option}`)];
  return options.length > 0 ? ` -- ${options.join(' ')}` : '';
}
