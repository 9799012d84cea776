// Overpasses as a table and as a calendar.
import { describe, expect, it } from 'vitest';
import { overpassesCalendar, overpassesCsv } from '../../../functions/query/overpass-forms.ts';
import { epochMs } from '../../../orbit/elements.ts';
import type { SwathOverpassAnswer } from '../../../wire/overpasses.ts';
import { type TrueElements, trueElements } from '../../accuracy/truth.ts';
import { decayed, NOW_MS } from '../../support/builders.ts';
import { held } from './ask.ts';
import { overBoulder } from './boulder.ts';

const FROM_MS = NOW_MS - 7500;

const unfolded = (text: string) => text.replaceAll('\r\n ', '');
const uids = (text: string) => [...unfolded(text).matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);

describe('overpasses as CSV', () => {
  it('say on every line what they were computed from', () => {
    const [names, ...lines] = overpassesCsv(overBoulder()).trimEnd().split('\r\n');

    expect(names).toBe(
      'satellite,catalogNumber,instrument,time,distanceKm,side,direction,light,sunElevationDeg,timingUncertaintySeconds,elementsEpoch,elementsAgeDays,elementsState',
    );
    expect(lines).toHaveLength(overBoulder().overpasses.length);
    for (const line of lines) {
      expect(line).toMatch(/^Terra,25994,MODIS,.*,\d+(\.\d)?,2026-10-09T22:33:25\.053984Z,0\.6,fresh$/);
    }
  });

  it.each([
    ['Terra, old', '"Terra, old"'],
    ['"Terra"', '"""Terra"""'],
    ['=1+1', "'=1+1"],
    ['+1+1', "'+1+1"],
    ['-1+1', "'-1+1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\t=1+1', "'\t=1+1"],
    // Names with control characters are refused in satellites.json; should one come, it stays within its cell.
    ['\r=1+1', `"'\r=1+1"`],
    ['Ter\rra', '"Ter\rra"'],
    ['Ter\nra', '"Ter\nra"'],
    ['Terra-1+2=@', 'Terra-1+2=@'],
  ])('write the name %j as %j', (name, cell) => {
    expect(
      overpassesCsv({ ...overBoulder({ days: 1 }), name })
        .split('\r\n')[1]
        ?.startsWith(`${cell},25994`),
    ).toBe(true);
  });

  it.each(['swath', 'horizon'] as const)(
    'say so on one line, under the same names, when there are none: %s',
    (kind) => {
      const full = overBoulder({ kind });
      const [names, ...lines] = overpassesCsv({ ...full, overpasses: [] }).split('\r\n');

      expect(names).toBe(overpassesCsv(full).split('\r\n')[0]);
      expect(lines).toEqual([
        expect.stringMatching(/^Terra,25994,MODIS,,{6,8}0\.1,2026-10-09T22:33:25\.053984Z,0\.6,fresh$/),
        '',
      ]);
      expect(lines[0]?.split(',')).toHaveLength(names?.split(',').length as number);
    },
  );

  it.each([
    ['waits', null, /^Terra,25994,MODIS,,,,,,,,,,waiting$/],
    [
      'has elements that SGP4 refuses',
      decayed(held()),
      /^Terra,25994,MODIS,,,,,,,0\.1,2026-10-09T22:33:25\.053984Z,0\.6,failed$/,
    ],
  ])('say it of a satellite that %s', (_, elements, line) => {
    const lines = overpassesCsv(overBoulder({}, NOW_MS, elements)).split('\r\n');

    expect(lines).toEqual([expect.stringMatching(/^satellite,/), expect.stringMatching(line), '']);
  });
});

describe('overpasses as a calendar', () => {
  it.each(['swath', 'horizon'] as const)('are events in lines of 75 bytes at most: %s', (kind) => {
    const text = overpassesCalendar({ ...overBoulder({ kind }), name: 'Térrä; one, two\\three\nfour'.repeat(4) });
    const lines = text.split('\r\n');

    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n ', '')).toContain('Térrä\\; one\\, two\\\\three\\nfour');
    expect(lines.filter((line) => /^DT(STAMP|START|END):\d{8}T\d{6}Z$/.test(line))).toHaveLength(
      3 * overBoulder({ kind }).overpasses.length,
    );
    expect(new Set(uids(text)).size).toBe(overBoulder({ kind }).overpasses.length);
  });

  it('name an overpass the same an hour later', () => {
    const now = uids(overpassesCalendar(overBoulder()));
    const later = uids(overpassesCalendar(overBoulder({}, NOW_MS + 3_600_000)));
    const gone = (overBoulder().overpasses as SwathOverpassAnswer[]).filter(
      ({ time }) => Date.parse(time) < FROM_MS + 3_600_000,
    );

    expect(later.slice(0, now.length - gone.length)).toEqual(now.slice(gone.length));
  });

  it.each(['swath', 'horizon'] as const)(
    'say what they were computed from, as a whole and in each event: %s',
    (kind) => {
      const answer = overBoulder({ kind });
      const said = 'Computed from elements of 2026-10-09T22:33:25.053984Z\\, 0.6 days old (fresh).';
      const text = unfolded(overpassesCalendar(answer));

      for (const name of ['DESCRIPTION', 'X-WR-CALDESC']) {
        expect(text.split('BEGIN:VEVENT')[0]).toContain(
          `\r\n${name}:Instrument: MODIS.\\n${said}\\nUncertainty at 2026-10-10T12:00:00Z: 0.1 s `,
        );
      }
      expect(text.split(said)).toHaveLength(answer.overpasses.length + 3);
      for (const { timingUncertaintySeconds } of answer.overpasses) {
        expect(text).toContain(`Z: ${timingUncertaintySeconds} s for the age of the elements`);
      }
    },
  );

  it.each([
    ['waits', null, ['Terra waits for orbital elements']],
    ['has elements that SGP4 refuses', decayed(held()), ['0.6 days old (failed)', 'SGP4 refuses', 'Uncertainty at ']],
  ])(
    'are none, but a time zone that shows nothing, for a satellite that %s, and that is said',
    (_, elements, words) => {
      const text = unfolded(overpassesCalendar(overBoulder({}, NOW_MS, elements)));

      // RFC 5545, section 3.6: at least one component.
      expect([...text.matchAll(/^BEGIN:(.*)$/gm)].map(([, name]) => name?.trim())).toEqual([
        'VCALENDAR',
        'VTIMEZONE',
        'STANDARD',
      ]);
      for (const name of ['DESCRIPTION', 'X-WR-CALDESC']) {
        const line = text.split('\r\n').find((each) => each.startsWith(`${name}:`));
        for (const word of words) expect(line).toContain(word);
      }
    },
  );
});

describe('with newer elements an overpass keeps its UID', () => {
  const [terra, terra2, terra5, terra45, aqua, aqua75, aqua88, aura, aura7] = [
    [25994, '2026-10-09'],
    [25994, '2026-10-07'],
    [25994, '2026-10-04'],
    [25994, '2026-08-25'],
    [27424, '2026-10-04'],
    [27424, '2026-07-21'],
    [27424, '2026-07-08'],
    [28376, '2026-07-09'],
    [28376, '2026-07-02'],
  ].map(([number, day]) =>
    trueElements.find(({ catalogNumber, omm }) => catalogNumber === number && omm.EPOCH.startsWith(String(day))),
  ) as TrueElements[];

  // What is the same overpass is seen by its time: revolutions are more than 90 minutes apart.
  const SAME_MS = 20 * 60_000;

  function share(kind: 'swath' | 'horizon', newer: TrueElements, older: TrueElements) {
    let same = 0;
    let renamed = 0;
    for (const latitudeDeg of [-90, -65, -40, -20, 0, 20, 40, 55, 70]) {
      const place = { latitudeDeg, longitudeDeg: 1.9 * latitudeDeg - 7.3 };
      const [now, before] = [newer, older].map(({ omm }) => {
        const elements = { omm, source: 'bundled', retrievedAt: null };
        const answer = overBoulder({ place, days: 10, kind }, epochMs(newer.omm), elements);
        const names = uids(overpassesCalendar(answer));
        return answer.overpasses.map((each, index) => ({
          timeMs: Date.parse('time' in each ? each.time : each.culmination.time),
          uid: names[index],
        }));
      }) as { timeMs: number; uid: string }[][];
      for (const { timeMs, uid } of now ?? []) {
        const known = before?.find((each) => Math.abs(each.timeMs - timeMs) < SAME_MS);
        if (!known) continue;
        same += 1;
        if (known.uid !== uid) renamed += 1;
      }
    }
    expect(same).toBeGreaterThan(300);
    return renamed / same;
  }

  describe.each(['swath', 'horizon'] as const)('%s', (kind) => {
    it.each([
      ['Terra, 2.3 days', terra, terra2],
      ['Terra, 5.3 days', terra, terra5],
    ])('always: %s', (_, newer, older) => {
      expect(share(kind, newer as TrueElements, older as TrueElements)).toBe(0);
    });

    it.each([
      ['Aura, 7.5 days', aura, aura7],
      ['Terra, 45 days', terra, terra45],
      ['Aqua, 75 days', aqua, aqua75],
    ])('but for one in 150: %s', (_, newer, older) => {
      expect(share(kind, newer as TrueElements, older as TrueElements)).toBeLessThan(1 / 150);
    });

    it('but for one in six where manoeuvres have moved Aqua by six minutes', () => {
      expect(share(kind, aqua as TrueElements, aqua88 as TrueElements)).toBeLessThan(1 / 6);
    });
  });
});
