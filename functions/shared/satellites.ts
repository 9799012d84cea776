// The satellites that are followed.
import satellites from '#satellites' with { type: 'json' };

/** An entry of satellites.json. The stack checks the file when it is synthesized. */
export interface Satellite {
  catalogNumber: number;
  name: string;
  instrument: string;
  swathKm: number;
}

/** Every satellite of satellites.json. */
export const SATELLITES: readonly Satellite[] = satellites;
