import { expect, it } from 'vitest';
import { describeElementsProblems } from '../../../local/aws/elements-problems.ts';
import type { ElementsAnswer } from '../../../wire/satellites.ts';

const ADDRESS = 'https://mirror.example.org/gp.php';
const elements = {} as ElementsAnswer;
const terra = { catalogNumber: 25994, name: 'Terra', elements };
const aqua = { catalogNumber: 27424, name: 'Aqua', elements };
const mistyped = { catalogNumber: 99998, name: 'Mistyped', elements: null };

const describe = (...satellites: Parameters<typeof describeElementsProblems>[0]) =>
  describeElementsProblems(satellites, ADDRESS);

it('names each satellite that the source does not know, and says what to do', () => {
  expect(
    describe(
      terra,
      { ...mistyped, elementsProblem: 'celestrak.org knows no 99998' },
      { ...aqua, elementsProblem: 'celestrak.org knows no 27424' },
    ),
  ).toEqual([
    'Mistyped: celestrak.org knows no 99998. It has no position. Check its catalog number in the list of satellites.',
    'Aqua: celestrak.org knows no 27424. Its elements only grow older. Check its catalog number in the list of satellites.',
  ]);
});

it('says what is wrong with the answers, once, and names the address', () => {
  const elementsProblem = 'mirror.example.org sent no usable elements (XML instead of JSON)';

  expect(describe({ ...terra, elementsProblem }, { ...aqua, elementsProblem })).toEqual([
    `Terra and Aqua: ${elementsProblem}. Their elements only grow older. Check the address of the source, ${ADDRESS}.`,
  ]);
  expect(
    describe({ ...terra, elementsProblem }, { ...aqua, elementsProblem }, { ...mistyped, elementsProblem }),
  ).toEqual([
    `Terra, Aqua and Mistyped: ${elementsProblem}. No position: Mistyped. Check the address of the source, ${ADDRESS}.`,
  ]);
});

it('the only satellite may be mistyped, or the address', () => {
  expect(describe({ ...mistyped, elementsProblem: 'mirror.example.org knows no 99998' })).toEqual([
    'Mistyped: mirror.example.org knows no 99998. It has no position. ' +
      `Check its catalog number in the list of satellites. Check the address of the source, ${ADDRESS}.`,
  ]);
});

it('a bad set of one satellite is no reason to doubt an address that others come from', () => {
  const elementsProblem = 'mirror.example.org sent no usable elements (INCLINATION is out of range: 181)';
  const good = { ...aqua, elements: { source: 'mirror.example.org' } as ElementsAnswer };

  expect(describe({ ...terra, elementsProblem }, good)).toEqual([
    `Terra: ${elementsProblem}. Its elements only grow older. Wait for the next one: other sets from mirror.example.org are good.`,
  ]);
  // Not those of before, which another source sent.
  const fromElsewhere = { ...aqua, elements: { source: 'celestrak.org' } as ElementsAnswer };
  expect(describe({ ...terra, elementsProblem }, fromElsewhere)).toEqual([
    `Terra: ${elementsProblem}. Its elements only grow older. Check the address of the source, ${ADDRESS}.`,
  ]);
});

it('offline, names the satellites that have no bundled elements', () => {
  const iss = { catalogNumber: 25544, name: 'ISS', elements: null };

  expect(describeElementsProblems([terra, aqua], undefined)).toEqual([]);
  expect(describeElementsProblems([terra, iss], undefined)).toEqual([
    'ISS: no elements are bundled. It has no position. Run npm start without --offline to download some.',
  ]);
  expect(describeElementsProblems([terra, iss, mistyped], undefined)).toEqual([
    'ISS and Mistyped: no elements are bundled. They have no position. Run npm start without --offline to download some.',
  ]);
});
