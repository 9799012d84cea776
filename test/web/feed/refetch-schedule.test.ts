// When a refetch is due: soon for holes, otherwise every ten minutes.
import { beforeEach, expect, it } from 'vitest';
import { createRefetchSchedule, type RefetchSchedule } from '../../../web/feed/refetch-schedule.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const holes = () => true;
const none = () => false;

let schedule: RefetchSchedule;

beforeEach(() => {
  schedule = createRefetchSchedule();
  schedule.sent(NOW);
});

it('refetches holes ten seconds after any request, then once a minute', () => {
  expect(schedule.isDue(NOW + 9_999, holes)).toBe(false);
  expect(schedule.isDue(NOW + 10_000, holes)).toBe(true);
  schedule.sent(NOW + 10_000);

  expect(schedule.isDue(NOW + 69_999, holes)).toBe(false);
  expect(schedule.isDue(NOW + 70_000, holes)).toBe(true);
});

it('refetches everything after ten minutes without a hole', () => {
  expect(schedule.isDue(NOW + 599_999, none)).toBe(false);
  expect(schedule.isDue(NOW + 600_000, none)).toBe(true);
});

it('does not count a time without holes as a refetch', () => {
  expect(schedule.isDue(NOW + 10_000, none)).toBe(false);

  expect(schedule.isDue(NOW + 11_000, holes)).toBe(true);
});

it('refetches at once when the clock was set back', () => {
  expect(schedule.isDue(NOW - 1, none)).toBe(true);
});

it('forgets when it last refetched holes when the clock was set back', () => {
  expect(schedule.isDue(NOW + 10_000, holes)).toBe(true);
  schedule.isDue(NOW - 100_000, holes);
  schedule.sent(NOW - 100_000);

  expect(schedule.isDue(NOW - 90_000, holes)).toBe(true);
});
