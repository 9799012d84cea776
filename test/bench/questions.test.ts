// The dearest questions are answered, for a few satellites; the figures of this tiny run mean nothing.
import { expect, inject, test } from 'vitest';
import { measureQuestions, questionsReport } from '../../bench/questions.ts';

test('every question is answered, with its processor time', async () => {
  const figures = await measureQuestions(inject('endpoint'), { searched: 1, recorded: 1, listed: 2 });

  expect(figures).toHaveLength(16);
  for (const { status, cpuSeconds, megabytes } of figures) {
    expect(status).toBe(200);
    expect(cpuSeconds).toBeGreaterThan(0);
    expect(megabytes).toBeGreaterThan(0);
  }
  expect(questionsReport(figures).slice(2)[0]).toMatch(
    /^\| \/overpasses, swath, 1 in low orbits.* \| 200( \| [\d.%  ]+)+ \|$/,
  );
});
