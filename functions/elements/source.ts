// The source of elements over HTTP: one request per satellite (CelesTrak's GP query or a mirror of it).

/** The answer, or why there is none, or why the answer for this satellite cannot be read. */
export type Reply = { host: string } & (
  | { status: number; text: string }
  | { unreachable: string }
  | { unreadable: string }
);

/** Requests the set of a satellite. The signal ends the request. Network errors are returned, not thrown. */
export type Source = (catalogNumber: number, signal: AbortSignal) => Promise<Reply>;

/** Identifies this program to the operators of the source. */
const USER_AGENT = 'Subpoint/0.1 (live ground track of Earth-observing satellites)';

// An answer is 500 bytes and takes a fraction of a second.
const REQUEST_MS = 10_000;
const MAX_BYTES = 1_000_000;
const MAX_REDIRECTS = 3;

/**
 * A source at an address such as https://celestrak.org/NORAD/elements/gp.php. Follows redirects to https or within the
 * configured origin only, because a plain http answer can be forged.
 */
export function createSource(address: string, fetcher: typeof fetch): Source {
  const { origin } = new URL(address);
  return async (catalogNumber, signal) => {
    let url = queryUrl(address, catalogNumber);
    try {
      for (let redirects = 0; ; redirects++) {
        const response = await fetcher(url, {
          redirect: 'manual',
          headers: { 'user-agent': USER_AGENT, accept: 'application/json' },
          signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
        });
        const target = redirectTarget(response, url);
        if (!target) {
          const text = await readText(response);
          return text === undefined
            ? tooLong(response, url.hostname)
            : { status: response.status, text, host: url.hostname };
        }
        await response.body?.cancel();
        const { hostname: host } = url;
        if (redirects === MAX_REDIRECTS) return { host, unreachable: `more than ${MAX_REDIRECTS} redirects` };
        if (target.protocol !== 'https:' && target.origin !== origin)
          return { host, unreachable: `redirected to ${target.origin} instead of https` };
        url = target;
      }
    } catch (error) {
      return { host: url.hostname, unreachable: reasonOf(error) };
    }
  };
}

function queryUrl(address: string, catalogNumber: number): URL {
  const url = new URL(address);
  url.searchParams.set('CATNR', String(catalogNumber));
  url.searchParams.set('FORMAT', 'JSON');
  return url;
}

function redirectTarget(response: Response, from: URL): URL | undefined {
  const location = response.headers.get('location');
  return [301, 302, 303, 307, 308].includes(response.status) && location ? new URL(location, from) : undefined;
}

/** A long set concerns one satellite. A long error is the trouble of the source. */
function tooLong({ status }: Response, host: string): Reply {
  const reason = `the answer has more than ${MAX_BYTES} bytes`;
  return status === 200 ? { host, unreadable: reason } : { host, unreachable: `${status}: ${reason}` };
}

/** The text of an answer; undefined when it is too long. */
async function readText(response: Response): Promise<string | undefined> {
  let bytes = 0;
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** fetch throws "fetch failed"; its cause says what went wrong (ECONNRESET, ENOTFOUND). */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return 'timeout';
  return cause?.code ?? cause?.message ?? `${name}: ${message}`;
}
