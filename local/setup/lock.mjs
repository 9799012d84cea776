// A lock on the project: two installations at once would each leave half of the files.
import { mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../machine/errors.mjs';
import { LOCAL_FOLDER, ROOT } from '../machine/folders.mjs';
import { commandLineOf } from '../machine/processes.mjs';
import { interrupted } from './run.mjs';

const LOCK = join(LOCAL_FOLDER, 'setup.lock');
// Every set-up has this in its command line.
const SETUP = join('local', 'setup', 'main.mjs');
// Time between two looks whether another set-up has ended.
const POLL_MS = 200;

/**
 * Does the work while no other set-up of this project does.
 * @param {() => Promise<void>} work
 */
export function exclusively(work) {
  return holding(LOCK, work);
}

/**
 * The lock is a symbolic link to the number of its holder's process: a link gets its content as it is made. The lock of
 * a killed holder is removed under a second lock,
 * so that nobody removes the lock that another process has just made in its place.
 * @param {string} lock
 * @param {() => Promise<void>} work
 */
async function holding(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  let reported = false;
  while (!take(lock)) {
    const holder = holderOf(lock);
    if (!holder) continue;
    if (!isOtherSetup(holder)) {
      await holding(`${lock}.${holder}`, async () => {
        if (holderOf(lock) === holder) rmSync(lock, { force: true });
      });
      continue;
    }
    if (!reported) console.log(`Waiting for another installation (process ${holder}, ${relative(ROOT, lock)}).`);
    reported = true;
    await wait(POLL_MS);
    if (interrupted()) throw new UserError('Stopped.');
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function take(lock) {
  return !failsWith('EEXIST', () => symlinkSync(String(process.pid), lock));
}

/**
 * The process that the lock names; undefined when the lock has just been released.
 * @param {string} lock
 */
function holderOf(lock) {
  /** @type {string | undefined} */
  let holder;
  failsWith('ENOENT', () => {
    holder = readlinkSync(lock);
  });
  return holder;
}

/**
 * Whether the work fails with this code of the operating system. Other errors are thrown.
 * @param {string} code
 * @param {() => void} work
 */
function failsWith(code, work) {
  try {
    work();
    return false;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== code) throw error;
    return true;
  }
}

/**
 * Whether a process is another set-up.
 * After a crash its number may belong to another program or, in a container, to this process.
 * @param {string} pid
 */
function isOtherSetup(pid) {
  return pid !== String(process.pid) && commandLineOf(Number(pid)).includes(SETUP);
}
