// What the API answers about past days, read as overpasses of the list.
import type { Imaging } from '../../../orbit/approaches.ts';
import { seesBy } from '../../../orbit/instruments.ts';
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
 * Reads the API's overpasses as the page's search finds them.
 * @throws TypeError when it is no such answer
 */
export function readPast(answer: unknown, satellites: readonly ShownSatellite[], untilMs: number): PastAnswer {
  const found = new Map<number, ListedApproach[]>();
  const { overpasses, satellites: searched } = answer as PlaceOverpassesAnswer & { overpasses: WhoseOverpass[] };
  for (const overpass of overpasses) {
    const satellite = satellites.find(({ catalogNumber }) => catalogNumber === overpass.catalogNumber);
    if (!satellite) continue;
    const approaches = found.get(satellite.catalogNumber) ?? [];
    approaches.push(toApproach(overpass, satellite));
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
  { time, distanceKm, side, ascending, day, sunElevationDeg, instruments, ...overpass }: SwathOverpassAnswer,
  satellite: ShownSatellite,
): ListedApproach {
  const timeMs = Date.parse(time);
  const { timingUncertaintySeconds: uncertaintySeconds, distanceUncertaintyKm: driftKm } = overpass;
  const { satelliteAzimuthDeg: azimuthDeg, satelliteElevationDeg: elevationDeg, satelliteRangeKm: rangeKm } = overpass;
  if (![timeMs, distanceKm, driftKm, azimuthDeg, elevationDeg, rangeKm].every(Number.isFinite))
    throw new TypeError('an overpass without a time or a place in the sky');
  const { instrumentsAtEdge = [], instrumentsMaybe = [] } = overpass;
  const imagingOf = (names: readonly string[], edges: readonly string[]): Imaging[] =>
    satellite.instruments
      .filter(({ name }) => names.includes(name))
      .map((instrument) => ({
        instrument,
        sees: seesBy(instrument, day),
        atEdge: edges.includes(instrument.name),
      }));
  const imaging = imagingOf(instruments, instrumentsAtEdge);
  const maybe = imagingOf(instrumentsMaybe, instrumentsMaybe);
  const { inSwathFrom, inSwathUntil } = overpass;
  const stay =
    inSwathFrom === undefined && inSwathUntil === undefined
      ? undefined
      : {
          beginMs: inSwathFrom ? Date.parse(inSwathFrom) : null,
          endMs: inSwathUntil ? Date.parse(inSwathUntil) : null,
        };
  const sky = { azimuthDeg, elevationDeg, rangeKm, sunElevationDeg };
  return {
    ...{ timeMs, distanceKm, side, ascending, day, ...sky, uncertaintySeconds, driftKm, imaging, maybe },
    inSwath: imaging.length > 0,
    atEdge: imaging.length > 0 && imaging.every((each) => each.atEdge),
    ...(stay && { stay }),
  };
}
