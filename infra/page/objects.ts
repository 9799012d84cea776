// The objects in the page's bucket, and how long a browser may keep each.
// It imports nothing: every program that uploads the page reads it.

/** Key of the page itself. */
export const INDEX_KEY = 'index.html';

/** Key of the file with the addresses of the API and the socket. */
export const CONFIG_KEY = 'config.json';

/** Every object under this prefix has a hash of its content in its name. */
export const ASSETS_PREFIX = 'assets/';

/** Cache-Control of an object. */
export function cacheControlOf(key: string): string {
  // The content under a hashed name never changes:
  // a year is the longest that caches are asked to keep anything in practice.
  if (key.startsWith(ASSETS_PREFIX)) return 'public, max-age=31536000, immutable';
  // Kept, but revalidated each time: the next load sees a new deployment, and until then costs a 304.
  return 'no-cache';
}
