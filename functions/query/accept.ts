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
  const weightOf = (type: string) =>
    weights.get(type) ?? weights.get(`${type.split('/')[0]}/*`) ?? weights.get('*/*') ?? weights.get('*') ?? 0;
  const [best] = offered.toSorted((a, b) => weightOf(b) - weightOf(a));
  return best !== undefined && weightOf(best) > 0 ? best : undefined;
}

/**
 * The values of a header and their weights, 1 where none is given or where it is none: a client that names a form wants it. Members that
 * are empty say nothing (RFC 9110, section 5.6.1), and a comma in quotes divides nothing.
 */
function weightsOf(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []) {
    const [value = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    if (value) weights.set(value, WEIGHT.test(weight ?? '') ? Number(weight) : 1);
  }
  return weights;
}

// From 0 to 1, at most three decimals (section 12.4.2).
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;
