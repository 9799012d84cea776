// Python environments in .local, installed by pip: of the local AWS, and of the programs that only tests use.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../machine/errors.mjs';
import { LOCAL_FOLDER, ROOT } from '../machine/folders.mjs';
import { installationError, showInstallation } from './install.mjs';
import { interrupted, run } from './run.mjs';

/**
 * @typedef {object} Environment
 * @property {string} what its packages are
 * @property {string} folder
 * @property {string} requirements the file of its packages, pinned by hash
 * @property {`${number}.${number}`} oldestPython
 */

/** @type {Environment} */
const LOCAL_AWS = {
  what: 'the local AWS',
  folder: join(LOCAL_FOLDER, 'python'),
  requirements: join(ROOT, 'local', 'setup', 'requirements.txt'),
  oldestPython: '3.10',
};

/** Whether the environment is complete and has today's requirements. */
export function pythonMatches(environment = LOCAL_AWS) {
  const note = noteOf(environment);
  if (!existsSync(note) || !existsSync(pythonOf(environment))) return false;
  return readFileSync(note, 'utf8') === requirementsDigest(environment);
}

/** @param {Environment} environment */
function pythonOf({ folder }) {
  return join(folder, 'bin', 'python');
}

/**
 * Holds the digest of the requirements that are installed.
 * @param {Environment} environment
 */
function noteOf({ folder }) {
  return join(folder, 'requirements.sha256');
}

/** @param {Environment} environment */
function requirementsDigest({ requirements }) {
  return createHash('sha256').update(readFileSync(requirements)).digest('hex');
}

/** Makes the environment again from nothing. */
export async function installPython(environment = LOCAL_AWS) {
  const { what, folder, requirements } = environment;
  const digest = requirementsDigest(environment);
  const python = await findPython(environment);
  await showInstallation(`Installing ${what} (Python, pinned by hash)`, async () => {
    rmSync(folder, { recursive: true, force: true });
    const made = await run(python, ['-m', 'venv', folder]);
    if (made.code !== 0) {
      throw new UserError(
        'Python cannot make virtual environments. Install its venv module (Debian, Ubuntu: apt install python3-venv) and run this again.',
      );
    }
    const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet'];
    const pinned = ['--require-hashes', '--only-binary=:all:', '--no-deps', '-r', requirements];
    const { code, output } = await run(pythonOf(environment), [...pip, ...pinned]);
    if (code !== 0) throw installationError(`pip could not install ${what}`, output);
    writeFileSync(noteOf(environment), digest);
  });
}

/** @param {Environment} environment */
async function findPython({ what, oldestPython }) {
  const [major, minor] = oldestPython.split('.');
  const check = `import sys; sys.exit(sys.version_info < (${major}, ${minor}))`;
  for (const name of ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']) {
    const { code } = await run(name, ['-c', check]);
    if (code === 0) return name;
    if (interrupted()) throw new UserError('Stopped.');
  }
  throw new UserError(
    `Python ${oldestPython} or later is missing. It runs ${what}. Install it (Debian, Ubuntu: apt install python3 python3-venv) and run this again.`,
  );
}
