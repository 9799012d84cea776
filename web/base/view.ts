// The views of the map, as the address names them.

export const VIEWS = ['world', 'north', 'south'] as const;

/** The whole world, or the surroundings of a pole. */
export type View = (typeof VIEWS)[number];
