// SGP4 against the verification set of AIAA 2006-6753.
import { type Sgp4Record, toSgp4Record } from '../../../orbit/elements.ts';
import { propagateTeme } from '../../../orbit/propagate.ts';
import { distance } from '../distance.ts';
import { parseTle } from '../tle.ts';
import { type Sgp4Case, sgp4Cases } from '../truth.ts';
import type { Errors } from './measurement.ts';

/** The SGP4 record of a case. */
export function recordOf({ catalogNumber, line1, line2 }: Sgp4Case): Sgp4Record {
  return toSgp4Record(parseTle(String(catalogNumber), line1, line2));
}

export function measureSgp4(): Errors {
  const near: { km: number[]; kmPerS: number[] } = { km: [], kmPerS: [] };
  const deep: { km: number[]; kmPerS: number[] } = { km: [], kmPerS: [] };
  for (const each of sgp4Cases) {
    const record = recordOf(each);
    const errors = each.nearEarth ? near : deep;
    for (const [minutes, x, y, z, vx, vy, vz] of each.rows) {
      const { positionKm: r, velocityKmPerS: v } = propagateTeme(record, minutes);
      errors.km.push(distance([r.x, r.y, r.z], [x, y, z]));
      errors.kmPerS.push(distance([v.x, v.y, v.z], [vx, vy, vz]));
    }
  }
  return {
    sgp4NearPosition: near.km,
    sgp4NearVelocity: near.kmPerS,
    sgp4DeepPosition: deep.km,
    sgp4DeepVelocity: deep.kmPerS,
  };
}
