// Where texts are on the screen, and which of them overlap.
import type { Locator } from 'playwright-core';

/** As getBoundingClientRect() has it. */
interface Edges {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface TextBox extends Edges {
  text: string;
}

/** The texts of these elements, as far as they are seen, with their boxes. */
export function textBoxes(elements: Locator): Promise<TextBox[]> {
  return elements.evaluateAll((all) =>
    all
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { text: element.textContent?.trim() ?? '', left, top, right, bottom };
      })
      .filter(({ text, left, right }) => text !== '' && right > left),
  );
}

/** How far two boxes reach into each other, px; negative where they are apart. */
export function overlapOf(a: Edges, b: Edges): { width: number; height: number } {
  return {
    width: Math.min(a.right, b.right) - Math.max(a.left, b.left),
    height: Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  };
}

/** The pairs that overlap by more than this, px: "Terra and Boulder". */
export function overlapping(boxes: readonly TextBox[], least: { width: number; height: number }): string[] {
  return boxes.flatMap((box, index) =>
    boxes.slice(index + 1).flatMap((other) => {
      const { width, height } = overlapOf(box, other);
      return width > least.width && height > least.height ? [`${box.text} and ${other.text}`] : [];
    }),
  );
}
