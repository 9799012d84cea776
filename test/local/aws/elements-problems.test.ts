import { expect, it } from 'vitest';
import { describeElementsProblems } from '../../../local/aws/elements-problems.ts';
import type { ElementsAnswer } from '../../../wire/satellites.ts';

it('names each satellite that the source does not know, and says what to do', () => {
  const elements = {} as ElementsAnswer;

  expect(
    describeElementsProblems([
      { name: 'Terra', elements },
      { name: 'Mistyped', elements: null, elementsProblem: 'celestrak.org knows no 99998' },
      { name: 'Decayed', elements, elementsProblem: 'celestrak.org knows no 55897' },
    ]),
  ).toEqual([
    'Mistyped: celestrak.org knows no 99998. It has no position. Check its catalog number in the list of satellites.',
    'Decayed: celestrak.org knows no 55897. Its elements only grow older. Check its catalog number in the list of satellites.',
  ]);
});
