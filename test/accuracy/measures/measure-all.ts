// All measurements: the tests check them, the table prints them.
import { measureAntimeridian } from './measure-antimeridian.ts';
import { measureElements } from './measure-elements.ts';
import { measureInterpolation } from './measure-interpolation.ts';
import { measureMotion } from './measure-motion.ts';
import { measureOverpasses } from './measure-overpasses.ts';
import { measurePasses } from './measure-passes.ts';
import { measureSgp4 } from './measure-sgp4.ts';
import { measureSun } from './measure-sun.ts';
import { measureTracks } from './measure-tracks.ts';
import type { Errors } from './measurement.ts';

const MEASURES: readonly (() => Errors)[] = [
  measureSgp4,
  measureElements,
  measureTracks,
  measureInterpolation,
  measureAntimeridian,
  measureMotion,
  measureSun,
  measurePasses,
  measureOverpasses,
];

/** The errors of every quantity. */
export function measureAll(): Errors {
  return Object.assign({}, ...MEASURES.map((measure) => measure()));
}
