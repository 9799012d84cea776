// What `npm start` prints about satellites that the source of elements does not know.
import { parseSatellites, type SatelliteAnswer } from '../../wire/satellites.ts';

/** Asks the API which satellites have a problem with their elements. */
export async function fetchElementsProblems(apiUrl: string, signal: AbortSignal): Promise<string[]> {
  const answer = await fetch(`${apiUrl}/satellites`, { signal });
  return describeElementsProblems(parseSatellites(await answer.json()));
}

type Described = Pick<SatelliteAnswer, 'name' | 'elements' | 'elementsProblem'>;

/** A line for each satellite with a problem: what is wrong, what follows from it, what to do. */
export function describeElementsProblems(satellites: readonly Described[]): string[] {
  return satellites.flatMap(({ name, elements, elementsProblem }) => {
    if (!elementsProblem) return [];
    const consequence = elements ? 'Its elements only grow older' : 'It has no position';
    return [`${name}: ${elementsProblem}. ${consequence}. Check its catalog number in the list of satellites.`];
  });
}
