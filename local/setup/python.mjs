// The Python environment of the local AWS, in .local/python, installed by pip.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../machine/errors.mjs';
import { LOCAL_FOLDER, ROOT } from '../machine/folders.mjs';
import { installationError, showInstallation } from './install.mjs';
import { interrupted, run } from './run.mjs';

const OLDEST_PYTHON = '3.10';
const FOLDER = join(LOCAL_FOLDER, 'python');
const PYTHON = join(FOLDER, 'bin', 'python');
const REQUIREMENTS = join(ROOT, 'local', 'setup', 'requirements.txt');
// Holds the digest of the requirements that are installed.
const NOTE = join(FOLDER, 'requirements.sha256');

/** Whether the environment is complete and has today's requirements. */
export function pythonMatches() {
  if (!existsSync(NOTE) || !existsSync(PYTHON)) return false;
  return readFileSync(NOTE, 'utf8') === requirementsDigest();
}

function requirementsDigest() {
  return createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
}

/** Makes the environment again from nothing. */
export async function installPython() {
  const digest = requirementsDigest();
  const python = await findPython();
  await showInstallation('Installing the local AWS (Python, pinned by hash)', async () => {
    rmSync(FOLDER, { recursive: true, force: true });
    const environment = await run(python, ['-m', 'venv', FOLDER]);
    if (environment.code !== 0) {
      throw new UserError(
        'Python cannot make virtual environments. Install its venv module (Debian, Ubuntu: apt install python3-venv) and run this again.',
      );
    }
    const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet'];
    const pinned = ['--require-hashes', '--only-binary=:all:', '--no-deps', '-r', REQUIREMENTS];
    const { code, output } = await run(PYTHON, [...pip, ...pinned]);
    if (code !== 0) throw installationError('pip could not install the local AWS', output);
    writeFileSync(NOTE, digest);
  });
}

async function findPython() {
  const [major, minor] = OLDEST_PYTHON.split('.');
  const check = `import sys; sys.exit(sys.version_info < (${major}, ${minor}))`;
  for (const name of ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']) {
    const { code } = await run(name, ['-c', check]);
    if (code === 0) return name;
    if (interrupted()) throw new UserError('Stopped.');
  }
  throw new UserError(
    `The local AWS needs Python ${OLDEST_PYTHON} or later. Install it (Debian, Ubuntu: apt install python3 python3-venv) and run this again.`,
  );
}
