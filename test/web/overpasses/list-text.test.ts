// What the list says when it is empty or incomplete, and why.
import { describe, expect, it } from 'vitest';
import type { Approach } from '../../../orbit/approaches.ts';
import { toSgp4Record } from '../../../orbit/elements.ts';
import type { Filters } from '../../../web/overpasses/filters.ts';
import type { SearchOutcome } from '../../../web/overpasses/list.ts';
import {
  describeAge,
  describeGaps,
  describeList,
  describeViews,
  type ListState,
} from '../../../web/overpasses/list-text.ts';
import type { ShownSatellite } from '../../../web/satellite/shown-satellite.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { anInstrument } from '../../support/builders.ts';
import { aSatellite } from '../points.ts';
import { anApproach, anImaging, aRow, NOW } from './approaches.ts';

const NOTHING: SearchOutcome = { approaches: [] };
const found = (...approaches: Approach[]): SearchOutcome => ({ approaches });
const at = (hours: number) => NOW + hours * 3_600_000;
const OUTSIDE = anApproach(at(2), { imaging: [], inSwath: false, distanceKm: 665 });
const NIGHT = anApproach(at(4), { day: false, distanceKm: 300 });
const DARK = anApproach(at(5), { day: false, imaging: [anImaging('Camera', { sees: false })] });
const DAY = anApproach(at(6), { distanceKm: 100 });
const ALWAYS: SearchOutcome = { approaches: [], inView: 'always', inSwath: 'always' };
const NEVER: SearchOutcome = { approaches: [], inView: 'never' };
const record = toSgp4Record(newestOmm(25994));
const aShown = (catalogNumber: number, name: string): ShownSatellite => ({
  ...aSatellite(catalogNumber),
  name,
  ...{ record, colour: 0, track: [], instruments: [anInstrument('Camera'), anInstrument('Scanner')] },
});
const [TERRA, AQUA, AURA] = [aShown(1, 'Terra'), aShown(2, 'Aqua'), aShown(3, 'Aura')] as const;
const UNUSABLE = { record: undefined };
const outcomes = (...entries: [number, SearchOutcome][]) => new Map(entries);
const EMPTY: ListState = {
  satellites: [TERRA, AQUA],
  isListed: true,
  outcomes: outcomes([1, NOTHING], [2, NOTHING]),
  rows: [],
  choice: { includeOutside: false },
  place: { latitudeDeg: 40.02, longitudeDeg: -105.27 },
  units: 'km',
  nowMs: NOW,
};

