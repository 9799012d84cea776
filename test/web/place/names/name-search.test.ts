// The search of places by name: which ones it finds, and in which order.
import { describe, expect, it, test } from 'vitest';
import { isNameLike } from '../../../../web/place/name-like.ts';
import { createNameSearch } from '../../../../web/place/names/name-search.ts';
import type { NamedPlace } from '../../../../web/place/names/places-text.ts';

function aPlace(name: string, country: string, size: number, more: Partial<NamedPlace> = {}): NamedPlace {
  return { name, country, size, state: '', otherNames: [], latitudeDeg: 0, longitudeDeg: 0, ...more };
}

// The largest first, as the gazetteer has them.
const find = createNameSearch([
  aPlace('New York City', 'US', 39, { state: 'NY', otherNames: ['New York'] }),
  aPlace('São Paulo', 'BR', 38),
  aPlace('Nairobi', 'KE', 36),
  aPlace('Paris', 'FR', 33),
  aPlace('Köln', 'DE', 30, { otherNames: ['Cologne', 'Keulen'] }),
  aPlace('London', 'GB', 29),
  aPlace('Kyiv', 'UA', 28, { otherNames: ['Kiev'] }),
  aPlace('Tokyo', 'JP', 27, { otherNames: ['東京'] }),
  aPlace('Cairo', 'EG', 26, { otherNames: ['القاهرة'] }),
  aPlace('London', 'CA', 24),
  aPlace('Springfield', 'US', 22, { state: 'MO' }),
  aPlace('Springfield', 'US', 22, { state: 'MA' }),
  aPlace('York', 'GB', 21),
  aPlace('Nairobitown', 'ZA', 20),
  aPlace('Yorkton', 'CA', 19),
  aPlace('Paris', 'US', 14, { state: 'TX' }),
  ...Array.from({ length: 20 }, (_, index) => aPlace(`Villa Z${String.fromCharCode(65 + index)}`, 'ES', 10)),
]);
const named = (text: string) => find(text).found.map(({ place }) => `${place.name} ${place.state || place.country}`);

describe('ranking', () => {
  it('puts the whole name first, then the beginning, then a later word; each by size', () => {
    expect(named('york')).toEqual(['York GB', 'Yorkton CA', 'New York City NY']);
    expect(find('york').fit).toBe('exact');
  });

  it('keeps the order of the gazetteer between places of the same size', () => {
    expect(named('springfield')).toEqual(['Springfield MO', 'Springfield MA']);
    expect(named('villa')).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((letter) => `Villa Z${letter} ES`));
  });

  it('finds by any spelling', () => {
    for (const text of ['sao paulo', 'São Paulo', 'SAO PAU']) expect(named(text)).toEqual(['São Paulo BR']);
    for (const text of ['Köln', 'koln', 'Koeln', 'cologne', 'Keul']) expect(named(text)).toEqual(['Köln DE']);
    expect(named('Киев')).toEqual(['Kyiv UA']);
    expect(named('東京')).toEqual(['Tokyo JP']);
  });

  it('says by which other name a place was found, and only then', () => {
    expect(find('cologne').found[0]?.otherName).toBe('Cologne');
    expect(find('köln').found[0]?.otherName).toBeUndefined();
  });

  it('reads text from right to left, with marks of direction', () => {
    expect(named('القاهرة')).toEqual(['Cairo EG']);
    expect(named('\u200fالقاهره\u200f')).toEqual(['Cairo EG']);
    expect(named('القاهرة، مصر')).toEqual([]);
    expect(named('القاهرة، Egypt')).toEqual(['Cairo EG']);
  });
});

describe('a country or state', () => {
  it('after a comma chooses between places of one name', () => {
    expect(named('paris')).toEqual(['Paris FR', 'Paris TX']);
    for (const text of ['Paris, US', 'Paris, Texas', 'paris, usa', 'Paris, tx, United States', 'Paris Texas'])
      expect(named(text)).toEqual(['Paris TX']);
    expect(named('London, Can')).toEqual(['London CA']);
    expect(named('London, uk')).toEqual(['London GB']);
  });

  it('that has no such place finds none', () => {
    expect(named('Nairobi, Japan')).toEqual([]);
  });

  it('alone finds its places', () => {
    expect(named('kenya')).toEqual(['Nairobi KE']);
  });
});

describe('what is typed', () => {
  it('may be a letter: the largest that begin with it by their own name', () => {
    expect(named('n')).toEqual(['New York City NY', 'Nairobi KE', 'Nairobitown ZA']);
    // Kiev and Keulen are other names.
    expect(named('k')).toEqual(['Köln DE', 'Kyiv UA']);
  });

  it.each(['', ' ', '-', ',', '…', ', Kenya', 'x'.repeat(200), '\u200f'])('%j finds nothing', (text) => {
    expect(find(text)).toEqual({ found: [], fit: 'none' });
  });

  it('with a mistake finds names with the same first letters, and says that it is a guess', () => {
    expect(find('Nairoby').found.map(({ place }) => place.name)).toEqual(['Nairobi', 'Nairobitown']);
    expect(find('Nairoby').fit).toBe('guess');
    expect(find('Naxx').fit).toBe('none');
  });
});

test('coordinates and links are no names', () => {
  for (const text of ['45 N, 100 W', '40.02, -105.27', "45°30'N", 'geo:40,105', 'https://example.org', '٤٠', 'a@b'])
    expect(isNameLike(text)).toBe(false);
  for (const text of ['Nairobi', 'N', '東京', 'St. Petersburg', "Xi'an"]) expect(isNameLike(text)).toBe(true);
});
