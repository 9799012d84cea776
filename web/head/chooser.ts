// The choices above the map: which satellites to show, and in which units.
import { announce } from '../base/announce.ts';
import { find, setAttribute, setSentence } from '../base/dom.ts';
import type { Units } from '../base/format.ts';
import { shapeOf } from '../base/shape.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';

/** Takes the two groups of buttons. Calls `choose` with what the reader has changed. */
export function createChooser(
  root: ParentNode,
  choose: (change: { satellites?: readonly number[] | undefined; units?: Units }) => void,
) {
  const satellites = find(root, '[data-control="satellites"]');
  const units = find(root, '[data-control="units"]');
  const note = find(root, '[data-part="chooser-note"]');
  let offered: readonly ShownSatellite[] = [];
  let chosen: readonly number[] = [];

  satellites.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button');
    if (button) toggle(Number(button.value));
  });
  units.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button');
    if (!button) return;
    choose({ units: button.value as Units });
    announce(`Distances in ${UNIT_NAMES[button.value as Units]}`);
  });

  function toggle(catalogNumber: number) {
    const wanted = offered
      .map(({ catalogNumber }) => catalogNumber)
      .filter((each) => (each === catalogNumber) !== chosen.includes(each));
    // Without any satellite the page would be blank.
    const isLast = wanted.length === 0;
    setSentence(note, isLast ? `${nameOf(catalogNumber)} stays: the page shows at least one satellite.` : undefined);
    if (!isLast) choose({ satellites: wanted.length === offered.length ? undefined : wanted });
    announce(isLast ? (note.textContent ?? '') : `On the page: ${wanted.map(nameOf).join(', ')}`);
  }

  function nameOf(catalogNumber: number): string {
    return offered.find((each) => each.catalogNumber === catalogNumber)?.name ?? String(catalogNumber);
  }

  /** Shows the choices, with the present one pressed. */
  function show(all: readonly ShownSatellite[], shown: readonly ShownSatellite[], chosenUnits: Units) {
    offered = all;
    chosen = shown.map(({ catalogNumber }) => catalogNumber);
    arrange();
    for (const button of satellites.querySelectorAll('button')) press(button, chosen.includes(Number(button.value)));
    for (const button of units.querySelectorAll('button')) press(button, button.value === chosenUnits);
  }

  function arrange() {
    const wanted = offered.map(({ catalogNumber, name, colour }) => `${catalogNumber} ${name} ${colour}`);
    const key = wanted.join('\n');
    if (satellites.dataset.offered === key) return;
    satellites.dataset.offered = key;
    satellites.replaceChildren(
      ...offered.map(({ catalogNumber, name, colour }) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.value = String(catalogNumber);
        button.dataset.colour = String(colour);
        button.append(shapeOf(colour), name);
        return button;
      }),
    );
  }

  return { show };
}

const UNIT_NAMES: Record<Units, string> = { km: 'kilometres', mi: 'miles' };

function press(button: HTMLButtonElement, pressed: boolean) {
  setAttribute(button, 'aria-pressed', String(pressed));
}
