import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { timingUncertaintySeconds } from '../../orbit/age.ts';
import { ageingTable, measureAgeing } from './ageing.ts';

const aged = measureAgeing();

it('is measured on every old set', () => {
  expect(aged).toHaveLength(7);
});

it('is what docs/accuracy.md says: paste what `npm run accuracy` prints', () => {
  expect(readFileSync(new URL('../../docs/accuracy.md', import.meta.url), 'utf8')).toContain(ageingTable(aged));
});

it('stays within the stated uncertainty of a time, but for the set that a manoeuvre came after', () => {
  const beyond = aged.filter(({ ageDays, seconds }) => seconds > timingUncertaintySeconds(ageDays));

  expect(beyond.map(({ name, ageDays }) => `${name} ${Math.round(ageDays)}`)).toEqual(['Aqua 88']);
});
