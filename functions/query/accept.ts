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
  if (!accept?.trim()) return offered[0];
  const weights = weightsOf(accept);
  const weightOf = (type: string) =>
    weights.get(type) ?? weights.get(`${type.split('/')[0]}/*`) ?? weights.get('*/*') ?? 0;
  const [best] = offered.toSorted((a, b) => weightOf(b) - weightOf(a));
  return best !== undefined && weightOf(best) > 0 ? best : undefined;
}

/** The values of a header and their weights, 1 where none is given. */
function weightsOf(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [value = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    weights.set(value, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  return weights;
}
