// What a client takes: the headers Accept and Accept-Encoding (RFC 9110, sections 12.5.1 and 12.5.3).

/** Whether Accept-Encoding allows gzip: named, or by *, and not with a weight of 0. */
export function acceptsGzip(acceptEncoding = ''): boolean {
  const weights = weightsOf(acceptEncoding);
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}

/**
 * The media type that a client likes best, of those on offer; the earlier of two that it likes alike, and the first when it says nothing.
 * The narrowest range that holds a type decides on it. Undefined when it takes none.
 */
export function preferredType(accept: string | undefined, offered: readonly string[]): string | undefined {
  const weights = weightsOf(accept ?? '');
  if (weights.size === 0) return offered[0];
  // `*` alone is no range of media types, but some old clients send it for all of them.
  const any = weights.get('*/*') ?? weights.get('*') ?? 0;
  const weightOf = (type: string) => weights.get(type) ?? weights.get(`${type.split('/')[0]}/*`) ?? any;
  const [best] = offered.toSorted((a, b) => weightOf(b) - weightOf(a));
  return best !== undefined && weightOf(best) > 0 ? best : undefined;
}

/** The values of a header and their weights, 1 where none is given. */
function weightsOf(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const member of header.toLowerCase().match(MEMBERS) ?? []) {
    const [value = '', ...parameters] = (member.match(PARAMETERS) ?? []).map((piece) => piece.trim());
    // A list may hold empty members (section 5.6.1.2).
    if (value !== '') weights.set(value, weightIn(parameters));
  }
  return weights;
}

// Runs without the separator, which is none within quotes (section 5.6.4).
const MEMBERS = /(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g;
const PARAMETERS = /(?:[^;"]|"(?:\\.|[^"\\])*"?)+/g;

/** From 0 to 1. One that cannot be read is none, hence 1: a client that names a type wants it, and a mistake in its weight is no refusal. */
function weightIn(parameters: readonly string[]): number {
  const text = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = Number(text || Number.NaN);
  return Number.isNaN(weight) ? 1 : Math.min(Math.max(weight, 0), 1);
}
