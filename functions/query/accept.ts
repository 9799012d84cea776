// What a client takes: the headers Accept and Accept-Encoding (RFC 9110, sections 12.5.1 and 12.5.3).

/** Whether Accept-Encoding allows gzip: named, or by *, and not with a weight of 0. */
export function acceptsGzip(acceptEncoding = ''): boolean {
  const weights = weightsOf(acceptEncoding);
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}

/** Whether Accept allows JSON: the narrowest range that holds it decides, and no header allows everything. */
export function acceptsJson(accept: string | undefined): boolean {
  if (!accept?.trim()) return true;
  const weights = weightsOf(accept);
  return (weights.get('application/json') ?? weights.get('application/*') ?? weights.get('*/*') ?? 0) > 0;
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
