// The controls that filter the list: satellite, instrument, light, distance from the track, and passes outside the swath.
// And how many days it has, which is seen without opening them: a planner looks for it first.
import { namesIn } from '../../orbit/instruments.ts';
import { element } from '../base/dom.ts';
import { formatWhole, PER_KM, type Units } from '../base/format.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { type Filters, filterSatellites, instrumentNames, LIST_DAYS, MORE_DAYS } from './filters.ts';

export interface FilterBar {
  /**
   * Whether passes outside the swath are listed too. With the entry of the browser's history, but not in its address:
   * the API does not list both.
   */
  includeOutside: boolean;
  /** Shows what is chosen, and what can be chosen. */
  show(filters: Filters, satellites: readonly ShownSatellite[], units: Units): void;
}

const DISTANCES_KM = [50, 100, 250, 500, 1000];

/**
 * Fills the element, and puts the days first among the controls beside it. `onFilter` gets the filters that the reader
 * chooses, `onChange` is for the rest.
 */
export function createFilterBar(
  root: HTMLElement,
  beside: HTMLElement,
  onFilter: (filters: Filters) => void,
  onChange: () => void,
): FilterBar {
  const satellite = addSelect('Satellite', 'satellite');
  const light = addSelect('Light', 'daylight');
  const distance = addSelect('Track within', 'maxOffNadirKm');
  const days = element('select', { 'aria-label': 'Days ahead', 'data-place-control': 'days' });
  beside.prepend(days);
  const instruments = element('span', { class: 'instrument-names' });
  root.append(
    element(
      'fieldset',
      { class: 'instruments', 'data-place-control': 'instrument' },
      element('legend', {}, 'Only these instruments'),
      instruments,
    ),
  );
  const maybe = element('input', { type: 'checkbox', 'data-place-control': 'maybe' });
  root.append(element('label', { class: 'box' }, maybe, ' Include passes maybe in the swath'));
  const outside = element('input', { type: 'checkbox', 'data-place-control': 'everything' });
  root.append(element('label', { class: 'box' }, outside, ' Include passes outside the swath'));
  let builtKey = '';

  root.addEventListener('change', ({ target }) => {
    if (target !== outside) return choose();
    includeOutside(outside.checked);
    onChange();
  });
  days.addEventListener('change', choose);

  function choose() {
    onFilter({
      catalogNumber: satellite.value === '' ? undefined : Number(satellite.value),
      instrument:
        checkboxes()
          .filter(({ checked }) => checked)
          .map(({ value }) => value)
          .join(',') || undefined,
      daylight: (light.value || undefined) as Filters['daylight'],
      maxOffNadirKm: distance.value === '' ? undefined : Number(distance.value),
      maybe: maybe.checked ? undefined : 'false',
      days: days.value === '' ? undefined : Number(days.value),
    });
  }

  function includeOutside(isWanted: boolean) {
    outside.checked = isWanted;
    history.replaceState({ ...history.state, includeOutside: isWanted }, '');
  }

  function addSelect(name: string, control: string): HTMLSelectElement {
    const id = `filter-${control}`;
    const select = element('select', { id, 'data-place-control': control });
    root.append(element('div', {}, element('label', { for: id }, name), select));
    return select;
  }

  function checkboxes(): HTMLInputElement[] {
    return [...instruments.querySelectorAll('input')];
  }

  /** A name that the address has and no satellite is a checkbox too: the reader sees why the list is short. */
  function showInstruments(list: string | undefined, known: readonly string[]) {
    const { names, unknown } = list === undefined ? { names: [], unknown: [] } : namesIn(list, known);
    const wanted = [...known, ...unknown];
    // Only when they differ: the one that has the focus would lose it.
    if (JSON.stringify(checkboxes().map(({ value }) => value)) !== JSON.stringify(wanted)) {
      const boxes = wanted.map((name) => element('input', { type: 'checkbox', value: name }));
      instruments.replaceChildren(...boxes.map((box) => element('label', { class: 'box' }, box, ` ${box.value}`)));
    }
    for (const box of checkboxes()) box.checked = names.includes(box.value) || unknown.includes(box.value);
  }

  function show(filters: Filters, satellites: readonly ShownSatellite[], units: Units) {
    outside.checked = isOutsideIncluded();
    const { catalogNumber } = filters;
    const names = instrumentNames(filterSatellites(satellites, { catalogNumber }));
    const needsDaylight = satellites.some(({ instruments }) => instruments.some(({ daylightOnly }) => daylightOnly));
    const key = JSON.stringify([filters, units, needsDaylight, names, satellites.map(({ name }) => name)]);
    if (key === builtKey) return;
    builtKey = key;
    fill(
      satellite,
      'all',
      satellites.map((each) => [String(each.catalogNumber), each.name]),
      catalogNumber,
    );
    showInstruments(filters.instrument, names);
    maybe.checked = filters.maybe !== 'false';
    const lights: Option[] = [['true', 'by day only']];
    if (needsDaylight) lights.push(['any', 'also cameras at night']);
    const inDays = (count: number): Option => [String(count), `${count} days`];
    fill(days, `${LIST_DAYS} days`, MORE_DAYS.map(inDays), filters.days, inDays);
    fill(light, 'when imaging', lights, filters.daylight);
    const inUnits = (km: number): Option => [String(km), `${formatWhole(km * PER_KM[units])} ${units}`];
    fill(distance, 'any distance', DISTANCES_KM.map(inUnits), filters.maxOffNadirKm, inUnits);
  }

  return {
    get includeOutside() {
      return isOutsideIncluded();
    },
    set includeOutside(isWanted) {
      includeOutside(isWanted);
    },
    show,
  };
}

function isOutsideIncluded(): boolean {
  return history.state?.includeOutside === true;
}

type Option = readonly [value: string, text: string];

/** A value that the address has and the options lack is an option too: the reader sees why the list is short. */
function fill(
  select: HTMLSelectElement,
  all: string,
  options: readonly Option[],
  value: string | number | undefined,
  toOption: (value: number) => Option = (each) => [String(each), String(each)],
) {
  const chosen = value === undefined ? '' : String(value);
  const isListed = chosen === '' || options.some(([each]) => each === chosen);
  const listed = isListed ? options : [...options, typeof value === 'number' ? toOption(value) : [chosen, chosen]];
  const known = [...select.options].map((option) => option.value + option.text);
  const wanted: Option[] = [['', all], ...(listed as Option[])];
  // Only when they differ: a list that is open would close.
  if (known.join() !== wanted.map(([each, text]) => each + text).join()) {
    select.replaceChildren(...wanted.map(([each, text]) => element('option', { value: each }, text)));
  }
  select.value = chosen;
}
