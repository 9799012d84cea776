// Reads a place in any form: plain decimals at once, everything else with a script that is loaded when it is needed.
import type { Place } from '../../orbit/geodetic.ts';
import { parsePlainPlace } from '../base/place.ts';

type ReadingScript = typeof import('./read-place.ts');

/** Reads a place. Resolves to it, or to sentences that name the mistake and say what to enter instead. */
export type PlaceReader = (text: string) => Promise<Place | string>;

const NOT_LOADED =
  'The part of the page that reads other forms of a place could not be loaded. ' +
  'Try again, or enter decimal degrees, for example 40.02, -105.27.';

/** Makes a reader. `load` loads the script. */
export function createPlaceReader(load: () => Promise<ReadingScript>): PlaceReader {
  return async (text) => {
    const plain = parsePlainPlace(text);
    if (plain) return plain;
    let script: ReadingScript;
    try {
      script = await load();
    } catch {
      return NOT_LOADED;
    }
    return script.readPlace(text);
  };
}
