// The notice about mistakes in the address: until the reader dismisses it, or chooses something valid in their place.
import type { Place } from '../../orbit/geodetic.ts';
import { find, setSentence } from '../base/dom.ts';
import { parsePlainPlace } from '../base/place.ts';
import type { PlaceReader } from '../place/place-reader.ts';
import { type Described, describeMistakes } from './address-text.ts';
import type { Choice } from './choice.ts';

const EVERYTHING: readonly Described[] = ['satellites', 'place', 'timeMs', 'pass', 'paused', 'units', 'frame'];

/**
 * Takes the notice in the markup. `onRead` is called when a place that is not in plain decimals has been read: with the
 * place, or with undefined when it has a mistake.
 */
export function createAddressNotice(
  root: ParentNode,
  readPlace: PlaceReader,
  onRead: (place: Place | undefined) => void,
) {
  const notice = find(root, '[data-part="address"]');
  const text = find(notice, 'p');
  let query = '';
  /** What the reader has not chosen since they came to the address. */
  let choices = new Set<Described>();
  let placeFault: string | undefined;
  let timeFault: string | undefined;
  let passFault: string | undefined;
  let isReading = false;

  find(notice, 'button').addEventListener('click', () => {
    choices.clear();
    notice.hidden = true;
  });

  /** The reader has come to an address. */
  async function arrive(search: string) {
    query = search;
    choices = new Set(EVERYTHING);
    placeFault = undefined;
    timeFault = undefined;
    const arrived = choices;
    const written = new URLSearchParams(search).get('place') ?? '';
    isReading = written.trim() !== '' && !parsePlainPlace(written);
    if (!isReading) return;
    const place = await readPlace(written);
    // The reader has gone on to another address, or has chosen a place.
    if (arrived !== choices || !choices.has('place')) return;
    isReading = false;
    placeFault = typeof place === 'string' ? place : undefined;
    onRead(typeof place === 'string' ? undefined : place);
  }

  /** The reader has chosen something, which replaces what the address said. */
  function answer(change: Partial<Choice>) {
    for (const name of Object.keys(change) as (keyof Choice)[]) choices.delete(name);
    if (!('place' in change)) return;
    choices.delete('pass');
    isReading = false;
  }

  /** Shows the mistakes, given the satellites that can be shown; undefined until they are known. */
  function show(satellites: readonly { catalogNumber: number }[] | undefined) {
    const listed = satellites?.map(({ catalogNumber }) => catalogNumber);
    const sentences = describeMistakes({ query, choices, listed, placeFault, timeFault, passFault });
    setSentence(text, sentences);
    if (notice.hidden !== (sentences === undefined)) notice.hidden = sentences === undefined;
  }

  /** The time in the address can be read, but not shown. */
  function refuseTime(reason: string) {
    timeFault = reason;
  }

  /** The overpass in the address is not opened; undefined when another one is, or none is asked for. */
  function refusePass(reason: string | undefined) {
    passFault = reason;
  }

  return {
    /** Whether the place is in another form than the page writes, and is not read yet. */
    get isReading() {
      return isReading;
    },
    arrive,
    answer,
    refuseTime,
    refusePass,
    show,
  };
}
