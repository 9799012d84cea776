// The source of elements over HTTP: one polite request for one satellite (CelesTrak's GP query, or a mirror of the same form).

/** What came back: an answer, or the reason why none did. */
export type Reply = { status: number; text: string; host: string } | { unreachable: string };

/** Asks for the set of a satellite. The signal ends it; it never throws for the network's sake. */
export type Source = (catalogNumber: number, signal: AbortSignal) => Promise<Reply>;

/** Who asks: the source's operators should be able to tell. */
export const USER_AGENT = 'Subpoint/0.1 (live ground track of Earth-observing satellites)';

// One answer is 500 bytes and takes a fraction of a second. A mirror that sends megabytes is no mirror.
const REQUEST_MS = 10_000;
const MOST_BYTES = 1_000_000;
const MOST_REDIRECTS = 3;

/**
 * A source at an address such as https://celestrak.org/NORAD/elements/gp.php.
 * Redirects are followed to https, or within the configured origin: an address in the clear can be forged.
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
        if (!target) return { status: response.status, text: await readText(response), host: url.hostname };
        await response.body?.cancel();
        if (redirects === MOST_REDIRECTS) return { unreachable: `more than ${MOST_REDIRECTS} redirects` };
        if (target.protocol !== 'https:' && target.origin !== origin)
          return { unreachable: `redirected to ${target.origin}` };
        url = target;
      }
    } catch (error) {
      return { unreachable: reasonOf(error) };
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

async function readText(response: Response): Promise<string> {
  let bytes = 0;
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`an answer of more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** fetch hides what went wrong (ECONNRESET, ENOTFOUND) in the cause of a "fetch failed". */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? `${name}: ${message}`;
}
