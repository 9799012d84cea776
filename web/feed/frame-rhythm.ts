// How often a page without a socket asks for a frame. It imports nothing, so that bench/scale/crowd.ts can read it.

/** Points come three minutes early, so two requests in a row may fail before a viewer could notice. */
export const EVERY_MS = 55_000;
/** A random part of this is added: pages that began together drift apart. */
export const SPREAD_MS = 10_000;
/** Pages begin together when a service ends. Their tracks reach a minute ahead at least. */
export const FIRST_SPREAD_MS = 10_000;