describe('describeList', () => {
  it.each<[name: string, state: Partial<ListState>, text: string | undefined]>([
    ['rows', { rows: [aRow(NOW)] }, undefined],
    ['no satellites yet', { satellites: [], isListed: false }, 'Waiting for the list of satellites.'],
    ['none with the instrument', { satellites: [] }, 'No satellite on this page fits the filters.'],
    ['not searched', { outcomes: outcomes() }, 'Looking for overpasses …'],
    ['searched in part', { outcomes: outcomes([1, NOTHING]) }, 'Looking for overpasses …'],
    ['nothing found', {}, 'None of these satellites will have this place in its swath in the next five days.'],
    [
      'nothing found for one satellite',
      { satellites: [TERRA] },
      'Terra does not have this place in its swath in the next five days.',
    ],
    [
      'nothing found outside either',
      { choice: { includeOutside: true } },
      'None of these satellites will rise above the horizon of this place in the next five days.',
    ],
    [
      'nothing found outside either for one satellite',
      { satellites: [TERRA], choice: { includeOutside: true } },
      'Terra does not rise above the horizon of this place in the next five days.',
    ],
    [
      'one of them without usable elements',
      { satellites: [{ ...TERRA, ...UNUSABLE }, AQUA] },
      'Aqua does not have this place in its swath in the next five days.',
    ],
    [
      'one of them always in view',
      { outcomes: outcomes([1, ALWAYS], [2, NOTHING]) },
      'Aqua does not have this place in its swath in the next five days.',
    ],
    [
      'one of three never in view',
      { satellites: [TERRA, AQUA, AURA], outcomes: outcomes([1, NOTHING], [2, NEVER], [3, NOTHING]) },
      'None of the other satellites will have this place in its swath in the next five days.',
    ],
    ['all always or never in view', { outcomes: outcomes([1, ALWAYS], [2, NEVER]) }, undefined],
    ['none searched', { satellites: [{ ...TERRA, ...UNUSABLE }] }, undefined],
    ['the only search failed', { satellites: [TERRA], outcomes: outcomes([1, 'failed']) }, undefined],
  ])('%s', (_, state, text) => {
    expect(describeList({ ...EMPTY, ...state })?.text).toBe(text);
  });

  it.each<[name: string, choice: Filters, found: SearchOutcome, text: string, widen: string | undefined]>([
    [
      'its instruments: the satellite passes by day, but not within their reach',
      { instrument: 'Scanner' },
      found(OUTSIDE, NIGHT, DAY),
      'Terra does not have this place in the swath of Scanner in the next five days. The nearest is in the list:',
      'Show all instruments',
    ],
    [
      'the distance',
      { maxOffNadirKm: 50 },
      found(OUTSIDE, NIGHT, DAY),
      'No pass within 50 km in the next five days. The nearest is in the list:',
      'Show any distance',
    ],
    [
      'the distance, by day: what is nearer at night does not count',
      { maxOffNadirKm: 50, daylight: 'true' },
      found(anApproach(at(4), { day: false, distanceKm: 20 }), DAY),
      'No pass within 50 km by day in the next five days. The nearest is in the list:',
      'Show any distance',
    ],
    [
      'daylight',
      { daylight: 'true' },
      found(NIGHT, { ...NIGHT, timeMs: at(30) }),
      'No pass by day in the next five days; at night there are 2.',
      'Show passes at night',
    ],
    [
      'daylight, and then the distance',
      { daylight: 'true', maxOffNadirKm: 50 },
      found(NIGHT),
      'No pass by day in the next five days; at night there is one.',
      'Show any distance, also at night',
    ],
    [
      'instruments that see nothing at night',
      {},
      found(OUTSIDE, DARK),
      'Terra: this place will be in the swath of Camera only at night in the next five days, when it does not image.',
      'Show passes at night, also of cameras',
    ],
  ])('names the filter that leaves nothing, and what is nearest: %s', (_, choice, outcome, text, widen) => {
    const state = { ...EMPTY, satellites: [TERRA], outcomes: outcomes([1, outcome]) };
    const remark = describeList({ ...state, choice: { ...choice, includeOutside: false } });

    expect(remark?.text).toBe(text);
    expect(remark?.nearest?.distanceKm).toBe(text.includes('nearest') ? 100 : undefined);
    expect(remark?.widen?.label).toBe(widen);
  });

  it('says when daylight returns, in the long night', () => {
    const state = {
      ...EMPTY,
      place: { latitudeDeg: 72.37, longitudeDeg: 126.48 },
      outcomes: outcomes([1, found(NIGHT)]),
    };
    const remark = describeList({ ...state, satellites: [TERRA], choice: { daylight: 'true', includeOutside: false } });

    // By hand: the Sun is 17.6° south of the equator on 30 January, and 17.4° on the day after.
    expect(remark?.text).toBe('No daylight here in the next five days: the Sun rises again around 31 Jan.');
  });

  it('says it of the satellites that pass, not of the others', () => {
    const state = { ...EMPTY, outcomes: outcomes([1, found(DARK)], [2, NOTHING]) };

    expect(describeList(state)?.text).toMatch(/^Terra: this place will be in the swath of Camera only at night/);
  });
});

