// Small helpers for the document.
import { keepTogether } from './format.ts';

/** The element that a selector names. @throws Error when the markup lacks it */
export function find<Kind extends Element = HTMLElement>(root: ParentNode, selector: string): Kind {
  const element = root.querySelector<Kind>(selector);
  if (!element) throw new Error(`index.html has no ${selector}`);
  return element;
}

/**
 * Writes text only if it differs: most texts do not change from one second to the next. What is there already gets other
 * characters: a node that comes and goes makes browsers look for all rules with :has() and :empty.
 */
export function setText(element: Element, text: string): void {
  if (element.textContent === text) return;
  const [node, ...more] = element.childNodes;
  if (node instanceof Text && text !== '' && more.length === 0) node.data = text;
  else element.textContent = text;
}

/** Shows a sentence, or hides its element without one. A number stays beside its unit. */
export function setSentence(element: HTMLElement, sentence: string | undefined): void {
  const hidden = sentence === undefined;
  if (element.hidden !== hidden) element.hidden = hidden;
  setText(element, keepTogether(sentence ?? ''));
}

/** Writes an attribute only if it differs. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

const SVG = 'http://www.w3.org/2000/svg';

/** A new SVG element with its attributes. */
export function svg(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.textContent = text;
  return element;
}

/**
 * A new element with its attributes, and its content: texts and elements. Attributes that are false are left out. No text
 * becomes markup: the page's content security policy forbids it.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number | boolean>> = {},
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== false) made.setAttribute(key, value === true ? '' : String(value));
  made.append(...content);
  return made;
}

/** Whether the middle of an element is on the screen. */
export function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top + bottom > 0 && top + bottom < 2 * innerHeight;
}

/** Brings a part to the top of its panel, where that scrolls by itself. */
export function scrollWithin(panel: Element, part: Element): void {
  if (panel.scrollHeight > panel.clientHeight)
    panel.scrollTop += part.getBoundingClientRect().top - panel.getBoundingClientRect().top;
}
