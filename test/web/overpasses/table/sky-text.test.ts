// Where to look at an overpass, no finer than it is known.
import { expect, it } from 'vitest';
import { describeSky } from '../../../../web/overpasses/table/sky-text.ts';
import { aRow, NOW } from '../approaches.ts';

// Terra at 705 km, 103 km away, as the API answers.
const HIGH = { distanceKm: 103.423, elevationDeg: 81.07, azimuthDeg: 271.46, rangeKm: 712.3, sunElevationDeg: 30.4 };
// 700 km away.
const LOW = { distanceKm: 700, elevationDeg: 42, azimuthDeg: 90, rangeKm: 1005, sunElevationDeg: -12.2 };

it.each([
  ['Satellite 81° high in the W; Sun 30° high.', HIGH],
  ['Satellite 42° high in the E; Sun 12° below the horizon.', LOW],
  ['Satellite 81° high in the W; Sun on the horizon.', { ...HIGH, sunElevationDeg: -0.4 }],
  // Aqua, two minutes early or late; Aura, 18.
  ['Satellite 76–85° high in the W; Sun 30° high.', { ...HIGH, driftKm: 50, uncertaintySeconds: 120 }],
  ['Satellite at least 68° high; Sun 30° high.', { ...HIGH, driftKm: 150, uncertaintySeconds: 120 }],
  ['Satellite at least 45° high; Sun ≈ 30° high.', { ...HIGH, driftKm: 500, uncertaintySeconds: 1080 }],
  ['Satellite 24–73° high in the E; Sun ≈ 12° below the horizon.', { ...LOW, driftKm: 500, uncertaintySeconds: 1080 }],
  [
    'Satellite perhaps below the horizon; Sun ≈ 12° below the horizon.',
    { ...LOW, driftKm: 3000, uncertaintySeconds: 6480 },
  ],
])('%s', (text, sky) => {
  expect(describeSky(aRow(NOW, { ...sky }))).toBe(text);
});
