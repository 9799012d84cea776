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
const sidesOf = (...labels: Label[]) => placeLabels(labels, MAP);

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

  it('takes the side with the smallest overlap when none is free', () => {
    // Wider than the map: centred below its marker, it loses least.
    expect(sidesOf(label(168, 80, { width: 400 }))).toEqual(['below']);
  });

  it('stays on the map in its corners', () => {
    expect(sidesOf(label(330, 6), label(330, 162))).toEqual(['left', 'left']);
  });
});
