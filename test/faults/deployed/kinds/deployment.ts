// The system is deployed again while viewers watch.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SECOND_MS } from '../../../../orbit/time.ts';
import { SATELLITES_FILE } from '../../../support/builders.ts';
import { until } from '../../../support/connect.ts';
import type { Fault } from '../fault.ts';
import type { Stand } from '../stand/stand.ts';

type Entries = Record<string, unknown>[];

/** Calls back with a file of other satellites. */
async function withFile(change: (entries: Entries) => Entries, work: (file: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'subpoint-satellites-'));
  try {
    const file = join(folder, 'satellites.json');
    writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(SATELLITES_FILE, 'utf8')))));
    await work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Another code of every function that knows the satellites, and the same satellites. */
const rename = ([first, ...others]: Entries): Entries => [{ ...first, name: 'Terra (EOS AM-1)' }, ...others];

/** Ticks go on while `work` is under way, as the schedule makes them. Returns their number. */
async function ticking({ tick, loseMinutes, signal }: Stand, work: Promise<void>): Promise<number> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  over.catch(() => {});
  let ticks = 0;
  while (!isOver) {
    await loseMinutes(1);
    await tick();
    ticks++;
    await wait(SECOND_MS, undefined, { signal });
  }
  await over;
  return ticks;
}

export const DEPLOYMENT: readonly Fault[] = [
  {
    name: 'A deployment while viewers watch',
    standsFor: 'npx cdk deploy --all with other code in every function, in the middle of ticks',
    async make(stand) {
      let ticks = 0;
      await withFile(rename, async (file) => {
        ticks = await ticking(stand, stand.redeploy(file));
      });
      await stand.redeploy(SATELLITES_FILE);
      return ticks;
    },
  },
  {
    name: 'A deployment that fails and is rolled back',
    standsFor: 'a resource cannot be created after the functions were replaced; CloudFormation puts the old ones back',
    async make(stand) {
      let ticks = 0;
      await withFile(rename, async (file) => {
        ticks = await ticking(stand, stand.redeploy(file, { breaks: true }));
      });
      return ticks;
    },
  },
  {
    name: 'satellites.json changed, and changed back',
    standsFor: 'a satellite is no longer followed, viewers come, and then it is followed again',
    async make(stand) {
      const all = stand.catalogNumbers;
      await withFile(
        (entries) => entries.slice(0, -1),
        (file) => stand.redeploy(file),
      );
      stand.catalogNumbers = all.slice(0, -1);
      await stand.loseMinutes(4);
      await stand.tick();
      await stand.viewers.watch(stand.audience + 5);
      // Those who were there still have the third one, those who came do not.
      await until(async () => {
        const { watching, whole } = await stand.viewers.count(stand.catalogNumbers, 0);
        return watching === whole;
      });
      await stand.redeploy(SATELLITES_FILE);
      stand.catalogNumbers = all;
      return all.length;
    },
  },
];
