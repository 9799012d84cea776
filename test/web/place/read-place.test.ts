// What people type as a place, and what they are told when it is none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundTo } from '../../../orbit/round.ts';
import { readPlace } from '../../../web/place/read-place.ts';
import reported from './data/places.json' with { type: 'json' };

function expectPlace(text: string, latitudeDeg: number, longitudeDeg: number) {
  const place = readPlace(text);
  if (typeof place === 'string') throw new Error(place);
  // A tenth of a metre.
  expect(place.latitudeDeg).toBeCloseTo(latitudeDeg, 6);
  expect(place.longitudeDeg).toBeCloseTo(longitudeDeg, 6);
}

const FAULTS: Record<string, string> = {
  'minutes above 60': 'Minutes go up to 59, not 75.',
  'latitude out of range': 'Latitude 91 is out of range: it goes from -90 to 90.',
  'swapped?': 'Swapped? Latitude comes first: enter 40.02, -105.27.',
  'only one number': 'This is only one number.',
  'a name (until there is a gazetteer)': 'Street addresses, and names in the address of the page, cannot be looked up.',
};

describe('what users of other trackers type', () => {
  it.each(reported.places as [string, [number, number] | string][])('%s', (text, right) => {
    if (typeof right === 'string') expect(readPlace(text)).toContain(FAULTS[right]);
    else expectPlace(text, ...right);
  });
});

