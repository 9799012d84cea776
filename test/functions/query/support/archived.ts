// Published element sets as if they were downloaded, and archives that have them.
import type { HeldElements } from '../../../../functions/shared/elements.ts';
import { archiveSet, type ElementsArchive } from '../../../../functions/shared/elements-archive.ts';
import type { Omm } from '../../../../orbit/omm.ts';
import { trueElements } from '../../../accuracy/truth.ts';
import { anElementsArchive, clientsFor } from '../../../support/aws.ts';
import { TERRA } from '../../../support/builders.ts';

export const downloaded = (omm: Omm): HeldElements => ({
  omm,
  source: 'celestrak.org',
  retrievedAt: '2026-10-10T12:00:00Z',
});

/** Terra's published sets, oldest first: 8 July, 25 August, 4, 7 and 9 October. */
export const TERRA_SETS = trueElements
  .filter(({ omm }) => omm.NORAD_CAT_ID === TERRA)
  .map(({ omm }) => downloaded(omm))
  .sort((a, b) => a.omm.EPOCH.localeCompare(b.omm.EPOCH)) as [
  july: HeldElements,
  august: HeldElements,
  fourth: HeldElements,
  seventh: HeldElements,
  ninth: HeldElements,
];

/** An archive of its own; by default of Terra's published sets. */
export async function anArchive(
  endpoint: string,
  sets: readonly HeldElements[] = TERRA_SETS,
): Promise<ElementsArchive> {
  const archive = await anElementsArchive(clientsFor(endpoint));
  await Promise.all(sets.map((set) => archiveSet(archive, set)));
  return archive;
}

/** Every call of its client fails from now on. */
export function throttle({ client }: ElementsArchive): void {
  client.middlewareStack.add(
    () => async () => {
      throw new Error('throttled');
    },
    { step: 'initialize', name: 'throttle' },
  );
}
