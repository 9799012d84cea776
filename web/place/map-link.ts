// Links of maps on the web (Google, OpenStreetMap, Apple, Bing), as people copy them from the address bar. Pure.
import { type Fault, fault } from './fault.ts';

const LINK = /^[(<[\s]*(?:https?:\/\/|www\.|(?:[a-z\d-]+\.)+[a-z]{2,}\/)\S*$/i;
const NUMBER = String.raw`([+-]?\d+(?:\.\d+)?)`;
const PAIR = new RegExp(`^\\s*(?:loc:)?\\s*${NUMBER}\\s*[,~ ]\\s*${NUMBER}(?:[,(].*)?$`, 'i');

/** Where a link names a place, before where it only says what part of the map is shown. */
const PLACES = [new RegExp(`!3d${NUMBER}!4d${NUMBER}`, 'g')];
const IN_PATH = new RegExp(`/${NUMBER},${NUMBER}(?=[/?#]|$)`, 'g');
const VIEWS = [
  new RegExp(`@${NUMBER},${NUMBER}`, 'g'),
  new RegExp(`[#&?]map=[\\d.]+/${NUMBER}/${NUMBER}`, 'g'),
  IN_PATH,
];
const LATITUDE_LONGITUDE = [
  ['mlat', 'mlon'],
  ['lat', 'lon'],
  ['lat', 'lng'],
] as const;
// Yandex writes the longitude first, and nobody knows what others do.
const LATITUDE_FIRST =
  /^(?:.+\.)?(?:google(?:\.[a-z]{2,3}){1,2}|goo\.gl|apple\.com|bing\.com|openstreetmap\.org|osm\.org)$/;
const PAIRS = ['q', 'query', 'destination', 'daddr', 'coordinate', 'll', 'cp', 'center', 'sll'];

/** The place in a link as "latitude, longitude"; undefined when the text is no link. */
export function readMapLink(text: string): string | Fault | undefined {
  if (!LINK.test(text)) return undefined;
  const link = text.replaceAll(/%2c/gi, ',');
  const parameters = new URLSearchParams(/\?([^#]*)/.exec(link)?.[1] ?? '');
  return (
    matchOf(PLACES, link) ??
    placeIn(parameters, hostOf(link)) ??
    // What is shown of a route is neither of its ends.
    matchOf(link.includes('/dir/') ? [IN_PATH] : VIEWS, link) ??
    fault('This link has no coordinates in it.', 'Open it, and copy latitude and longitude from the map.')
  );
}

function matchOf(patterns: readonly RegExp[], link: string): string | undefined {
  for (const pattern of patterns) {
    // A route has several.
    const [match, other] = link.matchAll(pattern);
    const [, latitude, longitude] = match ?? [];
    if (latitude && longitude && !other) return `${latitude}, ${longitude}`;
  }
  return undefined;
}

function placeIn(parameters: URLSearchParams, host: string): string | Fault | undefined {
  for (const [latitude, longitude] of LATITUDE_LONGITUDE) {
    if (parameters.has(latitude) && parameters.has(longitude)) {
      return `${parameters.get(latitude)}, ${parameters.get(longitude)}`;
    }
  }
  const pairs = PAIRS.map((name) => PAIR.exec(parameters.get(name) ?? ''));
  const [, latitude, longitude] = pairs.find(Boolean) ?? [];
  if (!latitude || !longitude) return undefined;
  if (LATITUDE_FIRST.test(host)) return `${latitude}, ${longitude}`;
  return fault(
    `In a link to ${host}, it is not clear which of the two numbers is the latitude.`,
    'Enter the latitude, a comma, and the longitude.',
  );
}

function hostOf(link: string): string {
  return /^[(<[\s]*(?:https?:\/\/)?([^/?#:]*)/i.exec(link)?.[1]?.toLowerCase() ?? '';
}
