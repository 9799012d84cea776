// The suggestions below the field: a combobox with a list, as the ARIA Authoring Practices describe it.
import type { Place } from '../../../orbit/geodetic.ts';
import { announce } from '../../base/announce.ts';
import { element, setAttribute } from '../../base/dom.ts';
import { isNameLike } from '../name-like.ts';
import { describeFindings, describeFound, describeNothing, NO_SUGGESTION } from './findings-text.ts';
import type { Findings } from './name-search.ts';
import { regionName, shortName } from './regions.ts';

export interface NameListOptions {
  /** The field, in an element that the list is placed by. */
  input: HTMLInputElement;
  find(text: string): Findings;
  choose(place: Place, name: string): void;
}

export interface NameList {
  /** Suggests places for what is typed. */
  suggest(): void;
  /**
   * For Enter and the button. A name that fits in whole is chosen. Of other places, one must be chosen from the list.
   * @returns what to do instead, if nothing was chosen
   */
  submit(): string | undefined;
}

/** The field's markup names it. */
const LIST_ID = 'place-names';

/** People type faster than a screen reader speaks: the number of places is announced once they stop. */
const ANNOUNCE_AFTER_MS = 700;

/** What may still become coordinates or a link is no name that is missing. */
const WORD = /^(?!https?|www).*\p{L}{3}/iu;

/** Adds the list to the field. The field has the roles in its markup. */
export function createNameList({ input, find, choose }: NameListOptions): NameList {
  const list = element('ul', { id: LIST_ID, role: 'listbox', 'aria-label': 'Places', class: 'names', hidden: true });
  const none = element('p', { class: 'names none', hidden: true }, NO_SUGGESTION);
  (input.parentElement as HTMLElement).append(list, none);
  let findings: Findings = { found: [], fit: 'none' };
  let active = -1;
  let typed = 0;
  /** Whether it was announced that nothing is found: it is no news with the next letter. */
  let isNoneKnown = false;

  input.addEventListener('input', suggest);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    // Enter ends the composition of a Chinese or Japanese word, too.
    if (event.isComposing) return;
    const isOpen = !list.hidden;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!isOpen) suggest();
      if (list.hidden) return;
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && isOpen && active >= 0) {
      event.preventDefault();
      pick(active);
    } else if (event.key === 'Escape' && (isOpen || !none.hidden)) {
      event.preventDefault();
      close();
    }
  });
  // The field keeps the focus.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element && target.closest('[role="option"]');
    if (option) pick([...list.children].indexOf(option));
  });

  function suggest() {
    show(isNameLike(input.value) ? find(input.value) : { found: [], fit: 'none' });
    none.hidden = findings.fit !== 'none' || !isNameLike(input.value) || !WORD.test(input.value);
    if (none.hidden) isNoneKnown = false;
    const turn = ++typed;
    setTimeout(() => {
      if (turn !== typed || isNoneKnown || (none.hidden && list.hidden)) return;
      isNoneKnown = !none.hidden;
      announce(describeFindings(findings, input.value));
    }, ANNOUNCE_AFTER_MS);
  }

  function submit(): string | undefined {
    show(find(input.value));
    // What is said now is said by the error, or by what shows the place.
    typed++;
    const [first] = findings.found;
    if (!first) return describeNothing(input.value);
    if (findings.fit === 'exact' || (findings.fit === 'beginning' && findings.found.length === 1)) return pick(0);
    move(1);
    return findings.fit === 'guess'
      ? 'No place has this name. The list has similar ones: choose one with the arrow keys and Enter.'
      : 'Several places begin like this: choose one with the arrow keys and Enter.';
  }

  function show(found: Findings) {
    findings = found;
    active = -1;
    list.replaceChildren(...found.found.map(build));
    list.hidden = found.found.length === 0;
    none.hidden = true;
    setAttribute(input, 'aria-expanded', String(!list.hidden));
    input.removeAttribute('aria-activedescendant');
  }

  /** From the field through the list and back to the field. */
  function move(step: 1 | -1) {
    const count = list.children.length;
    active = ((active + 1 + step + count + 1) % (count + 1)) - 1;
    for (const [index, option] of [...list.children].entries())
      setAttribute(option, 'aria-selected', String(index === active));
    const option = list.children[active];
    if (!option) return input.removeAttribute('aria-activedescendant');
    setAttribute(input, 'aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  function pick(index: number): undefined {
    const place = findings.found[index]?.place;
    close();
    if (!place) return;
    const { latitudeDeg, longitudeDeg } = place;
    choose({ latitudeDeg, longitudeDeg }, shortName(place));
  }

  function close() {
    typed++;
    isNoneKnown = false;
    show({ found: [], fit: 'none' });
  }

  return { suggest, submit };
}

function build(found: Findings['found'][number], index: number): HTMLElement {
  const { place, otherName } = found;
  return element(
    'li',
    { id: `${LIST_ID}-${index}`, role: 'option', 'aria-selected': 'false', 'aria-label': describeFound(found) },
    // Names in other scripts may run to the left.
    element('bdi', { class: 'name' }, place.name),
    ...(otherName ? [' ', element('bdi', { class: 'other' }, otherName)] : []),
    ' ',
    element('span', { class: 'region' }, regionName(place)),
  );
}
