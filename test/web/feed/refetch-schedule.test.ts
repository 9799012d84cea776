// When a refetch is due: of holes soon, of the list every ten minutes.
import { beforeEach, expect, it } from 'vitest';
import { createRefetchSchedule, type RefetchSchedule } from '../../../web/feed/refetch-schedule.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const holes = () => true;
const none = () => false;

let schedule: RefetchSchedule;

beforeEach(() => {
  schedule = createRefetchSchedule();
  schedule.sent(NOW, true);
});

it('refetches holes ten seconds after any request, then once a minute', () => {
  expect(schedule.due(NOW + 9_999, holes)).toBeUndefined();
  expect(schedule.due(NOW + 10_000, holes)).toBe('holes');
  schedule.sent(NOW + 10_000, false);

  expect(schedule.due(NOW + 69_999, holes)).toBeUndefined();
  expect(schedule.due(NOW + 70_000, holes)).toBe('holes');
});

it('refetches the list after ten minutes, whatever was refetched for holes in between', () => {
  schedule.sent(NOW + 300_000, false);

  expect(schedule.due(NOW + 599_999, none)).toBeUndefined();
  expect(schedule.due(NOW + 600_000, none)).toBe('list');
});

it('does not count a time without holes as a refetch', () => {
  expect(schedule.due(NOW + 10_000, none)).toBeUndefined();

  expect(schedule.due(NOW + 11_000, holes)).toBe('holes');
});

it('refetches everything at once when the clock was set back', () => {
  expect(schedule.due(NOW - 1, none)).toBe('everything');
});

it('forgets when it last refetched holes when the clock was set back', () => {
  expect(schedule.due(NOW + 10_000, holes)).toBe('holes');
  schedule.due(NOW - 100_000, holes);
  schedule.sent(NOW - 100_000, true);

  expect(schedule.due(NOW - 90_000, holes)).toBe('holes');
});
