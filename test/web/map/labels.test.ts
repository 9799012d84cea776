// Texts stay on the map and off other texts and markers, or are left out.
import { describe, expect, it } from 'vitest';
import { type Box, boxAt, type Label, placeLabels, type Side, translateTo } from '../../../web/map/labels.ts';
import { aRandom } from '../../support/random.ts';

const MAP = { width: 336, height: 168 };
const label = (x: number, y: number, changes: Partial<Label> = {}): Label => ({
  x,
  y,
  width: 36,
  height: 18,
  side: 'right',
  distance: 13,
  radius: 8,
  ...changes,
});
const sidesOf = (...labels: Label[]) => placeLabels(labels, MAP).map(({ side, named }) => (named ? side : undefined));

describe('placeLabels', () => {
  it('puts a name to the right of its marker, wherever there is room', () => {
    for (let x = 10.1; x < 280; x += 7.3) {
      for (let y = 8; y < 160; y += 6.7) expect(sidesOf(label(x, y))).toEqual(['right']);
    }
  });

  it('begins a name 13 px from the centre of its marker', () => {
    // 287 + 13 + 36 is the width of the map.
    expect(sidesOf(label(287, 80))).toEqual(['right']);
    expect(sidesOf(label(288, 80))).toEqual(['left']);
  });

  it('moves a name back to the right when there is no longer room on the left', () => {
    expect(sidesOf(label(20, 80, { side: 'left' }))).toEqual(['right']);
  });

  it.each<Side>(['right', 'left', 'below', 'above'])('leaves a name %s of its marker while there is room', (side) => {
    expect(sidesOf(label(150, 80, { side }))).toEqual([side]);
  });

  it('keeps a name off what else lies on the map', () => {
    const buttons = { left: 160, top: 70, width: 60, height: 20 };

    expect(placeLabels([label(150, 80)], MAP, [buttons])).toEqual([{ side: 'left', shift: 0, named: true }]);
    expect(placeLabels([label(150, 100)], MAP, [buttons])).toEqual([{ side: 'right', shift: 0, named: true }]);
  });

  it('lets a name overlap the upper and the lower edge by 2 px, and slides it along its side to stay there', () => {
    // A name of 18 px reaches 9 px above and below its marker.
    const shifts = (...labels: Label[]) => placeLabels(labels, MAP).map(({ side, shift }) => [side, shift]);

    expect(shifts(label(150, 7), label(150, 161))).toEqual([
      ['right', 0],
      ['right', 0],
    ]);
    expect(shifts(label(150, 6), label(150, 162))).toEqual([
      ['right', 1],
      ['right', -1],
    ]);
    expect(shifts(label(150, 0), label(150, 168))).toEqual([
      ['right', 7],
      ['right', -7],
    ]);
    expect(shifts(label(4, 80, { side: 'below' }), label(330, 80, { side: 'above' }))).toEqual([
      ['below', 14],
      ['above', -12],
    ]);
  });

  it('keeps a name 8 px from the centre of another marker', () => {
    // The name reaches from 113 to 149.
    expect(sidesOf(label(100, 80), label(157, 80))).toEqual(['right', 'right']);
    expect(sidesOf(label(100, 80), label(156, 80))).toEqual(['left', 'right']);
  });

  it('keeps names off each other', () => {
    expect(sidesOf(label(100, 80), label(104, 88))).toEqual(['right', 'left']);
  });

  it('keeps a text with a clearance as far from names and markers', () => {
    const tick = { radius: 0, distance: 7, clearance: 6 };
    // The name ends at 89, and the text begins 9 px above its place.
    expect(sidesOf(label(100, 80), label(108, 104, tick))).toEqual(['right', 'right']);
    expect(sidesOf(label(100, 80), label(108, 103, tick))).toEqual(['right', 'left']);
    expect(sidesOf(label(100, 80), label(108, 103, { ...tick, clearance: 0 }))).toEqual(['right', 'right']);
  });

  it('never lets a name leave the map at the left or right, shown or left out', () => {
    for (const x of [1, 12, 324, 335]) {
      const crowd = [0, 1, 2, 3, 4, 5].map((offset) =>
        label(x, 78 + offset, { width: 150, side: x < 168 ? 'left' : 'right' }),
      );
      for (const [index, { side, shift }] of placeLabels(crowd, MAP).entries()) {
        const { left } = boxAt(crowd[index] as Label, side, shift);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(336 - 150);
      }
    }
  });

  it('leaves out a text that is wider than the map, needed or not', () => {
    expect(sidesOf(label(168, 80, { width: 400, needed: true }))).toEqual([undefined]);
    expect(sidesOf(label(168, 80, { width: 330 }))).toEqual(['below']);
  });

  describe('with five markers on the same spot', () => {
    const five = [0, 1, 2, 3, 4].map((offset) => label(150 + offset / 10, 80));
    const [first, second, third, fourth, fifth] = five as [Label, Label, Label, Label, Label];

    it('leaves out the fifth name, which would cover another', () => {
      expect(sidesOf(...five)).toEqual(['right', 'left', 'below', 'above', undefined]);
    });

    it('leaves it out also if it is needed: none covers another', () => {
      expect(sidesOf(first, second, third, fourth, { ...fifth, needed: true })[4]).toBeUndefined();
    });

    it('puts a small one at a corner', () => {
      const [width, height] = [30, 3];

      expect(sidesOf(first, second, third, fourth, { ...fifth, width, height })[4]).toBe('right below');
    });

    it('shows it again when there is room', () => {
      expect(sidesOf(first, second, third, { ...fifth, side: 'right' })).toEqual(['right', 'left', 'below', 'above']);
    });
  });

  it('leaves out a name only when markers cover more than its corners, unless it is needed', () => {
    // Only the right side is free, up to an edge. 36 by 18 px: 77 are 12 percent.
    const placedAt = (edge: number, changes: Partial<Label> = {}) =>
      placeLabels([label(150, 80, changes)], MAP, [
        { left: 0, top: 0, width: 163, height: 168 },
        { left: 0, top: 0, width: 336, height: 71 },
        { left: 0, top: 89, width: 336, height: 79 },
        { left: edge, top: 0, width: 336 - edge, height: 168 },
      ]);

    // The name ends at 199.
    expect(placedAt(195)).toEqual([{ side: 'right', shift: 0, named: true }]);
    expect(placedAt(194)).toEqual([{ side: 'right', shift: 0, named: false }]);
    expect(placedAt(180, { needed: true })).toEqual([{ side: 'right', shift: 0, named: true }]);
  });

  it('stays on the map in its corners', () => {
    expect(sidesOf(label(330, 6), label(330, 162))).toEqual(['left', 'left']);
  });

  it('moves a text by its own size to where it is said to be', () => {
    expect(translateTo('right', 13)).toBe('13px -50%');
    expect(translateTo('above', 9)).toBe('-50% calc(-100% - 9px)');
    expect(translateTo('left below', 10)).toBe('calc(-100% - 7px) 7px');
    expect([translateTo('right', 13, 3), translateTo('below', 9, -4)]).toEqual([
      '13px calc(-50% + 3px)',
      'calc(-50% - 4px) 9px',
    ]);
    expect(boxAt(label(100, 80, { distance: 10 }), 'left below')).toEqual({ left: 57, top: 87, width: 36, height: 18 });
  });
});