describe('a place', () => {
  it.each<[text: string, latitudeDeg: number, longitudeDeg: number]>([
    ['40.02, -105.27', 40.02, -105.27],
    ['40.02 -105.27', 40.02, -105.27],
    ['-33.87 151.21', -33.87, 151.21],
    ['-77.85,166.67', -77.85, 166.67],
    ['77.85 S, 166.67 E', -77.85, 166.67],
    ['77.85°S 166.67°E', -77.85, 166.67],
    ['77.85 s 166.67 w', -77.85, -166.67],
    ['  90; -180 ', 90, -180],
    ['−16.8, +180', -16.8, 180],
    ['0, 0', 0, 0],
    ['-0, 0', 0, 0],
    ['N 77.85, E166.67', 77.85, 166.67],
    ['S77.85 W166.67', -77.85, -166.67],
    ['105.27 W, 40.02 N', 40.02, -105.27],
    ['-105.27, 40.02 N', 40.02, -105.27],
    ['40.02N105.27W', 40.02, -105.27],
    ['40.02, 254.5', 40.02, -105.5],
    ['40, 360', 40, 0],
    ['40.02, -105.27.', 40.02, -105.27],
    ['40 N / 105 W', 40, -105],
    ['40 N – 105 W', 40, -105],
    ['40., .5', 40, 0.5],
    ['S45 +100', -45, 100],
    ['S45.5 200', -45.5, -160],
    ['W100.5 0', 0, -100.5],
    ['-45 W100', -45, -100],
    ['+100 S45', -45, 100],
    ['40.02N-105.27W', 40.02, -105.27],
    ['40.02S–105.27E', -40.02, 105.27],
    ['N40.02-W105.27', 40.02, -105.27],
    ['40.02 – -105.27', 40.02, -105.27],
    ['40.02—−105.27', 40.02, -105.27],
    ['33.87,S,151.21,E', -33.87, 151.21],
    ['S; 33.87; E; 151.21', -33.87, 151.21],
  ])('in degrees: %s', expectPlace);

  it.each<[text: string, latitudeDeg: number, longitudeDeg: number]>([
    ["40°30'36\"N 105°15'W", 40.51, -105.25],
    ['40° 30′ S, 105° 15′ 36″ E', -40.5, 105.26],
    ["-0° 30', -0° 15'", -0.5, -0.25],
    ['40˚30´36˝N 105˚15´W', 40.51, -105.25],
    ['40º30’36”N 105º15‘W', 40.51, -105.25],
    ["40°30'36''N 105°15''W", 40.51, -(105 + 15 / 3600)],
    ['40 deg 30 min 36 sec N, 105 degrees 15 minutes W', 40.51, -105.25],
    ["40deg30'36\"N 105DEG15'W", 40.51, -105.25],
    ['40d30m36s S 105d15m W', -40.51, -105.25],
    ['40D30M36S 105D15M0W', -40.51, -105.25],
    ['40:30:36 S, 105:15 W', -40.51, -105.25],
    ['40 30 36 S 105 15 0 W', -40.51, -105.25],
    ['40 30 36, -105 15', 40.51, -105.25],
    ['S40 30.6 W105 15', -40.51, -105.25],
    ["S 40° 30.6' W 105° 15'", -40.51, -105.25],
    ['W105 15 S40 30.6', -40.51, -105.25],
    ['45.0° 0.0\' 0.0" N, 100.0° W', 45, -100],
    ["40o30'N 105oW", 40.5, -105],
    ["40° 30' 105° 15'", 40.5, 105.25],
    ['40° 105°', 40, 105],
    ["89°59'59.99\"N 179°59.9'W", 89.9999972, -179.9983333],
  ])('in minutes and seconds: %s', expectPlace);

  it.each<[text: string, latitudeDeg: number, longitudeDeg: number]>([
    ['52,52;13,40', 52.52, 13.4],
    ['-52,52 ; 13', -52.52, 13],
    ['52,52; 13.4', 52.52, 13.4],
    ['52,52 13,40', 52.52, 13.4],
    ['−33,87 151,21', -33.87, 151.21],
    ['52,52, 13,40', 52.52, 13.4],
    ['52,52 N 13,4 E', 52.52, 13.4],
    ['52,52° N, 13° E', 52.52, 13],
    ["52°31,2' N; 13°24,0' E", 52.52, 13.4],
    ['40,105', 40, 105],
    ['40,105.5', 40, 105.5],
  ])('with commas: %s', expectPlace);

  it.each<[text: string, latitudeDeg: number, longitudeDeg: number]>([
    ['[40.02, -105.27]', 40.02, -105.27],
    ['(40.02) (-105.27)', 40.02, -105.27],
    ['{"lat": 40.02, "lon": -105.27}', 40.02, -105.27],
    ['Lat. 40.02 Long. -105.27', 40.02, -105.27],
    ['longitude=-105.27, latitude=40.02', 40.02, -105.27],
    ['Latitude, longitude: 40.02, -105.27', 40.02, -105.27],
    ['φ = 40.02, λ = -105.27', 40.02, -105.27],
    ['40.02 south, 105.27 West', -40.02, -105.27],
    ['40.02° North 105.27° East', 40.02, 105.27],
    ['@40.02,-105.27', 40.02, -105.27],
    ['40.02° N, 105.27° W, 1655 m', 40.02, -105.27],
    ['+40.02-105.27/', 40.02, -105.27],
  ])('with words and brackets: %s', expectPlace);

  it.each<[text: string, latitudeDeg: number, longitudeDeg: number]>([
    ['geo:40.02,-105.27,1655', 40.02, -105.27],
    ['GEO:40.02,-105.27;crs=WGS84;u=35', 40.02, -105.27],
    ['geo:40.02,-105.27?z=12', 40.02, -105.27],
    ['geo:40.02%2C-105.27', 40.02, -105.27],
    ['geo:0,0?q=40.02,-105.27(Boulder)', 40.02, -105.27],
    ['geo:0,0', 0, 0],
    ['<geo:40.02,-105.27>', 40.02, -105.27],
    ['(geo:40.02,-105.27;u=35)', 40.02, -105.27],
    ['GEO:40.02;-105.27', 40.02, -105.27],
    ['GEO:geo:40.02,-105.27', 40.02, -105.27],
    ['https://www.google.com/maps/@40.02,-105.27,13z', 40.02, -105.27],
    [
      `https://www.google.com/maps/place/${'Long+name,'.repeat(30)}/@1,2,12z/data=!4m6!8m2!3d40.02!4d-105.27?entry=ttu`,
      40.02,
      -105.27,
    ],
    ['https://www.google.com/maps/dir//40.02,-105.27/@1,2,10z', 40.02, -105.27],
    ['https://www.google.com/maps/search/?api=1&query=40.02%2C-105.27', 40.02, -105.27],
    ['https://maps.google.com/?q=loc:40.02,-105.27', 40.02, -105.27],
    ['https://www.openstreetmap.org/#map=13/40.02/-105.27', 40.02, -105.27],
    ['https://www.openstreetmap.org/?mlat=40.02&mlon=-105.27#map=12/1/2', 40.02, -105.27],
    ['openstreetmap.org/#map=13/40.02/-105.27&layers=T', 40.02, -105.27],
    ['<https://maps.apple.com/?ll=40.02,-105.27&q=Boulder>', 40.02, -105.27],
    ['https://maps.apple.com/place?coordinate=40.02,-105.27&name=Boulder', 40.02, -105.27],
    ['https://www.bing.com/maps?cp=40.02~-105.27&lvl=11', 40.02, -105.27],
  ])('as an address: %s', expectPlace);

  it.each<[name: string, text: string]>([
    ['a left-to-right mark', '\u200e40.02, -105.27'],
    ['a right-to-left mark', '\u200f40.02,\u200f -105.27\u200f'],
    ['an embedding', '\u202a40.02, -105.27\u202c'],
    ['an isolate', '\u2066geo:40.02,-105.27\u2069'],
    ['zero-width spaces', '\ufeff40.02,\u200b-105.27\u200b'],
    ['spaces that do not break', '40.02\u00a0,\u202f-105.27'],
    ['full-width characters', '４０．０２，－１０５．２７'],
    ['line breaks and tabs', '40.02\n\t-105.27\r\n'],
    ['typographic minus signs', '40.02 ‒105.27'],
    ['Arabic digits', '٤٠٫٠٢، -١٠٥٫٢٧'],
    ['Persian digits', '۴۰٫۰۲، −۱۰۵٫۲۷'],
    ['Devanagari digits', '४०.०२, -१०५.२७'],
    ['Bengali digits', '৪০.০২, -১০৫.২৭'],
  ])('with %s', (_, text) => {
    expectPlace(text, 40.02, -105.27);
  });
});

