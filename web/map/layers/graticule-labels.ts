// Degrees beside the lines of the graticule: along the left and lower edge of the world, around a pole on the lines.
import { setText } from '../../base/dom.ts';
import { latitudeLabel, longitudeLabel } from '../../base/format.ts';
import type { Box } from '../labels.ts';
import { cqw, type Spot, type Stage } from '../stage.ts';
import type { Texts } from '../texts.ts';
import { graticuleStep } from './ground.ts';

const STEPS_DEG = [10, 30, 60, 90];
/** Between two labels, and from a label to the edge of the map, px. */
const GAP_PX = 16;
const EDGE_PX = 4;
/** Among the widest labels. */
const WIDEST = '150° W';
// From the pole to the labels of the meridians: near the upper and lower edge.
const MERIDIANS_DEG = 42;
// The labels of the parallels are on this meridian, which has no line.
const PARALLELS_AT_DEG = 45;

interface Label {
  text: string;
  spot: Spot;
  edge: 'left' | 'bottom' | 'none';
}

/** From the spot of a label at an edge to its text, as in the style sheet, px. */
const TEXT_FROM = { left: 4, bottom: 3, none: 0 };

/**
 * Adds the layer of labels to the map, and writes them whenever something moves. They give way to other texts, and the
 * later of two to the earlier.
 */
export function createGraticuleLabels(root: HTMLElement, before: Element, stage: Stage, texts: Texts): void {
  const layer = document.createElement('div');
  layer.className = 'map-degrees';
  layer.setAttribute('aria-hidden', 'true');
  before.before(layer);
  const elements: HTMLElement[] = [];
  const widest = document.createElement('span');
  widest.className = 'widest';
  setText(widest, WIDEST);
  layer.append(widest);
  let width = 0;
  /** In the reader's size of text. */
  let label = { width: 0, height: 0 };
  stage.onChange(draw);
  // Observed and not read: reading a size forces a layout.
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      if (target === root) width = contentRect.width;
      else label = { width: contentRect.width, height: contentRect.height };
    }
    draw();
  });
  sizes.observe(root);
  sizes.observe(widest);

  function draw() {
    if (width === 0) return;
    const { scale } = stage.viewport();
    const { view } = stage.projection();
    const labels = view === 'world' ? worldLabels() : polarLabels(view === 'north');
    const shown = labels.map(({ text, spot, edge }, index) => {
      const element = elements[index] ?? addElement();
      element.hidden = false;
      setText(element, text);
      element.dataset.edge = edge;
      element.style.translate = `${cqw(spot.x)} ${cqw(spot.y)}`;
      return { element, box: boxOf({ text, spot, edge }) };
    });
    for (const element of elements.slice(labels.length)) element.hidden = true;
    texts.giveWay('degrees', shown);

    function worldLabels(): Label[] {
      const step = labelStep((360 / (width * scale)) * (label.width + GAP_PX), graticuleStep(scale));
      const { left, top } = stage.viewport();
      const labels: Label[] = [];
      for (let deg = -180; deg < 180; deg += step) {
        const x = (stage.spotOf({ latitudeDeg: 0, longitudeDeg: deg })?.x ?? 0) + left;
        const leftPx = x * width + EDGE_PX;
        if (leftPx > label.width + GAP_PX && leftPx + label.width + EDGE_PX < width)
          labels.push({ text: longitudeLabel(deg), spot: { x, y: 0.5 }, edge: 'bottom' });
      }
      for (let deg = -90 + step; deg < 90; deg += step) {
        const y = ((90 - deg) / 360) * scale + top;
        const fromEdgePx = Math.min(y, 0.5 - y) * width;
        if (fromEdgePx > label.height) labels.push({ text: latitudeLabel(deg), spot: { x: 0, y }, edge: 'left' });
      }
      return labels;
    }

    function polarLabels(isNorth: boolean): Label[] {
      const sign = isNorth ? 1 : -1;
      const step = graticuleStep(scale);
      const labels: Label[] = [];
      const add = (text: string, latitudeDeg: number, longitudeDeg: number) => {
        const spot = stage.spotOf({ latitudeDeg, longitudeDeg });
        if (!spot) return;
        const { left, top } = stage.viewport();
        const y = spot.y + top;
        // The whole line of a label near the upper or lower edge.
        const half = label.height / 2 / width;
        const inside = y < 0 || y > 0.5 ? y : Math.min(Math.max(y, half), 0.5 - half);
        labels.push({ text, spot: { x: spot.x + left, y: inside }, edge: 'none' });
      };
      for (let deg = 90 - step; deg > 0; deg -= step) add(latitudeLabel(sign * deg), sign * deg, PARALLELS_AT_DEG);
      for (let deg = -150; deg <= 180; deg += 30) add(longitudeLabel(deg), sign * (90 - MERIDIANS_DEG), deg);
      return labels.filter((each) => isOnMap(boxOf(each)));
    }
  }

  /** Where its text is. Measured is the widest, whose letters are among the widest. */
  function boxOf({ text, spot, edge }: Label): Box {
    const { height } = label;
    const top = edge === 'bottom' ? width / 2 - height - 1 : spot.y * width - height / 2;
    const textWidth = (label.width * text.length) / WIDEST.length;
    return { left: spot.x * width + TEXT_FROM[edge], top, width: textWidth, height };
  }

  function isOnMap({ left, top, width: boxWidth, height }: Box): boolean {
    // A rounding error is no pixel.
    return left >= 0 && left + boxWidth <= width && top > -1 && top + height < width / 2 + 1;
  }

  function addElement(): HTMLElement {
    const element = document.createElement('span');
    elements.push(element);
    layer.append(element);
    return element;
  }
}

/** The smallest step of labels that are far enough apart, and on lines. */
export function labelStep(minDeg: number, lineStepDeg: number): number {
  return STEPS_DEG.find((step) => step >= minDeg && step % lineStepDeg === 0) ?? 90;
}
