// The truth data, typed. Where it comes from and what its fields mean: data/README.md.
import { readFileSync } from 'node:fs';
import type { Omm } from '../../orbit/omm.ts';

type Lines = [line1: string, line2: string];

/** One case of the SGP4 verification set. */
export interface Sgp4Case {
  catalogNumber: number;
  line1: string;
  line2: string;
  nearEarth: boolean;
  startMinutes: number;
  stopMinutes: number;
  stepMinutes: number;
  /** The SGP4 error code and the first minute of start + k * step at which it occurs. */
  expectedError: { code: number; minutes: number } | null;
  rows: [minutes: number, x: number, y: number, z: number, vx: number, vy: number, vz: number][];
}

export interface TruePoint {
  ms: number;
  kind: 'odd' | 'grid' | 'pole' | 'antimeridian' | 'node' | 'epoch';
  latitudeDeg: number;
  longitudeDeg: number;
  altitudeKm: number;
  groundSpeedKmPerS: number;
  headingDeg: number;
  ascending: boolean;
  /** Within about 5 s of the turn. */
  ascendingAmbiguous: boolean;
  /** The same by model B. */
  b: [latitudeDeg: number, longitudeDeg: number, altitudeKm: number];
  temeKm: [x: number, y: number, z: number];
}

export interface TrueTrack {
  catalogNumber: number;
  name: string;
  lines: Lines;
  /** With three decimals: the microseconds of the epoch. */
  epochMs: number;
  points: TruePoint[];
}

export interface TrueElements {
  catalogNumber: number;
  set: 'newest' | 'older';
  lines: Lines;
  omm: Omm;
}

interface GridPoint {
  ms: number;
  latitudeDeg: number;
  longitudeDeg: number;
}

export interface TrueCrossing {
  latitudeDeg: number;
  /** The grid points on both sides of the crossing. */
  before: GridPoint;
  after: GridPoint;
  /** Where the straight line between them crosses. */
  linearLatitudeDeg: number;
}

export interface TruePlace {
  id: string;
  name: string;
  latitudeDeg: number;
  longitudeDeg: number;
}

export interface TrueSighting {
  ms: number;
  azimuthDeg: number;
  elevationDeg: number;
  rangeKm: number;
}

interface TruePass {
  rise: TrueSighting;
  culmination: TrueSighting;
  set: TrueSighting;
  /** Crosses an edge of the window. */
  partial: boolean;
  /** Culminates below 0.2 degrees: models may disagree whether it happens. */
  marginal: boolean;
}

export interface TrueOverpass {
  ms: number;
  distanceKm: number;
  side: 'left' | 'right';
  sideAmbiguous: boolean;
  ascending: boolean;
  ascendingAmbiguous: boolean;
  /** Within 5 km of the limit: a test may skip it. */
  margin: boolean;
  day: boolean;
  sunElevationDeg: number;
  dayAmbiguous: boolean;
}

interface OverPlaces<AtPlace> {
  catalogNumber: number;
  name: string;
  startMs: number;
  endMs: number;
  places: AtPlace[];
}

/** Horizon passes; `nearMisses` culminate just below the horizon. */
export type TruePasses = OverPlaces<{ place: string; passes: TruePass[]; nearMisses: { ms: number }[] }>;

/** Swath overpasses; `nearMisses` are just outside of the swath. */
export interface TrueOverpasses
  extends OverPlaces<{ place: string; overpasses: TrueOverpass[]; nearMisses: { ms: number }[] }> {
  swathKm: number;
  narrowSwathKm: number;
  /** The same for a narrow swath, times only; `marginMs`: within 5 km of the limit, inside or outside. */
  narrow: { place: string; overpassMs: number[]; marginMs: number[] }[];
}

/** A window at any time, and its overpasses, each by the set that is the nearest. */
export interface TrueWindow {
  catalogNumber: number;
  latitudeDeg: number;
  longitudeDeg: number;
  fromMs: number;
  untilMs: number;
  overpasses: {
    ms: number;
    distanceKm: number;
    side: 'left' | 'right';
    ascending: boolean;
    elementsEpoch: string;
    margin?: true;
    sideAmbiguous?: true;
    ascendingAmbiguous?: true;
  }[];
}

export interface TrueSun {
  subSolar: { ms: number; latitudeDeg: number; longitudeDeg: number }[];
  satellites: { catalogNumber: number; states: { ms: number; sunlit: boolean; ambiguous: boolean }[] }[];
}

export const sgp4Cases = load<{ cases: Sgp4Case[] }>('SGP4-VER').cases;
export const trueTracks = load<{ satellites: TrueTrack[] }>('tracks').satellites;
export const trueElements = load<{ sets: TrueElements[] }>('omm').sets;
export const trueCrossings = load<{ satellites: { name: string; crossings: TrueCrossing[] }[] }>(
  'antimeridian',
).satellites;

export const trueSun = load<TrueSun>('sun');
export const truePasses = load<{ satellites: TruePasses[] }>('passes').satellites;
export const trueOverpasses = load<{ satellites: TrueOverpasses[] }>('overpasses').satellites;

/** Where a satellite is in the sky of a place. */
interface TrueSky {
  catalogNumber: number;
  place: string;
  ms: number;
  azimuthDeg: number;
  elevationDeg: number;
  rangeKm: number;
}
export const trueSkies = load<{ skies: TrueSky[] }>('skies').skies;

export const trueWindows = load<{ windows: TrueWindow[] }>('any-time').windows;

const places = load<{ places: TruePlace[] }>('passes').places;

/** A place of the passes and overpasses, by its id. */
export function truePlace(id: string): TruePlace {
  const found = places.find((each) => each.id === id);
  if (!found) throw new Error(`no place ${id} in the truth data`);
  return found;
}

/** The newest set of a satellite, by its catalog number. */
export function newestOmm(catalogNumber: number): Omm {
  const found = trueElements.find((each) => each.catalogNumber === catalogNumber && each.set === 'newest');
  if (!found) throw new Error(`no newest set of ${catalogNumber} in the truth data`);
  return found.omm;
}

function load<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), 'utf8')) as T;
}
