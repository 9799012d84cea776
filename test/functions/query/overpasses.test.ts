// When a satellite passes over a place, as the API says it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { overpassesCalendar, overpassesCsv } from '../../../functions/query/overpass-forms.ts';
import { type OverpassQuestion, overpassesOf } from '../../../functions/query/overpasses.ts';
import { recordOf } from '../../../functions/shared/elements.ts';
import type { SwathOverpassAnswer } from '../../../orbit/contract.ts';
import { horizonPasses } from '../../../orbit/horizon.ts';
import { swathOverpasses } from '../../../orbit/overpasses.ts';
import { formatTime } from '../../../orbit/point.ts';
import { validateAnswer } from '../../contract/schemas.ts';
import { aSatellite, decayed, NOW_MS } from '../../support/builders.ts';
import { held } from './ask.ts';

const FROM_MS = NOW_MS - 7500;
const DAY_MS = 86_400_000;
const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.25 };

const of = (
  question: Partial<OverpassQuestion> = {},
  nowMs = NOW_MS,
  elements: ReturnType<typeof held> | undefined = held(),
) => {
  const answer = overpassesOf(aSatellite(), elements, { place: BOULDER, kind: 'swath', days: 5, ...question }, nowMs);
  expect(validateAnswer('/satellites/{catalogNumber}/overpasses', 200, JSON.parse(JSON.stringify(answer)))).toEqual([]);
  return answer;
};

describe('overpasses', () => {
  it('of the swath are those of the orbit folder, from the minute on', () => {
    const answer = of();
    const { found } = swathOverpasses(recordOf(held().omm), BOULDER, FROM_MS, FROM_MS + 5 * DAY_MS, 2330);

    expect(answer).toMatchObject({ from: formatTime(FROM_MS), until: formatTime(FROM_MS + 5 * DAY_MS) });
    expect(answer.elements).toMatchObject({ epoch: '2026-10-09T22:33:25.053984Z', state: 'fresh' });
    expect(found.length).toBeGreaterThan(5);
    expect(answer.overpasses).toMatchObject(
      found.map(({ timeMs, side, day }) => ({ time: formatTime(Math.round(timeMs)), side, day })),
    );
  });

  it('over the horizon are those of the orbit folder', () => {
    const answer = of({ kind: 'horizon' });
    const { found } = horizonPasses(recordOf(held().omm), BOULDER, FROM_MS, FROM_MS + 5 * DAY_MS);

    expect(found.length).toBeGreaterThan(10);
    expect(answer.overpasses).toMatchObject(
      found.map(({ culmination }) => ({ culmination: { time: formatTime(Math.round(culmination.timeMs)) } })),
    );
  });

  it('are the same for a minute', () => {
    expect(of({}, FROM_MS + 59_999)).toEqual(of({}, FROM_MS));
  });

  it('are told to be less certain as their elements age', () => {
    const [first, last] = [of().overpasses.at(0), of().overpasses.at(-1)];

    expect(last?.timingUncertaintySeconds).toBeGreaterThan(first?.timingUncertaintySeconds as number);
  });

  it('are none for a satellite that waits', () => {
    const answer = overpassesOf(aSatellite(), undefined, { place: BOULDER, kind: 'swath', days: 1 }, NOW_MS);

    expect(answer).toMatchObject({ elements: null, overpasses: [] });
  });

  it('of elements that SGP4 refuses say so', () => {
    expect(of({}, NOW_MS, decayed(held())).elements?.state).toBe('failed');
  });

  it.each([90, -90])('are found at latitude %d', (latitudeDeg) => {
    expect(of({ place: { latitudeDeg, longitudeDeg: 0 }, days: 1 }).overpasses.length).toBeGreaterThan(10);
  });
});

describe('overpasses as CSV', () => {
  it('say on every line what they were computed from', () => {
    const [names, ...lines] = overpassesCsv(of()).trimEnd().split('\r\n');

    expect(names).toBe(
      'satellite,catalogNumber,instrument,time,distanceKm,side,direction,light,sunElevationDeg,timingUncertaintySeconds,elementsEpoch,elementsAgeDays,elementsState',
    );
    expect(lines).toHaveLength(of().overpasses.length);
    for (const line of lines) {
      expect(line).toMatch(/^Terra,25994,MODIS,.*,\d+(\.\d)?,2026-10-09T22:33:25\.053984Z,0\.6,fresh$/);
    }
  });

  it.each([
    ['Terra, old', '"Terra, old"'],
    ['"Terra"', '"""Terra"""'],
    ['=1+1', "'=1+1"],
  ])('write the name %s as %s', (name, cell) => {
    expect(
      overpassesCsv({ ...of({ days: 1 }), name })
        .split('\r\n')[1]
        ?.startsWith(`${cell},25994`),
    ).toBe(true);
  });

  it.each(['swath', 'horizon'] as const)('have the same names when there are none: %s', (kind) => {
    const full = of({ kind });
    const [names] = overpassesCsv(full).split('\r\n');

    expect(overpassesCsv({ ...full, overpasses: [] })).toBe(`${names}\r\n`);
  });
});

describe('overpasses as a calendar', () => {
  const uids = (text: string) =>
    [...text.matchAll(/^UID:(.*(?:\r\n .*)*)/gm)].map(([, uid]) => uid?.replaceAll('\r\n ', ''));

  it.each(['swath', 'horizon'] as const)('are events in lines of 75 bytes at most: %s', (kind) => {
    const text = overpassesCalendar({ ...of({ kind }), name: 'Térrä; one, two\\three\nfour'.repeat(4) });
    const lines = text.split('\r\n');

    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n ', '')).toContain('Térrä\\; one\\, two\\\\three\\nfour');
    expect(lines.filter((line) => /^DT(STAMP|START|END):\d{8}T\d{6}Z$/.test(line))).toHaveLength(
      3 * of({ kind }).overpasses.length,
    );
    expect(new Set(uids(text)).size).toBe(of({ kind }).overpasses.length);
  });

  it('name an overpass the same an hour later', () => {
    const now = uids(overpassesCalendar(of()));
    const later = uids(overpassesCalendar(of({}, NOW_MS + 3_600_000)));
    const gone = (of().overpasses as SwathOverpassAnswer[]).filter(
      ({ time }) => Date.parse(time) < FROM_MS + 3_600_000,
    );

    expect(later.slice(0, now.length - gone.length)).toEqual(now.slice(gone.length));
  });

  it('name an overpass the same with newer elements, but for one in 200', () => {
    const { sets } = JSON.parse(readFileSync(new URL('../../accuracy/data/omm.json', import.meta.url), 'utf8')) as {
      sets: { catalogNumber: number; omm: ReturnType<typeof held>['omm'] }[];
    };
    const [newest, older] = sets.filter(({ catalogNumber }) => catalogNumber === 25994).map(({ omm }) => omm);
    let compared = 0;
    let renamed = 0;
    for (const latitudeDeg of [-65, -40, -20, 0, 20, 40, 55, 70]) {
      const [before, after] = [older, newest].map((omm) => {
        const elements = { ...held(), omm: omm as ReturnType<typeof held>['omm'] };
        const question = {
          place: { latitudeDeg, longitudeDeg: 2 * latitudeDeg - 7.3 },
          days: 10,
          kind: 'horizon' as const,
        };
        return uids(overpassesCalendar(of(question, NOW_MS, elements)));
      }) as [string[], string[]];
      compared += after.length;
      renamed += after.filter((uid) => !before.includes(uid)).length;
    }

    expect(compared).toBeGreaterThan(300);
    expect(renamed / compared).toBeLessThanOrEqual(1 / 200);
  });
});
