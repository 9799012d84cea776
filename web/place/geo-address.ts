// Places as addresses: geo: of RFC 5870, as maps share them, and GEO: of calendars and address books. Pure.
import { type Fault, fault, UNCLEAR_COMMA } from './fault.ts';

const NUMBER = /^[+-]?[\d.]+$/;
const PARAMETER = /^[a-z][a-z\d-]*\s*=|^[a-z][a-z-]+$/i;

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
  const isCalendar = !first.includes(',') && NUMBER.test(parameters[0] ?? '');
  const others = isCalendar ? parameters.slice(1) : parameters;
  const numbers = first.split(',');
  const isCut = numbers.length > 3 || (numbers.length === 3 && !numbers.every((number) => NUMBER.test(number.trim())));
  // geo:52,52;13,40 has decimal commas, so that its first two numbers are not the place.
  if (isCut || others.some((parameter) => parameter !== '' && !PARAMETER.test(parameter))) return UNCLEAR_COMMA;
  if (isCalendar) return `${first}, ${parameters[0]}`;
  const [latitude = '', longitude = ''] = numbers;
  // geo:0,0?q= is a search: for a place if it has two numbers, otherwise for a name.
  const searched = new URLSearchParams(query).get('q');
  if (searched && Number(latitude) === 0 && Number(longitude) === 0) return /^[^(]*/.exec(searched)?.[0] ?? searched;
  // As it was written: a space after a comma would make it a separator.
  return longitude ? `${latitude},${longitude}` : latitude;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