const EXAMPLES = 'Enter latitude and longitude in degrees, for example 40.02, -105.27 or 77.85 S, 166.67 E.';
const UNCLEAR_PAIR =
  'It is not clear where latitude ends and longitude begins. Put a comma between them: 40 1 12, 105 16 12.';
const NO_COORDINATES = 'This link has no coordinates in it. Open it, and copy latitude and longitude from the map.';
const DECIMALS = 'Decimals of a degree need a point, as in 59.75.';

describe('a refusal names the fault, and what to enter', () => {
  it.each<[text: string, sentences: string]>([
    ['', `No place was entered. ${EXAMPLES}`],
    ['\u200e', `No place was entered. ${EXAMPLES}`],
    ['Boulder', `Street addresses, and names in the address of the page, cannot be looked up. ${EXAMPLES}`],
    ['Boulder 80302', `Street addresses, and names in the address of the page, cannot be looked up. ${EXAMPLES}`],
    ['geo:0,0?q=Paris', `Street addresses, and names in the address of the page, cannot be looked up. ${EXAMPLES}`],
    ['N, E', `There is no number in it. ${EXAMPLES}`],
    ['40', `This is only one number. ${EXAMPLES}`],
    ['40.02 N', `This is only one number. ${EXAMPLES}`],
    ['40.02,', `This is only one number. ${EXAMPLES}`],
    ['geo:40.02', `This is only one number. ${EXAMPLES}`],
    ["40° 30' N", `This is only one latitude. ${EXAMPLES}`],
    ["105° 30' W", `This is only one longitude. ${EXAMPLES}`],
    ['90.1, 0', 'Latitude 90.1 is out of range: it goes from -90 to 90. Swapped? Latitude comes first: enter 0, 90.1.'],
    ['-100, 95', `Latitude -100 is out of range: it goes from -90 to 90. ${EXAMPLES}`],
    ['105 N, 40 W', `Latitude 105 N is out of range: it goes from -90 to 90. ${EXAMPLES}`],
    ['0, 360.1', `Longitude 360.1 is out of range: it goes from -180 to 180, or from 0 to 360. ${EXAMPLES}`],
    ['0, -181', `Longitude -181 is out of range: it goes from -180 to 180, or from 0 to 360. ${EXAMPLES}`],
    ['0, 200 E', `Longitude 200 E is out of range: it goes from -180 to 180, or from 0 to 360. ${EXAMPLES}`],
    ['40 N, 10 S', 'These are two latitudes: N and S belong to latitude. Enter one of them with E or W.'],
    ['40 E, 10 W', 'These are two longitudes: E and W belong to longitude. Enter one of them with N or S.'],
    ["59°60'N 10°E", `Minutes go up to 59, not 60. ${DECIMALS}`],
    ['59 60, 10', `Minutes go up to 59, not 60. ${DECIMALS}`],
    ['59°59\'60"N 10°E', `Seconds go up to 59, not 60. ${DECIMALS}`],
    ["59°59'N 10°0'99.5\"E", `Seconds go up to 59, not 99.5. ${DECIMALS}`],
    ["40.5°30'N 10E", `40.5 has decimals, but a smaller unit follows. ${EXAMPLES}`],
    ["40'N, 3", "40' has no degrees before it. Enter for example 0° 40'."],
    ['-40 S, 10 E', 'It has both a minus and S. Enter either 40 S or a number with a sign.'],
    ['N 40 S, 10', `It has both N and S. ${EXAMPLES}`],
    ['lat 40 E, lon 10', `E cannot be a latitude. ${EXAMPLES}`],
    ['52,52 N, 13,4 O', 'O can mean east (Ost) or west (ouest, oeste). Enter E or W.'],
    ['1, 2, 3', 'Three numbers, but a place has two. With decimal commas, put a semicolon between them: 52,52; 13,40.'],
    [
      '40,02, 1',
      'Three numbers, but a place has two. With decimal commas, put a semicolon between them: 52,52; 13,40.',
    ],
    ['52,52,13,40', '4 numbers, but a place has two. With decimal commas, put a semicolon between them: 52,52; 13,40.'],
    [
      '40 26 46 79 58 56',
      'It is not clear where latitude ends and longitude begins. Put a comma between them: 40 1 12, 105 16 12.',
    ],
    ['https://maps.app.goo.gl/XyZ', NO_COORDINATES],
    ['https://www.google.com/maps/dir/40.02,-105.27/41,-104', NO_COORDINATES],
    ['https://www.google.com/maps/dir/40.02,-105.27/41,-104/@40.5,-104.6,10z', NO_COORDINATES],
    [
      'https://yandex.com/maps/?ll=37.62,55.75&z=10',
      'In a link to yandex.com, it is not clear which of the two numbers is the latitude. Enter the latitude, a comma, and the longitude.',
    ],
    ['40², 5', `This is not a place. ${EXAMPLES}`],
    ['1 000, 5', `This is not a place. ${EXAMPLES}`],
    ['https://www.google.com/maps/@95,-105.27,13z', `Latitude 95 is out of range: it goes from -90 to 90. ${EXAMPLES}`],
    ['S45 30', UNCLEAR_PAIR],
    ['100 45N', UNCLEAR_PAIR],
    ['-33.87–151.21', `The dash can be a minus or a separator. ${EXAMPLES}`],
    ['40.02-105.27', `The dash can be a minus or a separator. ${EXAMPLES}`],
    ['40.02 - 105.27', `The dash can be a minus or a separator. ${EXAMPLES}`],
    ['52 31, 13 m', UNCLEAR_PAIR],
    ['40 30, 20 m', UNCLEAR_PAIR],
    ['-33 52, 151 m', UNCLEAR_PAIR],
    ['52 31; 13 km', UNCLEAR_PAIR],
    ['geo:1,2;crs=moon', `This address has its numbers in another coordinate system, moon. ${EXAMPLES}`],
    ['1e1, 2', `This is not a place. ${EXAMPLES}`],
    ['5.-3.2, 4', `This is not a place. ${EXAMPLES}`],
    ['40..5, 3', `This is not a place. ${EXAMPLES}`],
    ['°, 1', `This is not a place. ${EXAMPLES}`],
    ['1 '.repeat(101), `This is too long for a place. ${EXAMPLES}`],
  ])('%s', (text, sentences) => {
    expect(readPlace(text)).toBe(sentences);
  });
});

