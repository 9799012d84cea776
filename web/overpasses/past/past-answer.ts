// What the API answers about past days, read as overpasses of the list.
import type { Imaging } from '../../../orbit/approaches.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import { isNearEdge, seesBy } from '../../../orbit/instruments.ts';
import { subSatellitePointIfAny } from '../../../orbit/propagate.ts';
import { bearingDeg } from '../../../orbit/sphere.ts';
import { driftKm } from '../../../orbit/uncertainty.ts';
import type { SwathOverpassAnswer } from '../../../wire/overpasses.ts';
import type { PlaceOverpassesAnswer, SearchedSatellite } from '../../../wire/place-overpasses.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import type { ListedApproach } from '../overpass-search.ts';

/** What the API has found, and about which satellites it says nothing, or not of the whole time. */
export interface PastAnswer {
  found: Map<number, ListedApproach[]>;
  unread: readonly ShownSatellite[];
  problems: readonly string[];
}

type WhoseOverpass = SwathOverpassAnswer & { catalogNumber: number };

/**
 * Reads the API's overpasses as the page's search finds them. What the API does not say, the direction to the track and
 * the edges, follows from the present elements and from the edges of the swath.
 * @throws TypeError when it is no such answer
 */
export function readPast(
  answer: unknown,
  place: Place,
  satellites: readonly ShownSatellite[],
  untilMs: number,
): PastAnswer {
  const found = new Map<number, ListedApproach[]>();
  const { overpasses, satellites: searched } = answer as PlaceOverpassesAnswer & { overpasses: WhoseOverpass[] };
  for (const overpass of overpasses) {
    const satellite = satellites.find(({ catalogNumber }) => catalogNumber === overpass.catalogNumber);
    if (!satellite) continue;
    const approaches = found.get(satellite.catalogNumber) ?? [];
    approaches.push(toApproach(overpass, place, satellite));
    found.set(satellite.catalogNumber, approaches);
  }
  const searchOf = (catalogNumber: number) => searched.find((each) => each.catalogNumber === catalogNumber);
  return {
    found,
    unread: satellites.filter(({ catalogNumber }) => !searchOf(catalogNumber)?.elements),
    problems: satellites.flatMap(({ catalogNumber }) => problemOf(searchOf(catalogNumber), untilMs) ?? []),
  };
}

/** Why a satellite has no overpasses in a part of the time; undefined when it only has none later. */
function problemOf(searched: SearchedSatellite | undefined, untilMs: number): string | undefined {
  if (!searched?.elements || !searched.problem) return undefined;
  const { name, problem, elements } = searched;
  const isLater = Date.parse(elements.usableUntil ?? '') >= untilMs;
  return isLater && problem.startsWith(`${name}: ${elements.reason}`) ? undefined : problem;
}

function toApproach(
  { time, distanceKm, side, ascending, day, instruments, ...overpass }: SwathOverpassAnswer,
  place: Place,
  satellite: ShownSatellite,
): ListedApproach {
  const timeMs = Date.parse(time);
  if (!Number.isFinite(timeMs) || !Number.isFinite(distanceKm)) throw new TypeError('an overpass without a time');
  const uncertaintySeconds = overpass.timingUncertaintySeconds;
  const earthKm = driftKm(place.latitudeDeg, uncertaintySeconds);
  const acrossKm = side === 'right' ? distanceKm : -distanceKm;
  const all = satellite.instruments.map((instrument) => ({
    instrument,
    sees: seesBy(instrument, day),
    atEdge: isNearEdge(instrument, acrossKm, earthKm),
  }));
  const isInside = ({ instrument }: Imaging) => instruments.includes(instrument.name);
  const imaging = all.filter(isInside);
  const maybe = all.filter((each) => !isInside(each) && each.atEdge);
  const point = satellite.record && subSatellitePointIfAny(satellite.record, timeMs);
  const { inSwathFrom, inSwathUntil } = overpass;
  const stay =
    inSwathFrom === undefined && inSwathUntil === undefined
      ? undefined
      : {
          beginMs: inSwathFrom ? Date.parse(inSwathFrom) : null,
          endMs: inSwathUntil ? Date.parse(inSwathUntil) : null,
        };
  return {
    ...{ timeMs, distanceKm, side, ascending, day, uncertaintySeconds, imaging, maybe },
    azimuthDeg: point ? bearingDeg(place, point) : 0,
    inSwath: true,
    driftKm: earthKm,
    atEdge: imaging.every((each) => each.atEdge),
    ...(stay && { stay }),
  };
}
