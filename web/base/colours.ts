/** As many as colours.css has; a ninth satellite has the first colour again. */
export const COLOURS = 8;

/** As many as index.html has symbols: a satellite is told by its shape as well as by its colour. */
export const SHAPES = 4;
