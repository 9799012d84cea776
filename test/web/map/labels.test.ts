// Names stay on the map and off other names and markers while there is room.
import { describe, expect, it } from 'vitest';
import { type Label, placeLabels, type Side } from '../../../web/map/labels.ts';

const MAP = { width: 336, height: 168 };
const label = (x: number, y: number, changes: Partial<Label> = {}): Label => ({
  x,
  y,
  width: 36,
  height: 18,
  side: 'right',
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

    expect(placeLabels([label(150, 80)], MAP, [buttons])).toEqual([{ side: 'left', named: true }]);
    expect(placeLabels([label(150, 100)], MAP, [buttons])).toEqual([{ side: 'right', named: true }]);
  });

  it('lets a name overlap the upper and the lower edge by 4 px', () => {
    // A name of 18 px reaches 9 px above and below its marker.
    expect(sidesOf(label(150, 5), label(150, 163))).toEqual(['right', 'right']);
    expect(sidesOf(label(150, 4), label(150, 164))).toEqual(['below', 'above']);
  });

  it('keeps a name 8 px from the centre of another marker', () => {
    // The name reaches from 113 to 149.
    expect(sidesOf(label(100, 80), label(157, 80))).toEqual(['right', 'right']);
    expect(sidesOf(label(100, 80), label(156, 80))).toEqual(['left', 'right']);
  });

  it('keeps names off each other', () => {
    expect(sidesOf(label(100, 80), label(104, 88))).toEqual(['right', 'left']);
  });

  it('never lets a name leave the map at the left or right, shown or left out', () => {
    for (const x of [1, 12, 324, 335]) {
      const crowd = [0, 1, 2, 3, 4, 5].map((offset) =>
        label(x, 78 + offset, { width: 150, side: x < 168 ? 'left' : 'right' }),
      );
      for (const { side } of placeLabels(crowd, MAP)) expect([side, x]).toEqual([x < 168 ? 'right' : 'left', x]);
    }
  });

  it('takes the side with the smallest overlap when none is free', () => {
    // Wider than the map: centred below its marker, it loses least.
    expect(sidesOf(label(168, 80, { width: 400 }))).toEqual(['below']);
  });

  describe('with five markers on the same spot', () => {
    const five = [0, 1, 2, 3, 4].map((offset) => label(150 + offset / 10, 80));
    const [first, second, third, fourth, fifth] = five as [Label, Label, Label, Label, Label];

    it('leaves out the fifth name, which would cover another', () => {
      expect(sidesOf(...five)).toEqual(['right', 'left', 'below', 'above', undefined]);
    });

    it('never leaves out one that is needed', () => {
      expect(sidesOf(first, second, third, fourth, { ...fifth, needed: true })).toEqual([
        'right',
        'left',
        'below',
        'above',
        'right',
      ]);
    });

    it('shows it again when there is room', () => {
      expect(sidesOf(first, second, third, { ...fifth, side: 'right' })).toEqual(['right', 'left', 'below', 'above']);
    });
  });

  it('leaves out a name only when more than its corners are covered', () => {
    // Markers above and below leave only the sides. 36 by 18 px: 77 are 12 percent.
    const walls = [label(150, 62, { width: 0 }), label(150, 98, { width: 0 }), label(105, 80, { width: 0 })];
    const last = (x: number) => sidesOf(label(150, 80), ...walls, label(x, 80, { width: 0, height: 0 }))[0];

    // The name ends at 199, the last marker begins 8 px before its centre.
    expect(last(203)).toBe('right');
    expect(last(202)).toBeUndefined();
  });

  it('stays on the map in its corners', () => {
    expect(sidesOf(label(330, 6), label(330, 162))).toEqual(['left', 'left']);
  });
});
