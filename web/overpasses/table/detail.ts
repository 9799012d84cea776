// What an opened overpass shows below its row: its moment on the map, its images, and how it passes.
import type { Place } from '../../../orbit/geodetic.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { imagesUrl } from '../../../wire/images.ts';
import { element } from '../../base/dom.ts';
import { formatUncertainty, keepTogether, type Units, unbroken } from '../../base/format.ts';
import { endMs, type OverpassRow } from '../list.ts';
import { formatTrack, formatUtc } from './cells.ts';
import { describeSky } from './sky-text.ts';

export interface DetailContext {
  place: Place;
  units: Units;
  nowMs: number;
  /** Moves the page to a moment. */
  chooseTime(timeMs: number): void;
  /** Brings the map into view. */
  showMap(): void;
}

/** Builds the content of the detail. Controls have a name in `data-act`, which stays when the detail is built again. */
export function buildDetail(
  row: OverpassRow,
  { place, units, nowMs, chooseTime, showMap }: DetailContext,
): HTMLElement[] {
  const moment = element('button', { type: 'button', 'data-act': 'moment' }, 'Show this moment');
  moment.addEventListener('click', () => chooseTime(row.timeMs));
  // Where the map is not beside the list: list.css.
  const map = element('button', { type: 'button', 'data-act': 'map' }, 'Show on the map');
  map.addEventListener('click', showMap);
  const links = linksOf(row, place);
  const actions = element(
    'p',
    { class: 'actions' },
    map,
    moment,
    ...links.map((link) => imageLink(row, link, `${link.instrument} image, ${link.host}`, nowMs)),
  );
  const facts = [describePassage(row, units, nowMs), describeSky(row), ...describeImages(row, links, nowMs)];
  // A narrow list has no column for it.
  const uncertainty = element(
    'span',
    { class: 'uncertainty' },
    ` Uncertainty: ${unbroken(formatUncertainty(row.uncertaintySeconds))}.`,
  );
  return [actions, element('p', {}, keepTogether(facts.filter((text) => text !== undefined).join(' ')), uncertainty)];
}

/** A link to images. The site that has them learns nothing before the reader follows it, and then not from where. */
export function imageLink(row: OverpassRow, link: ImagesLink, text: string, nowMs: number): HTMLAnchorElement {
  const { instrument, url, host } = link;
  const time = formatUtc(row.timeMs, nowMs, row.uncertaintySeconds);
  return element(
    'a',
    {
      href: url,
      target: '_blank',
      rel: 'noreferrer',
      'data-act': `image ${instrument}`,
      'aria-label': `${instrument} image of ${row.name}, ${time} UTC, on ${host}, in a new tab`,
    },
    text,
  );
}

/** As in: Flies south, its track 103 km W of this place. */
function describePassage(row: OverpassRow, units: Units, nowMs: number): string | undefined {
  const { ascending, distanceKm, driftKm, azimuthDeg, stay } = row;
  if (stay) return undefined;
  const track = unbroken(formatTrack({ distanceKm, driftKm, azimuthDeg }, units));
  const where = Math.max(distanceKm, driftKm) < 1 ? 'over this place' : `${track} of this place`;
  return `${endMs(row) <= nowMs ? 'Flew' : 'Flies'} ${ascending ? 'north' : 'south'}, its track ${where}.`;
}

/** Why there are no images, or when they come. */
function describeImages(row: OverpassRow, links: readonly ImagesLink[], nowMs: number): string[] {
  const withImages = row.seeing.filter(({ instrument: { images } }) => images);
  // Where others have images, nobody misses them.
  const without =
    withImages.length > 0
      ? []
      : row.seeing.map(({ instrument: { name, noImages = 'no pictures are known' } }) => `${name}: ${noImages}.`);
  if (withImages.length > 0 && links.length === 0) return ['Images are of overpasses by day only.'];
  const later = links.filter((link) => !isAvailable(link, row, nowMs));
  const latestMs = Math.max(...later.map(({ availableMs }) => availableMs ?? 0));
  if (later.length === 0) return without;
  if (latestMs <= 0) return ['Images come after the overpass.'];
  return [`Images are usually there by ${formatAvailable(latestMs, nowMs)} UTC.`];
}

/** As in: today 22:00. Hours that are usual are known to the hour: the next whole one. */
export function formatAvailable(availableMs: number, nowMs: number): string {
  return formatUtc(Math.ceil(availableMs / HOUR_MS) * HOUR_MS, nowMs).slice(0, -3);
}

/** Images of an overpass by one of its instruments. */
export interface ImagesLink {
  instrument: string;
  url: string;
  /** The site that has them. */
  host: string;
  /** When they are usually there; undefined when satellites.json does not say it. */
  availableMs: number | undefined;
}

/** Links to the images of the instruments that see the place. */
export function linksOf(row: OverpassRow, place: Place): ImagesLink[] {
  return row.seeing.flatMap(({ instrument: { name, images } }) => {
    const url = images && imagesUrl(images, row, place);
    if (!url) return [];
    const availableMs = images.delayHours === undefined ? undefined : row.timeMs + images.delayHours * HOUR_MS;
    return [{ instrument: name, url, host: new URL(url).hostname, availableMs }];
  });
}

/** The images of an overpass that are there by now. */
export function imagesIn(row: OverpassRow, { place, nowMs }: Pick<DetailContext, 'place' | 'nowMs'>): ImagesLink[] {
  if (endMs(row) > nowMs) return [];
  return linksOf(row, place).filter((link) => isAvailable(link, row, nowMs));
}

/** Whether images can be expected at a moment. */
export function isAvailable({ availableMs }: ImagesLink, { timeMs }: OverpassRow, nowMs: number): boolean {
  return (availableMs ?? timeMs) <= nowMs;
}
