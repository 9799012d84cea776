// What tells satellites apart on the page: a colour and a shape for each place in the API's list. Pure.

/** As many as colours.css has colours. */
const COLOURS = 8;
/** As many as index.html has symbols #shape-0, #shape-1 and so on. */
const SHAPES = 4;

/** The colour and the shape of the satellite at an index. Where colours come again, shapes are moved on by one: 32 differ. */
export function lookOf(index: number): { colour: number; shape: number } {
  return { colour: index % COLOURS, shape: (index + Math.floor(index / COLOURS)) % SHAPES };
}
