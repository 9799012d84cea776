// The country and state of a place, as the page shows them and as readers type them. Pure.
import { foldText } from './fold.ts';
import type { NamedPlace } from './places-text.ts';

type Region = Pick<NamedPlace, 'country' | 'state'>;

const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** What readers type that neither the name nor the code of the country begins with. */
const ALSO: Readonly<Record<string, string>> = {
  US: 'usa america',
  GB: 'uk great britain england scotland wales',
  AE: 'uae',
  CZ: 'czech republic',
  TR: 'turkey',
  NL: 'holland',
  MM: 'burma',
  KR: 'south',
  KP: 'north',
};

const STATE_NAMES = new Map(
  `AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC D.C.,FL Florida,
  GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,
  MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,
  NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,
  OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,
  VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming`
    .split(/,\s*/)
    .map((line): [string, string] => [line.slice(0, 2), line.slice(3)]),
);

/** "Kenya", or "Illinois, United States". */
export function regionName({ country, state }: Region): string {
  const name = COUNTRY_NAMES.of(country) ?? country;
  return state ? `${STATE_NAMES.get(state) ?? state}, ${name}` : name;
}

/** The name of a place where one is enough: "Nairobi"; with the state, if it has one: "Springfield, IL". */
export function shortName({ name, state }: Pick<NamedPlace, 'name' | 'state'>): string {
  return state ? `${name}, ${state}` : name;
}

const wordsOfRegions = new Map<string, string[]>();

/** Whether each folded word begins a word of the region. */
export function isInRegion(region: Region, words: readonly string[]): boolean {
  const key = `${region.country}${region.state}`;
  let known = wordsOfRegions.get(key);
  if (!known) {
    const codes = `${region.country} ${region.state}`;
    known = foldText(`${regionName(region)} ${codes} ${ALSO[region.country] ?? ''}`).split(' ');
    wordsOfRegions.set(key, known);
  }
  return words.every((word) => known.some((each) => each.startsWith(word)));
}
