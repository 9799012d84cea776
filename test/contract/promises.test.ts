// What README and the page's Help promise of the uncertainty is no more than docs/accuracy.md measured.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const textOf = (path: string) =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8').replaceAll(/\s+|&nbsp;/g, ' ');

it('was fitted to these heights and ages', () => {
  expect(textOf('docs/accuracy.md')).toContain('Fitted to heights from 330 to 1,450 km and ages from 0.5 to 30 days.');
});

// The sentence with "95 %", which names the limits, and what holds beyond them.
it.each(['README.md', 'web/index.html'])('%s names the limits of its uncertainty', (path) => {
  const [sentence] = /[^.]*95 %[^.]*\./.exec(textOf(path)) ?? [];

  for (const words of ['330 to 1,450 km', '30 days', 'manoeuvre', 'an estimate']) expect(sentence).toContain(words);
});
