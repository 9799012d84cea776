// Finds places by the beginning of a name, in any spelling and in several languages. Pure.
import { isNameLike } from '../name-like.ts';
import { foldText } from './fold.ts';
import type { NamedPlace } from './places-text.ts';
import { isInRegion } from './regions.ts';

export interface Found {
  place: NamedPlace;
  /** The other name by which it was found, as in Köln (Cologne). */
  otherName: string | undefined;
}

export interface Findings {
  /** The best first. */
  found: readonly Found[];
  /** How well the first fits: by its whole name, by the beginning of it, or only by its first letters. */
  fit: 'exact' | 'beginning' | 'guess' | 'none';
}

const MAX_FOUND = 8;
/** A guess shares at least this many letters with what was typed. */
const MIN_GUESS = 4;
/** Fewer Latin letters begin too many names in other languages. */
const MIN_OTHER = 3;
const LATIN = /^[a-z ]*$/;

/**
 * Makes a search of places, which are in the order of their size. What follows a comma is the country, or a state of the
 * United States: "Paris, US". Of several that fit, those with the whole name come first, then those that begin with the
 * text, then those that have a later word that does; of each kind the largest first. The name of a country finds its places.
 */
export function createNameSearch(places: readonly NamedPlace[]): (text: string) => Findings {
  const entries = places.map((place) => ({ place, keys: [place.name, ...place.otherNames].map(foldText) }));
  const nothing: Findings = { found: [], fit: 'none' };

  return (text) => {
    if (!isNameLike(text)) return nothing;
    const comma = text.search(/[,،、]/);
    const key = foldText(comma < 0 ? text : text.slice(0, comma));
    const region = comma < 0 ? [] : foldText(text.slice(comma)).split(' ').filter(Boolean);
    if (!key) return nothing;
    // Koeln for Köln, which is folded to koln.
    const findings = search(key, region) ?? search(key.replace(/([aou])e/g, '$1'), region);
    if (findings) return findings;
    // Without the comma: Paris Texas.
    const words = key.split(' ');
    for (let count = words.length - 1; comma < 0 && count > 0; count--) {
      const inRegion = search(words.slice(0, count).join(' '), words.slice(count));
      if (inRegion) return inRegion;
    }
    const ofCountry = key.length >= MIN_GUESS && search('', [key]);
    if (ofCountry) return ofCountry;
    for (let length = key.length - 1; length >= MIN_GUESS; length--) {
      const guesses = search(key.slice(0, length), region);
      if (guesses) return { ...guesses, fit: 'guess' };
    }
    return nothing;
  };

  function search(key: string, region: readonly string[]): Findings | undefined {
    const kinds: [exact: Found[], beginning: Found[], word: Found[]] = [[], [], []];
    for (const { place, keys } of entries) {
      const fits = (key.length < MIN_OTHER && LATIN.test(key) ? keys.slice(0, 1) : keys).map((each) =>
        fitOf(each, key),
      );
      const best = Math.min(...fits);
      if (best > 2 || !isInRegion(place, region)) continue;
      const at = fits.indexOf(best);
      kinds[best]?.push({ place, otherName: at > 0 ? place.otherNames[at - 1] : undefined });
    }
    const found = kinds.flat().slice(0, MAX_FOUND);
    if (found.length === 0) return undefined;
    return { found, fit: kinds[0].length > 0 ? 'exact' : 'beginning' };
  }
}

/** 0 for the whole name, 1 for its beginning, 2 for that of a later word, 3 for none. */
function fitOf(name: string, key: string): number {
  if (name.startsWith(key)) return name.length === key.length ? 0 : 1;
  return name.includes(` ${key}`) ? 2 : 3;
}
