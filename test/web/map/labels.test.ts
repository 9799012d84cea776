import { describe, expect, it } from 'vitest';
import { type Label, placeLabels } from '../../../web/map/labels.ts';

const MAP = { width: 336, height: 168 };
const label = (x: number, y: number, changes: Partial<Label> = {}): Label => ({
  x,
  y,
  width: 36,
  height: 17.5,
  side: 'right',
  ...changes,
});

describe('placeLabels', () => {
  it('puts a name to the right of its marker, wherever there is room', () => {
    for (let x = 10.1; x < 280; x += 7.3) {
      for (let y = 8; y < 160; y += 6.7) expect(placeLabels([label(x, y)], MAP)).toEqual(['right']);
    }
  });

  it('puts it to the left near the right edge, and brings it back', () => {
    expect(placeLabels([label(300, 80)], MAP)).toEqual(['left']);
    expect(placeLabels([label(20, 80, { side: 'left' })], MAP)).toEqual(['right']);
  });

  it('leaves it where it stands while there is room: names do not jump to and fro', () => {
    for (const side of ['right', 'left', 'below', 'above'] as const) {
      expect(placeLabels([label(150, 80, { side })], MAP)).toEqual([side]);
    }
  });

  it('keeps names off other markers and off each other', () => {
    // A marker just to the right of the first; then two whose names would stand on one another.
    expect(placeLabels([label(100, 80), label(125, 80)], MAP)).toEqual(['left', 'right']);
    expect(placeLabels([label(100, 80), label(104, 88)], MAP)).toEqual(['right', 'left']);
  });

  it('takes the least bad side where none is free', () => {
    // Wider than the map is: it loses least where its own middle is.
    expect(placeLabels([label(168, 80, { width: 400 })], MAP)).toEqual(['below']);
  });

  it('keeps to a map whose corners are taken', () => {
    expect(placeLabels([label(330, 6), label(330, 162)], MAP)).toEqual(['left', 'left']);
  });
});
