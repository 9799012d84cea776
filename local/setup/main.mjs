// @ts-nocheck
// Sets the project up from nothing, then runs a script of it: `node local/setup.mjs SCRIPT [ARGUMENT ...]`.
// The one file that an older Node runs (20 or later), before the Node of the project is there: plain JavaScript, no dependency.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const PROJECT_NODE = 24;
const OLDEST_PYTHON = '3.10';
const OWN_NAME = join('setup', basename(fileURLToPath(import.meta.url)));
// How often a set-up looks whether another one is done.
const POLL_MS = 200;

// What package managers say when nothing answers them.
const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|ERR_SOCKET_TIMEOUT|NewConnectionError|Name or service not known|Temporary failure in name resolution|ConnectTimeoutError|Network is unreachable/;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const platformNode = join(root, 'node_modules', '.bin', 'node');
const packagesNote = join(root, 'node_modules', '.package-lock.json');
const pythonFolder = join(root, '.local', 'python');
const pythonNote = join(pythonFolder, 'requirements.sha256');
const requirements = join(root, 'local', 'setup', 'requirements.txt');

/** A sentence for the person at the keyboard; everything else is a bug and shows its stack. */
class SetupError extends Error {}

// Ctrl-C reaches this process and its child alike; npm hands a lone signal to this process only. The child ends in its own time, and
// this process after it.
let child;
let interrupted;
function interrupt(signal) {
  interrupted = signal;
  child?.kill(signal);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt(signal));

// npm itself may be killed, and cannot pass that on: then this process has another parent, and nobody who waits for it.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch);
  interrupt('SIGTERM');
}, 500);
watch.unref();