describe('describeViews', () => {
  const satellites = ['GOES-18', 'GOES-19', 'Terra', 'Himawari-9'].map((name, index) => ({
    catalogNumber: index,
    name,
    record,
  }));
  const viewed = (...found: SearchOutcome[]) =>
    describeViews({
      satellites,
      outcomes: outcomes(...found.map((each, index): [number, SearchOutcome] => [index, each])),
    });

  it.each<[name: string, text: string, outcome: SearchOutcome]>([
    ['in the swath', 'is always in view, with this place in the swath', ALWAYS],
    ['outside', 'is always in view, but this place is never in the swath', { ...ALWAYS, inSwath: 'never' }],
    ['now and then in the swath', 'is always in view', { approaches: [], inView: 'always' }],
    ['beyond the horizon', 'has this place always in the swath', { approaches: [], inSwath: 'always' }],
    ['never', 'is never in view', NEVER],
  ])('says what a satellite sees that does not pass: %s', (_, text, outcome) => {
    expect(viewed(outcome, NOTHING, 'failed')).toBe(`GOES-18 ${text}.`);
  });

  it('names those of one kind together', () => {
    expect(viewed(ALWAYS, ALWAYS, NOTHING, NEVER)).toBe(
      'GOES-18 and GOES-19 are always in view, with this place in the swath. Himawari-9 is never in view.',
    );
  });

  it('is undefined when all satellites pass, and before they are searched', () => {
    expect(viewed(NOTHING, NOTHING, NOTHING, NOTHING)).toBeUndefined();
    expect(viewed()).toBeUndefined();
  });
});

describe('describeAge', () => {
  const dayAfter = (days: number) => record.epochMs + days * 86_400_000;

  it('is silent while seconds are known', () => {
    expect(describeAge({ satellites: [TERRA] }, dayAfter(20))).toBeUndefined();
  });

  it('says how old elements are, and what that does to each satellite', () => {
    // Terra's by test/orbit/approaches.test.ts: 12.8 s.
    expect(describeAge({ satellites: [TERRA] }, dayAfter(30.4))).toBe('Elements 30 days old: Terra ± 13 s.');
    const aura = { ...AURA, record: toSgp4Record(newestOmm(28376)) };
    expect(describeAge({ satellites: [TERRA, aura, { ...AQUA, ...UNUSABLE }] }, dayAfter(48))).toMatch(
      /^Elements 48 to 1\d\d days old: Terra ± 3\d s, Aura ± \d\d min\.$/,
    );
  });
});

describe('describeGaps', () => {
  it('names the satellites that are missing, and why', () => {
    const satellites = [
      { ...TERRA, ...UNUSABLE },
      AQUA,
      { catalogNumber: 3, name: 'Aura', ...UNUSABLE },
      { catalogNumber: 4, name: 'Suomi NPP', record },
    ];
    const found = outcomes(
      [1, NOTHING],
      [2, 'failed'],
      [4, { approaches: [], refusedAfterMs: Date.UTC(2026, 10, 27, 14) }],
    );

    expect(describeGaps({ satellites, outcomes: found })).toBe(
      'No usable elements for Terra and Aura. Could not compute the overpasses of Aqua. ' +
        'The elements of Suomi NPP are only usable until 27 Nov 2026, 14:00 UTC.',
    );
  });

  it('says that a satellite has decayed, or will, and when its overpasses end', () => {
    const elements = (reason: string) => ({ reason }) as SatelliteAnswer['elements'];
    const satellites = [
      { ...TERRA, ...UNUSABLE, elements: elements('decayed around 18 November 2026') },
      { ...AQUA, elements: elements('decays around 27 November 2026') },
    ];
    const found = outcomes([2, { approaches: [], refusedAfterMs: Date.UTC(2026, 10, 27, 14) }]);

    expect(describeGaps({ satellites, outcomes: found })).toBe(
      'Terra decayed around 18 November 2026. ' +
        'Aqua decays around 27 November 2026: no overpasses after 27 Nov 2026, 14:00 UTC.',
    );
  });

  it.each<[name: string, outcomes: ReadonlyMap<number, SearchOutcome>]>([
    ['a complete list', EMPTY.outcomes],
    ['a satellite that is not shown', outcomes([3, 'failed'])],
  ])('is undefined for %s', (_, found) => {
    expect(describeGaps({ satellites: [TERRA, AQUA], outcomes: found })).toBeUndefined();
  });
});
