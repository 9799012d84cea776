// The CloudFront function in front of the API, as it is deployed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preferredType } from '../../../functions/query/http/accept.ts';
import { apiRequestCode } from '../../../infra/page/api-request-code.ts';
import { apiRequestHandler, aViewerRequest } from '../../support/servers/api-request.ts';

const handle = apiRequestHandler();
const pass = (path: string, headers: Record<string, string> = {}) => {
  const result = handle({ request: aViewerRequest(path, headers) });
  expect(result).not.toHaveProperty('statusCode');
  return result as ReturnType<typeof aViewerRequest>;
};

test('is small enough, and has no syntax that CloudFront does not know', () => {
  expect(Buffer.byteLength(apiRequestCode())).toBeLessThan(10_000);
  expect(apiRequestCode()).not.toMatch(
    /\bof\b|\.\.\.|\?\.|\?\?|\bclass\b|\bimport\b|\bexport\b|^\s*(const|let) [[{] *\w/m,
  );
});

test.each([
  ['/api/satellites', '/satellites'],
  ['/api/satellites/', '/satellites'],
  ['/api/satellites/25994/track//', '/satellites/25994/track'],
  ['/api', '/'],
  ['/api/', '/'],
  ['/api/api/status', '/api/status'],
  ['/api/satellites/api', '/satellites/api'],
])('%s is %s at the API', (path, uri) => {
  expect(pass(path).uri).toBe(uri);
});

test('repeated values of a list are joined, as generated clients repeat them', () => {
  const { querystring } = pass(
    '/api/overpasses?satellites=1&instrument=MODIS&satellites=2&instrument=MISR&satellites=3',
  );

  expect(querystring).toEqual({ instrument: { value: 'MODIS,MISR' }, satellites: { value: '1,2,3' } });
});

test('parameters come in one order, so that equal questions share an entry of the cache', () => {
  const { querystring } = pass('/api/satellites/25994/track?points=9&format=csv&before=2026-10-10T00:00:00Z');

  expect(Object.keys(querystring)).toEqual(['before', 'format', 'points']);
  expect(querystring.points).toEqual({ value: '9' });
});

describe('refuses, before the cache and with the words of the API,', () => {
  const refused = (path: string) => {
    const answer = handle({ request: aViewerRequest(path) }) as Answer;
    expect(answer).toMatchObject({ statusCode: 400, headers: { 'access-control-allow-origin': { value: '*' } } });
    expect(answer.headers['content-type']).toEqual({ value: 'application/problem+json' });
    return JSON.parse(answer.body.data);
  };

  test('unknown parameters', () => {
    expect(refused('/api/tracks?cachebust=1')).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail:
        'Unknown parameter "cachebust". Known parameters: at, before, daylight, days, format, from, instrument, kind, latitude, limit, longitude, maxOffNadirKm, maybe, name, pastDays, points, reminder, satellites, swath, until.',
    });
    expect(refused(`/api/satellites?${'x'.repeat(1000)}=1`).detail).toContain(`"${'x'.repeat(40)}"`);
    for (const name of ['__proto__', 'toString', 'Format']) refused(`/api/satellites?${name}=1`);
  });

  test.each(['/api/satellites', '/api/status', '/api/status/'])('all but format=json of %s', (path) => {
    expect(refused(`${path}?points=1`).detail).toBe('Unknown parameter "points". Known parameters: format.');
    for (const format of ['csv', 'JSON', '']) {
      expect(refused(`${path}?format=${format}`).detail).toBe('format must be json.');
    }
  });

  test.each([
    '/api/%73atellites',
    '/api/satellites/25994/trac%6b',
    '/api//satellites',
    '/api/./satellites',
    '/api/x/../satellites',
    '/%61pi/satellites',
  ])('a second spelling of a path: %s', (path) => {
    expect(refused(path).detail).toBe('A path has letters, digits, _ and - between its slashes.');
  });

  test('repeated ones', () => {
    expect(refused('/api/satellites/25994/track?points=1&points=2').detail).toBe(
      'Parameter "points" is given more than once. Give it once.',
    );
  });
});

describe('Accept', () => {
  const seen = (accept: string, path = '/api/tracks') => pass(path, { accept }).headers.accept?.value;

  test.each([
    ['*/*', '*/*'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', '*/*'],
    ['application/json', 'application/json'],
    ['text/csv, application/json;q=0.5', 'text/csv,application/json;q=0.9'],
    ['text/*', 'text/csv,text/calendar;q=0.9'],
    ['text/html', 'none/none'],
  ])('%s becomes %s', (accept, expected) => {
    expect(seen(accept)).toBe(expected);
  });

  test.each([
    ['text/csv,application/json;q=0.1', '*/*'],
    ['application/*', '*/*'],
    ['*/*', '*/*'],
    ['text/csv', 'none/none'],
    ['text/html', 'none/none'],
  ])('%s is one of two where JSON is the only form: %s', (accept, expected) => {
    for (const path of ['/api/satellites', '/api/status']) expect(seen(accept, path)).toBe(expected);
  });

  test('does not matter beside the parameter format, or when it is missing', () => {
    expect(seen('text/html', '/api/tracks?format=json')).toBe('*/*');
    expect(pass('/api/satellites').headers.accept?.value).toBe('*/*');
  });

  test('chooses the same form as the original header, and has few values', () => {
    const types = [
      'application/json',
      'text/csv',
      'text/calendar',
      'application/geo+json',
      'text/*',
      '*/*',
      '*',
      'a/b',
    ];
    const member = fc
      .tuple(fc.constantFrom(...types), fc.constantFrom('', ';q=0', ';q=0.3', ';q=1', ';q=x', '; Q=0.7 ;a="b,;c"'))
      .map((parts) => parts.join(''));
    const values = new Set<unknown>();
    fc.assert(
      fc.property(fc.array(member, { maxLength: 6 }), (members) => {
        const accept = members.join(', ');
        const normalised = seen(accept);
        values.add(normalised);
        for (const offered of OFFERED) {
          expect(preferredType(normalised, offered)).toBe(preferredType(accept, offered));
        }
      }),
      { numRuns: 300 },
    );
    expect(values.size).toBeLessThanOrEqual(65);
  });
});

/** The forms of the questions, in the order of the API. */
const OFFERED = [
  ['application/json'],
  ['application/json', 'text/csv', 'application/geo+json'],
  ['application/json', 'text/csv', 'text/calendar', 'application/geo+json'],
];

interface Answer {
  statusCode: number;
  headers: Record<string, { value: string }>;
  body: { data: string };
}
