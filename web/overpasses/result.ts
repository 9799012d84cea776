// The markup of the list: what the panel has below its form once there is a place.
import { element } from '../base/dom.ts';

/** Builds the result, hidden and without rows. */
export function buildResult(): HTMLElement {
  return element(
    'div',
    { 'data-place-part': 'result', hidden: true },
    element('p', { class: 'remark', 'data-place-part': 'remark', hidden: true }),
    element(
      'table',
      {},
      element('caption', { class: 'unseen' }, 'Overpasses in the next five days'),
      element('thead', {}, element('tr', {}, ...COLUMNS.map(buildHeading))),
      element('tbody'),
    ),
    element('p', { class: 'gaps', 'data-place-part': 'gaps', hidden: true }),
    element(
      'div',
      { class: 'place-foot' },
      element('button', { type: 'button', 'data-place-control': 'more', 'aria-expanded': 'false', hidden: true }),
      element(
        'label',
        {},
        element('input', { type: 'checkbox', 'data-place-control': 'everything' }),
        ' Include passes outside the swath, above the horizon',
      ),
      element(
        'label',
        { 'data-place-part': 'night', hidden: true },
        element('input', { type: 'checkbox', 'data-place-control': 'night' }),
        ' Include night passes of instruments that need daylight',
      ),
      element('div', { 'data-place-part': 'links' }),
    ),
    element('p', { class: 'fine' }, EXPLANATION),
  );
}

const COLUMNS = ['Satellite', 'Closest, UTC', 'Local', 'Ground track', 'In swath of', 'Light', 'Uncertainty'];

function buildHeading(text: string): HTMLElement {
  return element('th', { scope: 'col', ...(text === 'Local' && { 'data-place-part': 'zone' }) }, text);
}

const EXPLANATION =
  'Local: in the time zone of this device. When: the closest approach; a satellite that hardly moves is in the swath for hours, from – until. Times and distances are no finer than they are known. Ground track: how far from the place, and in which direction, the point below the satellite passes. In swath of: the instruments that image the place, those that need daylight by day. Light: day or night at the place. Uncertainty: how early or late the satellite may be, unless it manoeuvres.';