const HUNDREDTHS = (most: number) => fc.integer({ min: -most * 100, max: most * 100 }).map((value) => value / 100);
const letters = (value: number, [positive, negative]: string) => `${value < 0 ? negative : positive}`;
const minutes = (value: number) => `${Math.trunc(value)}°${roundTo((value % 1) * 60, 2)}'`;
const scriptOf = (zero: number) => (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** Ways to write a latitude and a longitude that all mean the same place. */
const WRITERS: Record<string, (latitude: number, longitude: number) => string> = {
  plain: (a, b) => `${a}, ${b}`,
  'decimal commas': (a, b) => `${a};${b}`.replaceAll('.', ','),
  letters: (a, b) => `${Math.abs(a)}${letters(a, 'NS')}-${Math.abs(b)}${letters(b, 'EW')}`,
  'letters first': (a, b) => `${letters(b, 'EW')}${Math.abs(b)} ${letters(a, 'NS')}${Math.abs(a)}`,
  'letters between commas': (a, b) => `${Math.abs(a)},${letters(a, 'NS')},${Math.abs(b)},${letters(b, 'EW')}`,
  minutes: (a, b) => `${minutes(Math.abs(a))}${letters(a, 'NS')} ${minutes(Math.abs(b))}${letters(b, 'EW')}`,
  Arabic: (a, b) => scriptOf(0x660)(`${a}، ${b}`),
  geo: (a, b) => `geo:${a},${b}`,
  Google: (a, b) => `https://www.google.com/maps/@${a},${b},13z`,
  OpenStreetMap: (a, b) => `https://www.openstreetmap.org/#map=13/${a}/${b}`,
};

it.each(Object.entries(WRITERS))('any place comes back as it was written: %s', (_, write) => {
  fc.assert(
    fc.property(HUNDREDTHS(90), HUNDREDTHS(180), (latitude, longitude) => {
      expectPlace(write(latitude, longitude), latitude, longitude);
    }),
    { numRuns: 30 },
  );
});
