// Overpasses as a map layer (GeoJSON).
import type { Place } from '../../../orbit/geodetic.ts';
import { roundTo } from '../../../orbit/round.ts';
import { inOrder, toBySatellite, toSearchedSatellite } from '../../../wire/place-overpasses.ts';
import type { Searched } from './search.ts';

/**
 * Overpasses of one or more satellites as GeoJSON (RFC 7946), in order of time: a feature for each, at the
 * sub-satellite point of the closest approach or of the culmination, with the fields of JSON. The first feature is the
 * place. It carries what holds for all of them, since map programs drop members of the collection itself; and without
 * it a layer would not show what the distances are from. The searches are of one place, kind and window; at least one
 * is given.
 */
export function overpassesGeoJson(searches: readonly Searched[]): unknown {
  const answers = searches.map(({ answer }) => answer);
  const points = new Map(searches.map((search) => [search.answer, search.points]));
  const { place, kind, from, until } = (searches[0] as Searched).answer;
  return {
    type: 'FeatureCollection',
    features: [
      toFeature(place, { kind, from, until, satellites: answers.map(toSearchedSatellite) }),
      ...inOrder(answers).map((listed) =>
        toFeature(points.get(listed.answer)?.[listed.index] as Place, toBySatellite(listed)),
      ),
    ],
  };
}

// Six decimals are a tenth of a metre.
function toFeature({ latitudeDeg, longitudeDeg }: Place, properties: unknown): unknown {
  const coordinates = [roundTo(longitudeDeg, 6), roundTo(latitudeDeg, 6)];
  return { type: 'Feature', geometry: { type: 'Point', coordinates }, properties };
}
