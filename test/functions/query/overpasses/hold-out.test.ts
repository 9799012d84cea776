// Overpasses that independent programs computed, asked of the API for past and future times: within the tolerances of
// docs/accuracy.md, and with the errors that it states.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { answer } from '../../../../functions/query/dispatch.ts';
import { parseRequest } from '../../../../functions/query/http/request.ts';
import type { HeldElements } from '../../../../functions/shared/elements.ts';
import { archiveSet, type ElementsArchive } from '../../../../functions/shared/elements-archive.ts';
import { epochMs } from '../../../../orbit/elements.ts';
import { formatTime } from '../../../../orbit/time.ts';
import type { HorizonPassAnswer, OverpassesAnswer, SwathOverpassAnswer } from '../../../../wire/overpasses.ts';
import { match, wrongs } from '../../../accuracy/match.ts';
import { summarize } from '../../../accuracy/measures/measurement.ts';
import { trueElements, trueOverpasses, truePasses, truePlace, trueWindows } from '../../../accuracy/truth.ts';
import { anElementsArchive, clientsFor } from '../../../support/aws.ts';
import { aReport, THREE_SATELLITES } from '../../../support/builders.ts';
import { anHttpEvent } from '../../../support/lambda.ts';

const DOCUMENT = readFileSync(new URL('../../../../docs/accuracy.md', import.meta.url), 'utf8');

/** Months after the sets. */
const LATER_MS = Date.parse('2026-12-26T08:00:00Z');
const MINUTE_MS = 60_000;

const SETS = trueElements.map(
  ({ omm }): HeldElements => ({ omm, source: 'celestrak.org', retrievedAt: '2026-10-09T23:47:12Z' }),
);

interface Question {
  catalogNumber: number;
  place: { latitudeDeg: number; longitudeDeg: number };
  fromMs: number;
  untilMs: number;
  kind: 'swath' | 'horizon';
}

let archive: ElementsArchive;

/** What the API answers at a time. It knows the sets of until then. */
async function ask(
  { catalogNumber, place, fromMs, untilMs, kind }: Question,
  nowMs: number,
): Promise<OverpassesAnswer> {
  const query = {
    latitude: String(place.latitudeDeg),
    longitude: String(place.longitudeDeg),
    from: formatTime(fromMs),
    until: formatTime(untilMs),
    kind,
  };
  const current = SETS.filter(({ omm }) => omm.NORAD_CAT_ID === catalogNumber && epochMs(omm) <= nowMs);
  const parts = {
    satellites: THREE_SATELLITES,
    elementsOf: () => current.toSorted((a, b) => epochMs(b.omm) - epochMs(a.omm))[0],
    problemOf: () => undefined,
    table: {} as never,
    archive,
    report: aReport(),
  };
  const request = parseRequest(anHttpEvent({ path: `/satellites/${catalogNumber}/overpasses`, query }));
  return (await answer(request, parts, nowMs)).body as OverpassesAnswer;
}

beforeAll(async () => {
  archive = await anElementsArchive(clientsFor(inject('endpoint')));
  for (const set of SETS) await archiveSet(archive, set);
});

const SWATHS = new Map(trueOverpasses.map(({ catalogNumber, swathKm }) => [catalogNumber, swathKm]));

/** As in test/accuracy/measures: closer to the limit of the swath than this, models may disagree. */
const isClearlyInside = (catalogNumber: number, { distanceKm }: SwathOverpassAnswer) =>
  distanceKm < (SWATHS.get(catalogNumber) as number) / 2 - 5;

const swathsOf = (answered: OverpassesAnswer) => answered.overpasses as SwathOverpassAnswer[];
const timeMs = ({ time }: { time: string }) => Date.parse(time);

/** A column of errors, and its tolerance. */
interface Row {
  quantity: string;
  unit: string;
  errors: number[];
  tolerance: number;
}

const row = (quantity: string, unit: string, tolerance: number): Row => ({ quantity, unit, errors: [], tolerance });

/** Checks the errors against their tolerances, and against the lines of the document. */
function check(title: string, rows: readonly Row[]) {
  for (const { quantity, unit, errors, tolerance } of rows) {
    const { samples, worst } = summarize(errors);
    expect(samples).toBeGreaterThan(0);
    expect(worst).toBeLessThanOrEqual(tolerance);
    const begin = `| ${title}: ${quantity} | ${unit} | ${samples} | `;
    const line = DOCUMENT.split('\n').find((each) => each.startsWith(begin));
    const figure = Number(worst.toPrecision(2));
    expect(line ?? `missing: ${begin}${figure} | ${tolerance} |`).toBe(line);
    const [stated, statedTolerance] = line?.slice(begin.length).split(' | ') ?? [];
    expect(`${tolerance} |`).toBe(statedTolerance);
    // Another processor may round the last bit differently.
    expect(figure).toBeLessThanOrEqual(1.2 * Number(stated));
  }
}

