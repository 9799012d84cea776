// Sets the project up from nothing, then runs a script of it: `node local/setup.mjs SCRIPT [ARGUMENT ...]`.
// The one file that an older Node runs (20 or later), before the Node of the project is there: plain JavaScript, no dependency.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const PROJECT_NODE = 24;
const OLDEST_PYTHON = '3.10';

// What package managers say when nothing answers them.
const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|ERR_SOCKET_TIMEOUT|NewConnectionError|Name or service not known|Temporary failure in name resolution|ConnectTimeoutError|Network is unreachable/;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const platformNode = join(root, 'node_modules', '.bin', 'node');
const pythonFolder = join(root, '.local', 'python');

/** A sentence for the person at the keyboard; everything else is a bug and shows its stack. */
class SetupError extends Error {}

// Ctrl-C reaches this process and its child alike; npm hands a lone signal to this process only. The child ends in its own time, and
// this process after it.
let child;
let interrupted;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = signal;
    child?.kill(signal);
  });
}

try {
  const [script, ...scriptArguments] = process.argv.slice(2);
  checkNode();
  await installPackages();
  const node = projectNode();
  await installPython();
  const { code } = await run(node, [join(root, script), ...scriptArguments], { stdio: 'inherit' });
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

async function installPackages() {
  if (packagesMatchLock()) return;
  await step('Installing the packages of package-lock.json', async () => {
    // The npm that runs this script, else the one on the PATH.
    const npm = process.env.npm_execpath;
    const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    const { code, output } = await run(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) throw failure('npm could not install the packages', output);
  });
  if (!packagesMatchLock())
    throw new SetupError('The packages are not those of package-lock.json: delete node_modules and run this again.');
}

/** Whether what npm noted of its last installation is what the lock file asks for. npm writes its note last, so half an installation has none. */
function packagesMatchLock() {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    const there = installed[path];
    // Optional packages are those of other platforms too.
    if (path === '' || (!there && (optional || devOptional))) return true;
    return there?.version === version && there?.integrity === integrity;
  });
}

/** The Python environment of the local AWS, in .local/python, made anew when its requirements have changed. */
async function installPython() {
  const requirements = join(root, 'local', 'requirements.txt');
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const note = join(pythonFolder, 'requirements.sha256');
  if (existsSync(note) && readFileSync(note, 'utf8') === digest && existsSync(join(pythonFolder, 'bin', 'python')))
    return;
  const python = await findPython();
  await step('Installing the local AWS (Python, pinned by hash)', async () => {
    rmSync(pythonFolder, { recursive: true, force: true });
    mkdirSync(dirname(pythonFolder), { recursive: true });
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
    writeFileSync(note, digest);
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