// A phone, a tablet, a projector, a wall; text as large as it is, and twice as large.
describe.each([336, 720, 830, 1500])('on a map of %i px', (width) => {
  const map = { width, height: width / 2 };

  it.each([1, 2])('no text of many skies covers another or leaves the map, with text %i times the size', (text) => {
    const random = aRandom(width + text);
    const between = (from: number, until: number) => from + random() * (until - from);
    const wrong: unknown[] = [];
    let left = 0;
    for (let sky = 0; sky < 400; sky++) {
      // Half of the skies are around one place: an overpass of it, while satellites are there.
      const [x, y] = [between(0, width), between(0, map.height)];
      const near = sky % 2 === 0 ? 40 : width;
      const at = (size: number, changes: Partial<Label>) =>
        label(
          Math.min(Math.max(x + between(-near, near), 0), width),
          Math.min(Math.max(y + between(-near, near), 0), map.height),
          { width: size * text, height: 17 * text, ...changes },
        );
      const labels = [
        at(86, { distance: 9, radius: 0, needed: true }),
        at(between(40, 0.45 * width) / text, { needed: true }),
        ...Array.from({ length: Math.ceil(between(0, 6)) }, () => at(between(30, 110), {})),
        ...Array.from({ length: 9 }, () => at(52, { distance: 7, radius: 0 })),
      ];
      const placed = placeLabels(labels, map);
      const boxes = placed.flatMap(({ side, shift, named }, index) =>
        named ? [boxAt(labels[index] as Label, side, shift)] : [],
      );

      // The overpass that the reader has chosen is always named.
      if (!placed[0]?.named) wrong.push({ sky, unnamed: placed[0] });
      if (!placed[1]?.named) left++;
      const isOff = ({ left, top, width: w, height: h }: Box) =>
        left < -1 || left + w > width + 1 || top < -2.1 || top + h > map.height + 2.1;
      wrong.push(...boxes.filter(isOff).map((box) => ({ sky, box })));
      for (const [index, a] of boxes.entries())
        wrong.push(
          ...boxes
            .slice(index + 1)
            .filter((b) => shared(a, b) >= 0.6)
            .map((b) => ({ sky, a, b })),
        );
    }
    expect(wrong).toEqual([]);
    // My place is left out rarely, mostly between a chosen overpass and an edge: it is also named below the map.
    expect(left / 400).toBeLessThan(text === 1 ? 0.1 : 0.3);
  });
});

/** How far two boxes reach into each other, px; negative when they are apart. */
function shared(a: Box, b: Box): number {
  return Math.min(
    Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left),
    Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top),
  );
}