describe.each(['past', 'future'] as const)('the %s', (when) => {
  /** A minute after the newest set, or months later. */
  const nowFor = (catalogNumber: number) => {
    const epochs = SETS.filter(({ omm }) => omm.NORAD_CAT_ID === catalogNumber).map(({ omm }) => epochMs(omm));
    return when === 'past' ? LATER_MS : Math.max(...epochs) + MINUTE_MS;
  };

  it('has the swath overpasses of eight places in five days', async () => {
    const [time, distance] = [row('time', 'ms', 100), row('distance', 'm', 10)];
    const [missed, invented] = [row('missed', 'wrong', 0), row('invented', 'wrong', 0)];
    for (const { catalogNumber, startMs: fromMs, endMs: untilMs, places } of trueOverpasses) {
      for (const { place, overpasses } of places) {
        const question = { catalogNumber, place: truePlace(place), fromMs, untilMs, kind: 'swath' as const };
        const matched = match(swathsOf(await ask(question, nowFor(catalogNumber))), overpasses, timeMs, ({ ms }) => ms);
        const { pairs } = matched;
        time.errors.push(...pairs.map(([found, { ms }]) => Math.abs(timeMs(found) - ms)));
        distance.errors.push(...pairs.map(([found, each]) => Math.abs(found.distanceKm - each.distanceKm) * 1000));
        missed.errors.push(...wrongs(pairs.length, matched.missed.filter(({ margin }) => !margin).length));
        const extra = matched.invented.filter((each) => isClearlyInside(catalogNumber, each));
        invented.errors.push(...wrongs(pairs.length, extra.length));
      }
    }
    check(`swath overpasses, ${when}`, [time, distance, missed, invented]);
  });

  it('has the passes over the horizon of eight places in five days', async () => {
    const [moments, elevation] = [row('rise, culmination and set', 'ms', 100), row('elevation', 'deg', 0.001)];
    const [missed, invented] = [row('missed', 'wrong', 0), row('invented', 'wrong', 0)];
    for (const { catalogNumber, startMs: fromMs, endMs: untilMs, places } of truePasses) {
      for (const { place, passes } of places) {
        const question = { catalogNumber, place: truePlace(place), fromMs, untilMs, kind: 'horizon' as const };
        const found = (await ask(question, nowFor(catalogNumber))).overpasses as HorizonPassAnswer[];
        const culminationMs = ({ culmination }: HorizonPassAnswer) => timeMs(culmination);
        const matched = match(found, passes, culminationMs, ({ culmination }) => culmination.ms);
        for (const [pass, expected] of matched.pairs) {
          for (const moment of ['rise', 'culmination', 'set'] as const) {
            const sighting = pass[moment];
            moments.errors.push(sighting ? Math.abs(timeMs(sighting) - expected[moment].ms) : Number.NaN);
            elevation.errors.push(Math.abs((sighting?.elevationDeg ?? Number.NaN) - expected[moment].elevationDeg));
          }
        }
        missed.errors.push(...wrongs(matched.pairs.length, matched.missed.filter(({ marginal }) => !marginal).length));
        const extra = matched.invented.filter(({ culmination }) => culmination.elevationDeg > 0.2);
        invented.errors.push(...wrongs(matched.pairs.length, extra.length));
      }
    }
    check(`passes, ${when}`, [moments, elevation, missed, invented]);
  });
});

it('any time, also where two sets meet, has the overpasses of 60 places, each by the nearest set', async () => {
  const [time, distance] = [row('time', 'ms', 100), row('distance', 'm', 10)];
  const signs = row('side, ascending and set, where not ambiguous', 'wrong', 0);
  const [missed, invented] = [row('missed', 'wrong', 0), row('invented', 'wrong', 0)];
  let met = 0;
  for (const { catalogNumber, latitudeDeg, longitudeDeg, fromMs, untilMs, overpasses } of trueWindows) {
    const place = { latitudeDeg, longitudeDeg };
    const answered = await ask({ catalogNumber, place, fromMs, untilMs, kind: 'swath' }, LATER_MS);
    const { pairs, ...matched } = match(swathsOf(answered), overpasses, timeMs, ({ ms }) => ms);
    for (const [found, expected] of pairs) {
      time.errors.push(Math.abs(timeMs(found) - expected.ms));
      distance.errors.push(Math.abs(found.distanceKm - expected.distanceKm) * 1000);
      if (!expected.sideAmbiguous) signs.errors.push(Number(found.side !== expected.side));
      if (!expected.ascendingAmbiguous) signs.errors.push(Number(found.ascending !== expected.ascending));
      signs.errors.push(Number((found.elementsEpoch ?? answered.elements?.epoch) !== expected.elementsEpoch));
    }
    if (new Set(overpasses.map(({ elementsEpoch }) => elementsEpoch)).size > 1) met += 1;
    missed.errors.push(...wrongs(pairs.length, matched.missed.filter(({ margin }) => !margin).length));
    const extra = matched.invented.filter((each) => isClearlyInside(catalogNumber, each));
    invented.errors.push(...wrongs(pairs.length, extra.length));
  }
  expect(met).toBeGreaterThan(20);
  check('overpasses at any time', [time, distance, signs, missed, invented]);
});
