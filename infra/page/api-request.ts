// Runs in CloudFront on each request to the API, before the cache: a CloudFront function. It refuses what the API would
// refuse anyway, and writes equal questions in one way, so that they share an entry of the cache.
// Its language is that of https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html:
// no for-of, no destructuring, no spread, and few methods. infra/page/api-request-code.ts adds the lists.

declare const PARAMETERS: readonly string[];
/** Those that have several values, with commas between them or repeated. */
declare const LISTS: readonly string[];
declare const TYPES: readonly string[];
declare const JSON_PATHS: readonly string[];

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
export interface ApiRequest {
  uri: string;
  querystring: Record<string, { value: string; multiValue?: { value: string }[] }>;
  headers: Record<string, { value: string }>;
}

/** The request for the API, or an answer of its own. */
export function handler(event: { request: ApiRequest }): ApiRequest | object {
  const request = event.request;
  const given = request.querystring;
  request.uri = request.uri.replace(/^\/api(?=\/|$)/, '').replace(/\/+$/, '') || '/';
  // To the API %73 is the same as s, and // may be /. To the cache it is another question.
  if (!/^(\/[\w-]+)*\/?$/.test(request.uri)) return refuse('A path has letters, digits, _ and - between its slashes.');
  // Answers to these have one form, so their questions have few keys: nobody can pass the cache at will.
  const isJson = JSON_PATHS.indexOf(request.uri) >= 0;
  const known = isJson ? ['format'] : PARAMETERS;
  const names = Object.keys(given);
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    if (known.indexOf(name) < 0) {
      return refuse(`Unknown parameter "${name.slice(0, 40)}". Known parameters: ${known.join(', ')}.`);
    }
    const values = (given[name] as { multiValue?: { value: string }[] }).multiValue;
    if (values && LISTS.indexOf(name) < 0) {
      return refuse(`Parameter "${name}" is given more than once. Give it once.`);
    }
  }
  if (isJson && given.format && given.format.value !== 'json') return refuse('format must be json.');
  const ordered: ApiRequest['querystring'] = {};
  for (let index = 0; index < PARAMETERS.length; index++) {
    const name = PARAMETERS[index] as string;
    const parameter = given[name];
    if (parameter) ordered[name] = { value: textOf(parameter) };
  }
  request.querystring = ordered;
  const accept = request.headers.accept;
  // The parameter wins over the header.
  const value = given.format || !accept ? '*/*' : rank(accept.value);
  request.headers.accept = { value: isJson ? rankOfJson(value) : value };
  return request;
}

/** Repeated values of a list as the API reads them. */
function textOf(parameter: { value: string; multiValue?: { value: string }[] }): string {
  return parameter.multiValue ? parameter.multiValue.map((each) => each.value).join(',') : parameter.value;
}

function refuse(detail: string): object {
  return {
    statusCode: 400,
    statusDescription: 'Bad Request',
    headers: {
      'content-type': { value: 'application/problem+json' },
      'cache-control': { value: 'no-store' },
      'access-control-allow-origin': { value: '*' },
      'x-content-type-options': { value: 'nosniff' },
    },
    body: {
      encoding: 'text',
      data: JSON.stringify({ type: 'about:blank', title: 'Bad Request', status: 400, detail: detail }),
    },
  };
}

/** Whether a rank has JSON: one of two values. */
function rankOfJson(value: string): string {
  return value === '*/*' || value.indexOf('application/json') >= 0 ? '*/*' : 'none/none';
}

/** The API's types in the order of a client's preference: one of 65 values, whatever the header says. */
function rank(accept: string): string {
  const weights = weightsOf(accept);
  if (Object.keys(weights).length === 0) return '*/*';
  function weightOf(type: string): number {
    const keys = [type, type.replace(/\/.*/, '/*'), '*/*', '*'];
    for (let index = 0; index < keys.length; index++) {
      const weight = weights[keys[index] as string];
      if (weight !== undefined) return weight;
    }
    return 0;
  }
  const accepted = TYPES.filter((type) => weightOf(type) > 0);
  if (accepted.length === 0) return 'none/none';
  accepted.sort((a, b) => weightOf(b) - weightOf(a) || TYPES.indexOf(a) - TYPES.indexOf(b));
  if (accepted.join() === TYPES.join()) return '*/*';
  return accepted.map((type, index) => (index === 0 ? type : `${type};q=0.${10 - index}`)).join(',');
}

// As functions/query/http/accept.ts reads the header.
function weightsOf(accept: string): Record<string, number> {
  const weights: Record<string, number> = Object.create(null);
  const members = accept.toLowerCase().match(/(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g) || [];
  for (let index = 0; index < members.length; index++) {
    const pieces = (members[index] as string).match(/(?:[^;"]|"(?:\\.|[^"\\])*"?)+/g) || [];
    const value = (pieces[0] || '').trim();
    if (value !== '') weights[value] = weightIn(pieces.slice(1));
  }
  return weights;
}

function weightIn(parameters: readonly string[]): number {
  for (let index = 0; index < parameters.length; index++) {
    const parameter = (parameters[index] as string).trim();
    if (parameter.indexOf('q=') !== 0) continue;
    const weight = Number(parameter.slice(2) || Number.NaN);
    return Number.isNaN(weight) ? 1 : Math.min(Math.max(weight, 0), 1);
  }
  return 1;
}
