// How many colours and shapes there are to tell satellites apart.

/** As many as colours.css has. A ninth satellite gets the first colour again. */
export const COLOURS = 8;

/** As many as index.html has symbols. Readers who cannot tell the colours apart see the shapes. */
export const SHAPES = 4;
