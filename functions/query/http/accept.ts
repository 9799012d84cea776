// Reads the headers Accept and Accept-Encoding (RFC 9110, sections 12.5.1 and 12.5.3).

/** Whether Accept-Encoding allows gzip, by name or by *, with a weight above 0. */
export function acceptsGzip(acceptEncoding = ''): boolean {
  const weights = weightsOf(acceptEncoding);
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}

/**
 * The offered media type with the highest weight; of equal ones the first. Without a header the first one wins.
 * The most specific range that matches a type gives its weight. Undefined when the client accepts none.
 */
export function preferredType(accept: string | undefined, offered: readonly string[]): string | undefined {
  const weights = weightsOf(accept ?? '');
  if (weights.size === 0) return offered[0];
  // `*` is not a valid media range, but some old clients send it for `*/*`.
  const any = weights.get('*/*') ?? weights.get('*') ?? 0;
  const weightOf = (type: string) => weights.get(type) ?? weights.get(`${type.split('/')[0]}/*`) ?? any;
  const [best] = offered.toSorted((a, b) => weightOf(b) - weightOf(a));
  return best !== undefined && weightOf(best) > 0 ? best : undefined;
}

/** The values of a header and their weights; the default is 1. */
function weightsOf(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const member of header.toLowerCase().match(MEMBERS) ?? []) {
    const [value = '', ...parameters] = (member.match(PARAMETERS) ?? []).map((piece) => piece.trim());
    // A list may have empty members (section 5.6.1.2).
    if (value !== '') weights.set(value, weightIn(parameters));
  }
  return weights;
}

// Runs without a separator. Within quotes it does not separate (section 5.6.4).
const MEMBERS = /(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g;
const PARAMETERS = /(?:[^;"]|"(?:\\.|[^"\\])*"?)+/g;

/** From 0 to 1. An invalid weight counts as 1: the client named the type, so it wants it. */
function weightIn(parameters: readonly string[]): number {
  const text = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = Number(text || Number.NaN);
  return Number.isNaN(weight) ? 1 : Math.min(Math.max(weight, 0), 1);
}