try {
  const [script, ...scriptArguments] = process.argv.slice(2);
  checkNode();
  if (!packagesMatchLock() || !pythonMatches()) await alone(join(root, '.local', 'setup.lock'), install);
  const { code } = await run(projectNode(), [join(root, script), ...scriptArguments], {
    stdio: 'inherit',
    env: environment(),
  });
  process.exitCode = interrupted && code === null ? exitCodeOf(interrupted) : (code ?? 1);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = interrupted ? exitCodeOf(interrupted) : 1;
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or later and run this again.`,
    );
  }
}

/** The project's own Node where npm brings one (Linux), else the machine's, if it is the right one. */
function projectNode() {
  if (existsSync(platformNode)) return platformNode;
  if (Number(process.versions.node.split('.')[0]) === PROJECT_NODE) return process.execPath;
  throw new SetupError(
    `On this platform npm brings no Node of its own: install Node ${PROJECT_NODE} (this is ${process.versions.node}) and run this again.`,
  );
}

/** Both installations. Another run may have done them while this one waited. */
async function install() {
  if (!packagesMatchLock()) await installPackages();
  // A Node that is missing is told now, and not after another installation.
  projectNode();
  if (!pythonMatches()) await installPython();
}

async function installPackages() {
  await step('Installing the packages of package-lock.json', async () => {
    // The npm that runs this script, else the one on the PATH.
    const npm = process.env.npm_execpath;
    const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    // The note speaks for a whole installation: there is none until this one has succeeded.
    rmSync(packagesNote, { force: true });
    const { code, output } = await run(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code === 0) return;
    rmSync(packagesNote, { force: true });
    throw failure('npm could not install the packages', output);
  });
  if (!packagesMatchLock())
    throw new SetupError('The packages are not those of package-lock.json: delete node_modules and run this again.');
}

/** Whether what npm noted of its last installation is what the lock file asks for. */
function packagesMatchLock() {
  if (!existsSync(packagesNote)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(packagesNote, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    const there = installed[path];
    // Optional packages are those of other platforms too.
    if (path === '' || (!there && (optional || devOptional))) return true;
    return there?.version === version && there?.integrity === integrity;
  });
}

/** Whether the Python environment is there, whole, and has what is required today. */
function pythonMatches() {
  if (!existsSync(pythonNote) || !existsSync(join(pythonFolder, 'bin', 'python'))) return false;
  return readFileSync(pythonNote, 'utf8') === requirementsDigest();
}

function requirementsDigest() {
  return createHash('sha256').update(readFileSync(requirements)).digest('hex');
}

/** The Python environment of the local AWS, in .local/python, made anew when its requirements have changed. */
async function installPython() {
  const digest = requirementsDigest();
  const python = await findPython();
  await step('Installing the local AWS (Python, pinned by hash)', async () => {
    rmSync(pythonFolder, { recursive: true, force: true });
    const made = await run(python, ['-m', 'venv', pythonFolder]);
    if (made.code !== 0) {
      throw new SetupError(
        `Python cannot make virtual environments: install its venv module (Debian, Ubuntu: apt install python3-venv) and run this again.`,
      );
    }
    const pip = [
      '-m',
      'pip',
      '--disable-pip-version-check',
      'install',
      '--quiet',
      '--require-hashes',
      '--only-binary=:all:',
      '--no-deps',
    ];
    const { code, output } = await run(join(pythonFolder, 'bin', 'python'), [...pip, '-r', requirements]);
    if (code !== 0) throw failure('pip could not install the local AWS', output);
    writeFileSync(pythonNote, digest);
  });
}

async function findPython() {
  const [major, minor] = OLDEST_PYTHON.split('.');
  const check = `import sys; sys.exit(sys.version_info < (${major}, ${minor}))`;
  for (const name of ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']) {
    const { code } = await run(name, ['-c', check]);
    if (code === 0) return name;
    if (interrupted) break;
  }
  throw new SetupError(
    `The local AWS needs Python ${OLDEST_PYTHON} or later: install it (Debian, Ubuntu: apt install python3 python3-venv) and run this again.`,
  );
}

function failure(what, output) {
  if (interrupted) return new SetupError('Stopped.');
  if (NO_NETWORK.test(output))
    return new SetupError(
      `${what}: there is no network. The first run downloads them once; connect and run this again.`,
    );
  return new SetupError(`${what}:\n${output.trim().split('\n').slice(-15).join('\n')}`);
}

async function step(name, work) {
  const startedMs = Date.now();
  process.stdout.write(`${name} ... `);
  await work();
  process.stdout.write(`${((Date.now() - startedMs) / 1000).toFixed(1)} s\n`);
}

/**
 * Does the work while no other set-up of this project does: two installations at once would leave half of each behind. The lock is a link
 * that names its holder's process, since a link is made with its content in one go. A killed holder's lock is taken away, itself under a
 * lock: of two that find it, one must not remove what the other has just put there.
 */
async function alone(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  let told = false;
  while (!took(lock)) {
    const holder = holderOf(lock);
    if (!holder) continue;
    if (!isSetup(holder)) {
      await alone(`${lock}.${holder}`, () => {
        if (holderOf(lock) === holder) rmSync(lock, { force: true });
      });
      continue;
    }
    if (!told) console.log(`Another run installs (process ${holder}, ${relative(root, lock)}): waiting for it to end.`);
    told = true;
    await wait(POLL_MS);
    if (interrupted) throw new SetupError('Stopped.');
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function took(lock) {
  try {
    symlinkSync(String(process.pid), lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** The process that the lock names; undefined when it was given back meanwhile. */
function holderOf(lock) {
  try {
    return readlinkSync(lock);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  }
}

/** Whether a process is another set-up: after a crash its number may be another program's, or, in a container, this very one's. */
function isSetup(pid) {
  if (pid === String(process.pid)) return false;
  // Where there is /proc there may be no ps: small container images come without it.
  if (!existsSync('/proc/self/cmdline')) {
    return spawnSync('ps', ['-p', pid, '-o', 'args='], { encoding: 'utf8' }).stdout.includes(OWN_NAME);
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(OWN_NAME);
  } catch {
    return false;
  }
}

/**
 * What the script inherits: nothing that says where AWS is or who asks, so that its own clients, too, go by what it tells them; and no
 * proxy for this machine. What it starts in turn gets more (loopback.ts).
 */
function environment() {
  const { no_proxy, NO_PROXY } = process.env;
  const noProxy = [...new Set([no_proxy, NO_PROXY, '127.0.0.1,localhost,::1'])].filter(Boolean).join(',');
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS_|CDK_)/i.test(name))),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    NO_PROXY: noProxy,
    no_proxy: noProxy,
  };
}

/** Runs a program to its end; its output is collected unless it is inherited. A program that is not there ends with code 127. */
function run(command, commandArguments, options = {}) {
  if (interrupted) return Promise.resolve({ code: null, output: '' });
  return new Promise((resolve) => {
    let output = '';
    const started = spawn(command, commandArguments, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    child = started;
    const collect = (chunk) => {
      output += chunk;
    };
    started.stdout?.on('data', collect);
    started.stderr?.on('data', collect);
    started.on('error', (error) => resolve({ code: 127, output: String(error) }));
    started.on('close', (code) => {
      child = undefined;
      resolve({ code, output });
    });
  });
}

function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}
