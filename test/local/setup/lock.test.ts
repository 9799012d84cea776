// Parallel set-ups of one project: one installs, the others wait. None trusts what an interrupted one has left behind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aProject, INSTALLS, lock, type Project } from './a-project.ts';

const LOCK = '.local/setup.lock';
const NOTE = 'node_modules/.package-lock.json';

/** A stand-in for npm that installs when the file `go` exists. */
const INSTALLS_LATER = `
  while (!fs.existsSync('go')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  ${INSTALLS}
`;

let project: Project;
beforeEach(() => {
  project = aProject();
  project.installPython();
});
afterEach(() => project.remove());

function lockedBy(pid: number | undefined): void {
  mkdirSync(project.path('.local'), { recursive: true });
  symlinkSync(String(pid), project.path(LOCK));
}

/** Locks that are left. */
const locks = () => readdirSync(project.path('.local')).filter((name) => name.startsWith('setup.lock'));

/** One set-up that installs until the file `go` exists, and one that waits for it. */
async function twoSetUps() {
  const env = project.npm(INSTALLS_LATER);
  const first = project.begin({ env });
  await first.says('Installing the packages');
  const second = project.begin({ env });
  await second.says('Waiting');
  return { first, second };
}

async function aDeadPid(): Promise<number | undefined> {
  const child = spawn(process.execPath, ['--version']);
  await once(child, 'close');
  return child.pid;
}

test('of two first starts, one installs and the other says that it waits', async () => {
  const { first, second } = await twoSetUps();

  project.write('go', '');

  expect(await first.ended).toMatchObject({ code: 7, stderr: '' });
  expect(await second.ended).toEqual({
    code: 7,
    stdout: `Waiting for another installation (process ${first.child.pid}, ${LOCK}).\nran\n`,
    stderr: '',
  });
  expect(project.npmCalls()).toBe(1);
  expect(locks()).toEqual([]);
});

test('ignores the lock of a killed set-up, and of many set-ups one installs', async () => {
  lockedBy(await aDeadPid());
  const env = project.npm(INSTALLS);

  const runs = await Promise.all([1, 2, 3, 4].map(() => project.setUp(env)));

  expect(runs.map(({ code }) => code)).toEqual([7, 7, 7, 7]);
  expect(project.npmCalls()).toBe(1);
  expect(locks()).toEqual([]);
});

test('ignores the lock of a process whose number now belongs to another program', async () => {
  lockedBy(process.pid);

  expect(await project.setUp(project.npm(INSTALLS))).toMatchObject({ code: 7 });
  expect(locks()).toEqual([]);
});

test('ignores the lock of a process that had the number of this one, as in containers', async () => {
  project.write('before.cjs', `require('node:fs').symlinkSync(String(process.pid), ${JSON.stringify(LOCK)});`);

  const run = await project.setUp(project.npm(INSTALLS), ['script.mjs'], ['--require', project.path('before.cjs')]);

  expect(run.code).toBe(7);
});

test('Ctrl-C while it installs leaves no lock and no note, so the next one installs', async () => {
  const run = project.begin({ env: project.npm(INSTALLS_LATER) });
  await run.says('Installing the packages');

  process.kill(-(run.child.pid as number), 'SIGINT');

  expect(await run.ended).toMatchObject({ code: 130, stderr: '\nStopped.\n' });
  expect(locks()).toEqual([]);
  expect(project.has(NOTE)).toBe(false);
  expect(await project.setUp(project.npm(INSTALLS))).toMatchObject({ code: 7 });
});

test('Ctrl-C while it waits does not disturb the other', async () => {
  const { first, second } = await twoSetUps();

  process.kill(-(second.child.pid as number), 'SIGINT');

  expect(await second.ended).toMatchObject({ code: 130 });
  expect(locks()).toEqual(['setup.lock']);
  project.write('go', '');
  expect(await first.ended).toMatchObject({ code: 7 });
});

test('an installation removes the note of the one before, and a failed one its own', async () => {
  project.install();
  project.write('package-lock.json', lock('2.0.0'));

  const run = await project.setUp(
    project.npm(`
      console.log(fs.existsSync('${NOTE}') ? 'there is a note' : 'there is no note');
      fs.writeFileSync('${NOTE}', ${JSON.stringify(lock('2.0.0'))});
      process.exit(1);
    `),
  );

  expect(run.stderr).toContain('there is no note');
  expect(project.has(NOTE)).toBe(false);
});
