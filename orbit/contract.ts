// What outside programs rely on: the API's answers and the socket's frames (docs/openapi.yaml, docs/asyncapi.yaml).
import type { Omm } from './omm.ts';
import type { WirePoint } from './point.ts';

/** State of a satellite's elements: by age, or `waiting` for a first set, or `failed` when SGP4 refuses the set. */
export type ElementsState = 'fresh' | 'ageing' | 'stale' | 'old' | 'waiting' | 'failed';

/** GET /satellites */
export interface SatellitesAnswer {
  satellites: SatelliteAnswer[];
}

export interface SatelliteAnswer {
  catalogNumber: number;
  name: string;
  internationalDesignator: string | null;
  instrument: string;
  swathKm: number;
  /** null while the satellite waits for its first set, or when its set cannot be read. */
  elements: ElementsAnswer | null;
  /** The newest point that is not after now. */
  latest: WirePoint | null;
}

export interface ElementsAnswer {
  epoch: string;
  ageDays: number;
  state: ElementsState;
  /** Host that the set was downloaded from, or `bundled`. */
  source: string;
  /** When it was downloaded; null for a bundled set. */
  retrievedAt: string | null;
  omm: Omm;
}

/** GET /satellites/{catalogNumber}/track */
export interface TrackAnswer {
  catalogNumber: number;
  name: string;
  stepSeconds: number;
  count: number;
  /** Whether every slot of the asked window is there. */
  complete: boolean;
  /** Oldest first, none later than `before`. */
  points: WirePoint[];
  /** The points after now that are already known; empty when `before` is given. */
  ahead: WirePoint[];
  /** One for each run of points (`points`, then `ahead`) computed from the same elements. */
  epochs: { from: string; elementsEpoch: string }[];
}

/** GET /satellites/{catalogNumber}/overpasses */
export interface OverpassesAnswer {
  catalogNumber: number;
  name: string;
  instrument: string;
  swathKm: number;
  place: { latitudeDeg: number; longitudeDeg: number };
  kind: 'swath' | 'horizon';
  from: string;
  until: string;
  /** What the times were computed from; null while the satellite waits for its first set. */
  elements: ElementsUsed | null;
  /** By the time of closest approach, or of rise. */
  overpasses: SwathOverpassAnswer[] | HorizonPassAnswer[];
}

export interface ElementsUsed {
  epoch: string;
  /** At `from`. */
  ageDays: number;
  state: ElementsState;
  /** At `from`: said even when there is no overpass that could say it. */
  timingUncertaintySeconds: number;
}

/** A time at which the place lies in the swath: the closest approach of the track. */
export interface SwathOverpassAnswer {
  time: string;
  /** Along the ground, from the place to the track. */
  distanceKm: number;
  /** Of the direction of flight, on which the place lies. */
  side: 'left' | 'right';
  ascending: boolean;
  day: boolean;
  sunElevationDeg: number;
  /** What the age of the elements, by then, makes of the time. */
  timingUncertaintySeconds: number;
}

/** A pass over the horizon. A rise or set that is out of reach is null. */
export interface HorizonPassAnswer {
  rise: SightingAnswer | null;
  culmination: SightingAnswer;
  set: SightingAnswer | null;
  timingUncertaintySeconds: number;
}

export interface SightingAnswer {
  time: string;
  azimuthDeg: number;
  elevationDeg: number;
  rangeKm: number;
}

/** GET /status */
export interface StatusAnswer {
  now: string;
  satellites: {
    catalogNumber: number;
    newest: string | null;
    aheadSeconds: number | null;
    /** Slots of the last hour that are not stored. */
    missing: number;
    elementsState: ElementsState;
  }[];
}

/** The one message of the socket. */
export interface PointsFrame {
  type: 'points';
  sentAt: string;
  satellites: { catalogNumber: number; elementsEpoch: string; points: WirePoint[] }[];
}
