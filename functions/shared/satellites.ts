// The satellites that this deployment follows. The file is checked when the stacks are synthesized.
import file from '#satellites' with { type: 'json' };
import { type Satellite, type SatellitesFile, toSatellites } from '../../orbit/satellites.ts';

// Its type would be that of one file; a deployment may name another.
export const SATELLITES: readonly Satellite[] = toSatellites(file as SatellitesFile);
