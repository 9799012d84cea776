// The objects of the page's bucket and how long a browser may keep each. Whoever uploads the page reads this; it imports nothing.

/** Key of the page itself. */
export const INDEX_KEY = 'index.html';

/** Key of the file that tells the page where its API and its socket are. */
export const CONFIG_KEY = 'config.json';

/** What lies under this prefix carries a hash of its content in its name. */
export const ASSETS_PREFIX = 'assets/';

/** Cache-Control of an object, by its key. */
export function cacheControlOf(key: string): string {
  // A name with a hash never changes its content: a year is the longest that HTTP caches are asked for in practice.
  if (key.startsWith(ASSETS_PREFIX)) return 'public, max-age=31536000, immutable';
  // Kept, but asked for again each time: a new deployment is seen at the next load, and costs a 304 until then.
  return 'no-cache';
}
