// Deploys to an emulator on this machine, and removes from it, in the same steps as on AWS.
import { CELESTRAK_URL } from '../../functions/shared/names.ts';
import { mistakeIn, SATELLITES_FILE } from '../../infra/satellites.ts';
import { stackNames } from '../../infra/stack-names.ts';
import { deployedStacks, removeSystem } from '../aws/remove.ts';
import { startSystem } from '../aws/system.ts';
import { identify } from '../emulator/emulator.ts';
import { UserError } from '../machine/errors.mjs';
import { showStep } from '../machine/steps.ts';
import { confirm, requireTerminal } from './ask.ts';
import { type DestroyWishes, untilLive, type Wishes } from './on-aws.ts';
import { archiveRemainsText, onlyArchiveText } from './words.ts';

// The options that a local system knows.
const KNOWN = ['satellites', 'elementsUrl'];

/** @returns the address of the page, when it is live */
export async function deployToEndpoint(endpoint: string, wishes: Wishes, signal: AbortSignal): Promise<string> {
  if (!wishes.yes) requireTerminal();
  const given = new Map(wishes.context.map((option) => option.split(/=(.*)/) as [string, string]));
  const unknown = [...given.keys()].filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0) {
    throw new UserError(`A local system has no option ${unknown.join(', ')}. It knows ${KNOWN.join(' and ')}.`);
  }
  const satellitesFile = given.get('satellites') ?? SATELLITES_FILE;
  const mistake = mistakeIn(satellitesFile);
  if (mistake) throw new UserError(mistake);
  const emulator = await identify(endpoint, signal);
  const there = await deployedStacks(endpoint);
  console.log(`Deploy Subpoint to\n\n  endpoint ${endpoint} (${emulator.name})\n`);
  if (there.length > 0) console.log(`A system is there already and will be updated: ${there.join(', ')}.\n`);
  await confirm(`Deploy it to ${endpoint}?`, wishes.yes, signal);
  const elementsUrl = given.get('elementsUrl') ?? CELESTRAK_URL;
  const options = { at: { endpoint }, elementsUrl, satellitesFile, signal, onStep: showStep };
  const system = await startSystem(options).catch(async (error: Error) => {
    signal.throwIfAborted();
    throw await halfWay(endpoint, error);
  });
  try {
    const { pageUrl: PageUrl, apiUrl: ApiUrl, socketUrl: SocketUrl } = system.addresses;
    const problem = await untilLive({ PageUrl, ApiUrl, SocketUrl }, signal);
    if (problem)
      throw new UserError(`It is deployed, but ${problem} Look at each part: npm run doctor -- --endpoint ${endpoint}`);
    return PageUrl;
  } finally {
    // The system stays; only files of this run go.
    await system.stop();
  }
}

/** The error of a deployment that ended half way: what is there now, and what to do next. */
async function halfWay(endpoint: string, error: Error): Promise<Error> {
  if (!(error instanceof UserError)) return error;
  const there = await deployedStacks(endpoint).catch(() => []);
  const now = there.length > 0 ? `There is now: ${there.join(', ')}.` : 'Nothing is there.';
  return new UserError(
    `${error.message}\n\n${now} Run it again, or remove what is there: npm run destroy -- --endpoint ${endpoint}`,
    { cause: error },
  );
}

/** Deletes the stacks. The archive of element sets stays, unless it is named. */
export async function destroyOnEndpoint(endpoint: string, wishes: DestroyWishes, signal: AbortSignal): Promise<void> {
  if (!wishes.yes) requireTerminal();
  const { withArchive } = wishes;
  const { archive } = stackNames();
  const emulator = await identify(endpoint, signal);
  const there = await deployedStacks(endpoint);
  const removed = there.filter((name) => withArchive || name !== archive);
  const options = `--endpoint ${endpoint} `;
  console.log(`Remove Subpoint from\n\n  endpoint ${endpoint} (${emulator.name})\n`);
  if (there.length === 0) throw new UserError(`No system is deployed at ${endpoint}.`);
  if (removed.length === 0) throw new UserError(onlyArchiveText(archive, options));
  await confirm(`Remove ${removed.join(', ')} with all data?`, wishes.yes, signal);
  await removeSystem(endpoint, { keepArchive: !withArchive });
  const remains = ['the stack CDKToolkit, with its bucket of uploaded files'];
  if (removed.length < there.length) remains.unshift(...archiveRemainsText(archive, options));
  console.log(`Removed. What remains:\n\n${remains.map((line) => `  ${line}`).join('\n')}`);
}
