// What the API would answer when the states of the page are drawn: the demo's recording, with fresh elements, with more
// satellites, or with a feed that has stopped.
import { readFileSync } from 'node:fs';
import { ageState } from '../../orbit/age.ts';
import { toSgp4Record } from '../../orbit/elements.ts';
import { gridTimes, HOUR_POINTS, LEAD_MS, STEP_MS } from '../../orbit/grid.ts';
import type { Omm } from '../../orbit/omm.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../orbit/time.ts';
import { RECORDING_FILE } from '../../web/build/build-page.ts';
import { type Playback, preparePlayback, type Recording } from '../../web/demo/recording.ts';
import type { SatelliteAnswer } from '../../wire/satellites.ts';

/** As recorded, months after the elements; a day after them; six and more satellites; a year after them; stopped. */
export type Data = 'recorded' | 'fresh' | 'many' | 'old' | 'late';

const recorded = preparePlayback(JSON.parse(readFileSync(RECORDING_FILE, 'utf8')) as Recording);
export const BEGIN_MS = recorded.beginMs;

/** Others than those of the recording: roughly their orbits. */
const OTHERS = [
  { catalogNumber: 37849, name: 'Suomi NPP', motion: 14.195, inclination: 98.7, node: 300, instrument: 'VIIRS' },
  { catalogNumber: 39084, name: 'Landsat 8', motion: 14.571, inclination: 98.2, node: 20, instrument: 'OLI' },
  { catalogNumber: 25544, name: 'ISS (ZARYA)', motion: 15.5, inclination: 51.6, node: 80, instrument: 'view' },
  { catalogNumber: 43013, name: 'NOAA 20', motion: 14.195, inclination: 98.7, node: 120, instrument: 'VIIRS' },
];

export function playbackOf(data: Data): Playback {
  if (data === 'recorded') return recorded;
  const satellites = data === 'many' ? [...recorded.satellites, ...others()] : recorded.satellites;
  const playback = withElements(satellites, data === 'old' ? 400 : 1);
  return data === 'late' ? { ...playback, points: cut(playback) } : playback;
}

/** The satellites with elements of so many days ago, and the points that follow from them. */
function withElements(satellites: readonly SatelliteAnswer[], ageDays: number): Playback {
  const epoch = new Date(BEGIN_MS - ageDays * DAY_MS).toISOString();
  const aged = satellites.map((satellite) => {
    if (!satellite.elements) return satellite;
    const omm = { ...satellite.elements.omm, EPOCH: epoch.slice(0, -1) };
    const state = ageState(ageDays);
    return {
      ...satellite,
      elements: { ...satellite.elements, omm, epoch, ageDays, state, source: 'celestrak.org', retrievedAt: epoch },
    };
  });
  const points = new Map(
    aged.flatMap(({ catalogNumber, elements }) =>
      elements ? [[catalogNumber, pointsOf(elements.omm, elements.epoch)] as const] : [],
    ),
  );
  return { ...recorded, satellites: aged, points };
}

function pointsOf(omm: Omm, elementsEpoch: string): TrackPoint[] {
  const record = toSgp4Record(omm);
  const untilMs = BEGIN_MS + 10 * MINUTE_MS + LEAD_MS;
  return gridTimes(BEGIN_MS - (HOUR_POINTS + 3) * STEP_MS, untilMs).map((timeMs) => ({
    ...subSatellitePoint(record, timeMs),
    timeMs,
    elementsEpoch,
  }));
}

/** Nothing after 40 seconds before the beginning. */
function cut({ points }: Playback): Playback['points'] {
  const untilMs = BEGIN_MS - 40 * SECOND_MS;
  return new Map([...points].map(([number, track]) => [number, track.filter(({ timeMs }) => timeMs <= untilMs)]));
}

function others(): SatelliteAnswer[] {
  const [first] = recorded.satellites;
  if (!first?.elements) throw new Error('The recording has no elements.');
  const { elements } = first;
  return OTHERS.map(({ catalogNumber, name, motion, inclination, node, instrument }) => ({
    ...first,
    ...{ catalogNumber, name, instrument },
    instruments: first.instruments?.slice(0, 1).map((each) => ({ ...each, name: instrument })),
    elements: {
      ...elements,
      omm: {
        ...elements.omm,
        ...{ OBJECT_NAME: name, NORAD_CAT_ID: catalogNumber, MEAN_MOTION: motion },
        ...{ INCLINATION: inclination, RA_OF_ASC_NODE: node, MEAN_ANOMALY: node },
      },
    },
  }));
}
