// The packages of package-lock.json, installed by npm.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserError } from '../machine/errors.mjs';
import { ROOT } from '../machine/folders.mjs';
import { installationError, showInstallation } from './install.mjs';
import { run } from './run.mjs';

/**
 * npm notes here what it has installed.
 * @param {string} folder
 */
function noteOf(folder) {
  return join(folder, 'node_modules', '.package-lock.json');
}

/** Whether npm has installed what the lock file of a folder lists. */
export function packagesMatchLock(folder = ROOT) {
  const note = noteOf(folder);
  if (!existsSync(note)) return false;
  const expected = packagesOf(join(folder, 'package-lock.json'));
  const installed = packagesOf(note);
  return Object.entries(expected).every(([path, { version, integrity, optional, devOptional }]) => {
    const found = installed[path];
    // Optional packages may be for other platforms.
    if (path === '' || (!found && (optional || devOptional))) return true;
    return found?.version === version && found?.integrity === integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

export async function installPackages(folder = ROOT) {
  const note = noteOf(folder);
  const lock = relative(ROOT, join(folder, 'package-lock.json'));
  await showInstallation(`Installing the packages of ${lock}`, async () => {
    // The npm that runs this script, else the one on the PATH.
    const npm = process.env.npm_execpath;
    const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    // The note describes a complete installation, so it must not outlive the beginning of the next one.
    rmSync(note, { force: true });
    const { code, output } = await run(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
    });
    if (code === 0) return;
    rmSync(note, { force: true });
    throw installationError('npm could not install the packages', output);
  });
  if (!packagesMatchLock(folder)) {
    throw new UserError(
      `npm installed other packages than ${lock} lists. Delete the node_modules beside it and run this again.`,
    );
  }
}
