// Places as addresses: geo: of RFC 5870, as maps share them, and GEO: of calendars and address books. Pure.
import { type Fault, fault } from './fault.ts';

/**
 * The place in a geo: address as "latitude, longitude". Altitude, uncertainty and other parameters do not matter here.
 * Undefined when the text is no such address.
 */
export function readGeoAddress(text: string): string | Fault | undefined {
  const address = /^[(<[\s]*geo\s*:\s*(?:geo\s*:)?\s*([^?]*?)(?:\?(.*?))?[)>\]\s]*$/is.exec(unescaped(text));
  if (!address) return undefined;
  const [, coordinates = '', query = ''] = address;
  const [first = '', ...parameters] = coordinates.split(';').map((part) => part.trim());
  const system = parameters.find((parameter) => /^crs=/i.test(parameter))?.slice('crs='.length);
  if (system && system.toLowerCase() !== 'wgs84') {
    return fault(`This address has its numbers in another coordinate system, ${system.slice(0, 20)}.`);
  }
  // GEO:40.02;-105.27
  if (!first.includes(',') && /^[+-]?[\d.]+$/.test(parameters[0] ?? '')) return `${first}, ${parameters[0]}`;
  const [latitude = '', longitude = ''] = first.split(',');
  // geo:0,0?q= is a search: for a place if it has two numbers, otherwise for a name.
  const searched = new URLSearchParams(query).get('q');
  if (searched && Number(latitude) === 0 && Number(longitude) === 0) return /^[^(]*/.exec(searched)?.[0] ?? searched;
  return longitude ? `${latitude}, ${longitude}` : latitude;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
