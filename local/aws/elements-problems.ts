// What `npm start` prints about the answers of the source of elements.
import { parseSatellites, type SatelliteAnswer } from '../../wire/satellites.ts';

/** Asks the API which satellites have a problem with their elements. `elementsUrl` is the address of the source. */
export async function fetchElementsProblems(
  apiUrl: string,
  elementsUrl: string | undefined,
  signal: AbortSignal,
): Promise<string[]> {
  const answer = await fetch(`${apiUrl}/satellites`, { signal });
  return describeElementsProblems(parseSatellites(await answer.json()), elementsUrl);
}

type Described = Pick<SatelliteAnswer, 'catalogNumber' | 'name' | 'elements' | 'elementsProblem'>;

/**
 * A line for each problem, with the satellites that have it: what is wrong, what follows from it, what to do. A problem
 * of all satellites is one line, and names the address of the source; undefined: only the bundled sets are used.
 */
export function describeElementsProblems(satellites: readonly Described[], elementsUrl: string | undefined): string[] {
  if (elementsUrl === undefined) return describeUnbundled(satellites.filter(({ elements }) => !elements));
  const byProblem = Map.groupBy(
    satellites.filter(({ elementsProblem }) => elementsProblem),
    ({ elementsProblem }) => elementsProblem as string,
  );
  return [...byProblem].map(([problem, those]) => {
    const [{ catalogNumber } = { catalogNumber: 0 }] = those;
    const isUnknown = problem.endsWith(` knows no ${catalogNumber}`);
    // One of several unknown numbers is mistyped. A single one may be, or the address is.
    const toDo = [isUnknown && 'Check its catalog number in the list of satellites.'];
    if (!isUnknown || satellites.length === 1) toDo.push(adviceOn(problem, satellites, elementsUrl));
    return [`${listed(those)}: ${problem}.`, consequenceFor(those), ...toDo].filter(Boolean).join(' ');
  });
}

/** The address is right when the same source has sent good sets of others. */
function adviceOn(problem: string, satellites: readonly Described[], elementsUrl: string): string {
  const good = satellites.find(
    ({ elements, elementsProblem }) => elements && !elementsProblem && problem.startsWith(`${elements.source} `),
  );
  return good
    ? `Wait for the next one: other sets from ${good.elements?.source} are good.`
    : `Check the address of the source, ${elementsUrl}.`;
}

/** With --offline: which satellites have no elements. */
function describeUnbundled(those: readonly Described[]): string[] {
  if (those.length === 0) return [];
  return [
    `${listed(those)}: no elements are bundled. ${consequenceFor(those)} Run npm start without --offline to download some.`,
  ];
}

/** More names do not read as a sentence. */
const MAX_NAMES = 5;

function listed(those: readonly Described[]): string {
  if (those.length > MAX_NAMES) return `${those.length} satellites`;
  return new Intl.ListFormat('en-GB').format(those.map(({ name }) => name));
}

function consequenceFor(those: readonly Described[]): string {
  const [its, it] = those.length === 1 ? ['Its', 'It has'] : ['Their', 'They have'];
  const without = those.filter(({ elements }) => !elements);
  if (without.length === 0) return `${its} elements only grow older.`;
  return without.length === those.length ? `${it} no position.` : `No position: ${listed(without)}.`;
}
