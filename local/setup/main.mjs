// Installs what is missing, then runs a script of the project: `node local/setup/main.mjs SCRIPT [ARGUMENT ...]`.
// An older Node (20 or later) runs the files of this folder,
// before the project's Node is installed: plain JavaScript, no packages.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../machine/errors.mjs';
import { ROOT } from '../machine/folders.mjs';
import { withoutAwsSettings } from '../machine/loopback.mjs';
import { exitCodeOf } from '../machine/signals.mjs';
import { helpText, readArguments, wantsHelp } from './arguments.mjs';
import { COMMANDS } from './commands.mjs';
import { exclusively } from './lock.mjs';
import { installPackages, packagesMatchLock } from './packages.mjs';
import { installPython, pythonMatches } from './python.mjs';
import { interrupted, passSignalsOn, run } from './run.mjs';

const OLDEST_NODE = 20;
const PROJECT_NODE = 24;
// npm installs it on Linux.
const INSTALLED_NODE = join(ROOT, 'node_modules', '.bin', 'node');

const nodeMajor = Number(process.versions.node.split('.')[0]);
const [script = '', ...args] = process.argv.slice(2);

passSignalsOn();
try {
  checkNode();
  const command = COMMANDS[script];
  if (command && wantsHelp(args)) {
    console.log(helpText(command));
  } else {
    readArguments(script, args);
    if (!packagesMatchLock() || !pythonMatches()) await exclusively(install);
    await runScript();
  }
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = codeOfInterrupt() ?? 1;
}

function checkNode() {
  if (nodeMajor >= OLDEST_NODE) return;
  throw new UserError(
    `Node ${process.versions.node} is too old. Install Node ${OLDEST_NODE} or later and run this again.`,
  );
}

/** Installs what another run has not installed while this one waited. */
async function install() {
  if (!packagesMatchLock()) await installPackages();
  // Report a missing Node before the next installation, not after it.
  projectNode();
  if (!pythonMatches()) await installPython();
}

async function runScript() {
  const options = {
    stdio: /** @type {const} */ ('inherit'),
    env: COMMANDS[script]?.onAws ? process.env : withoutAwsSettings(),
  };
  const { code } = await run(projectNode(), [join(ROOT, script), ...args], options);
  process.exitCode = code ?? codeOfInterrupt() ?? 1;
}

function projectNode() {
  if (existsSync(INSTALLED_NODE)) return INSTALLED_NODE;
  if (nodeMajor === PROJECT_NODE) return process.execPath;
  throw new UserError(
    `npm installs no Node on this platform. Install Node ${PROJECT_NODE} (this is ${process.versions.node}) and run this again.`,
  );
}

function codeOfInterrupt() {
  const signal = interrupted();
  return signal && exitCodeOf(signal);
}
