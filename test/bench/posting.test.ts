// The measurement of posts runs, on a few posts; its figures mean nothing here.
import { expect, test } from 'vitest';
import { measurePosting, postingReport } from '../../bench/scale/posting.ts';

test('posts are measured without, with a short and with a long pause of the service', async () => {
  const report = postingReport(await measurePosting({ posts: 50, runs: 1 }));

  expect(report).toEqual([
    'Posts for a second of processor time, 50 in flight, medians:',
    '   pause     SDK  poster   ratio',
    ...['0 ms', '20 ms', '100 ms'].map((pause) =>
      expect.stringMatching(new RegExp(`^ +${pause}( +[0-9.]+){3} {2}\\(goal: at least 3\\): (met|MISSED)$`)),
    ),
  ]);
});
