// The two API descriptions: valid references, examples that match their schemas, shared parts that agree.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMS } from '../../functions/query/forms/forms.ts';
import { parseRequest } from '../../functions/query/http/request.ts';
import { PARAMETERS } from '../../functions/shared/names.ts';
import { anHttpEvent } from '../support/lambda.ts';
import { asyncapi, type Document, type Json, openapi, resolvePointer, toPointer, walk } from './documents.ts';
import { validateBy } from './schemas.ts';

const DOCUMENTS = [
  { name: 'openapi' as const, document: openapi },
  { name: 'asyncapi' as const, document: asyncapi },
];

const SOMETIMES_OF_OVERPASSES = ['instrumentsAtEdge', 'instrumentsMaybe', 'images', 'inSwathFrom', 'inSwathUntil'];

/** The fields that an answer may lack; it has all others. */
const OPTIONAL_FIELDS: Record<string, string[]> = {
  '#/components/schemas/Instrument': ['images', 'noImages'],
  '#/components/schemas/Instrument/properties/images': ['delayHours'],
  '#/channels/points/bindings/ws/query': ['form'],
  '#/components/schemas/Satellite': ['elementsProblem'],
  // SGP4 may refuse the set, now or soon.
  '#/components/schemas/Elements': ['usableUntil', 'reason', 'uncertaintySeconds', 'uncertaintyKm'],
  // Only satellites that do not rise or set.
  '#/components/schemas/Overpasses': ['inView', 'inViewOf'],
  // Likewise, and only satellites whose elements are missing or end.
  '#/components/schemas/SearchedSatellite': ['inView', 'inViewOf', 'problem'],
  // Of instruments near whose edge the place is; of instruments with images; of satellites that stay in the swath for an
  // hour or longer.
  '#/components/schemas/SwathOverpass': SOMETIMES_OF_OVERPASSES,
  '#/components/schemas/SatelliteSwathOverpass': SOMETIMES_OF_OVERPASSES,
  // Where the list of satellites says how long it takes.
  '#/components/schemas/OverpassImages': ['availableFrom'],
  '#/components/schemas/ElementsUsed': ['usableUntil', 'reason'],
  '#/components/schemas/Status/properties/satellites/items': ['reason'],
  // Where the set of recorded points is known.
  '#/components/schemas/RunsOfElements/items': ['timingUncertaintySeconds'],
};

interface Example {
  where: string;
  schema: Json;
  value: Json;
}

type Node = { [key: string]: Json };

const isNode = (value: Json | undefined): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// `examples` of a schema is a list of values; of a media type a map of { value }; of a message a list of { payload };
// a parameter or header has one `example`.
function examplesOf(document: Document): Example[] {
  const found: Example[] = [];
  for (const { path, value } of walk(document)) {
    if (!isNode(value)) continue;
    const where = toPointer(path);
    const { example, examples, payload, schema } = value;
    if (example !== undefined) found.push({ where, schema: schema as Json, value: example });
    if (isNode(examples)) {
      for (const each of Object.values(examples))
        found.push({ where, schema: schema as Json, value: (each as Node).value as Json });
    } else if (Array.isArray(examples)) {
      for (const each of examples) {
        if (payload === undefined) found.push({ where, schema: value, value: each });
        else found.push({ where, schema: payload, value: (each as Node).payload as Json });
      }
    }
  }
  return found;
}

describe.each(DOCUMENTS)('the description $name', ({ name, document }) => {
  it('has valid references only', () => {
    const references = [...walk(document)].flatMap(({ value }) =>
      isNode(value) && typeof value.$ref === 'string' ? [value.$ref] : [],
    );

    expect(references.length).toBeGreaterThan(5);
    expect(references.filter((reference) => resolvePointer(document, reference) === undefined)).toEqual([]);
  });

  it('has no unused schema, parameter, header or response', () => {
    const text = JSON.stringify(document);
    const components = Object.entries(document.components as Node).flatMap(([kind, named]) =>
      Object.keys(named as Node).map((key) => `#/components/${kind}/${key}`),
    );

    expect(components.filter((pointer) => !text.includes(`"$ref":"${pointer}"`))).toEqual([]);
  });

  it('has examples, and they obey their schemas', () => {
    const examples = examplesOf(document);

    expect(examples.length).toBeGreaterThan(6);
    for (const { where, schema, value } of examples) {
      expect(validateBy(name, schema, value), where).toEqual([]);
    }
  });

  // Only of elements that end.
  it('allows no field that it does not describe', () => {
    const objects = [...walk(document)].filter(({ value }) => isNode(value) && value.type === 'object');

    expect(objects.length).toBeGreaterThan(0);
    for (const { path, value } of objects) {
      expect((value as Node).additionalProperties, toPointer(path)).toBe(false);
      const fields = Object.keys((value as Node).properties as Node);
      const optional = OPTIONAL_FIELDS[toPointer(path)] ?? [];
      expect((value as Node).required, toPointer(path)).toEqual(fields.filter((field) => !optional.includes(field)));
      expect(fields, toPointer(path)).toEqual(expect.arrayContaining(optional));
    }
  });
});

describe('the two descriptions', () => {
  it('agree on what they share', () => {
    const shared = (document: Document) => resolvePointer(document, '#/components/schemas') as Node;
    const names = Object.keys(shared(asyncapi)).filter((name) => name !== 'PointsFrame');

    expect(names).toContain('Point');
    for (const name of names) expect(shared(asyncapi)[name], name).toEqual(shared(openapi)[name]);
  });

  // openapi-python-client and spectral refuse both, whatever JSON Schema says.
  it.each(DOCUMENTS)('$name has only arrays with items, and no schema that is a boolean', ({ document }) => {
    for (const { path, value } of walk(document)) {
      if (!isNode(value)) continue;
      if (value.type === 'array') expect(value.items ?? value.prefixItems, toPointer(path)).toBeTypeOf('object');
      if ('items' in value) expect(value.items, toPointer(path)).toBeTypeOf('object');
    }
  });

  it('let browsers ask for every path whether pages of other origins may revalidate', () => {
    const paths = openapi.paths as { [path: string]: { options: { responses: Node } } };

    for (const [path, { options }] of Object.entries(paths)) {
      expect(options.responses['204'], path).toEqual({ $ref: '#/components/responses/Preflight' });
    }
  });

  it('list the parameters that the API knows: CloudFront passes no others on', () => {
    const paths = openapi.paths as { [path: string]: { parameters?: Json[]; get: { parameters: Json[] } } };
    const listed = Object.values(paths).map(({ parameters = [], get }) =>
      [...parameters, ...get.parameters]
        .map((parameter) =>
          '$ref' in (parameter as Node) ? resolvePointer(openapi, String((parameter as Node).$ref)) : parameter,
        )
        .filter((parameter) => (parameter as Node).in === 'query')
        .map((parameter) => (parameter as Node).name),
    );

    expect(listed.map((names) => names.toSorted()).toSorted()).toEqual(
      [...Object.values(PARAMETERS), PARAMETERS.frame] // two paths
        .map((names) => names.toSorted())
        .toSorted(),
    );
  });

  // Generated clients send the defaults of all parameters that a caller leaves out.
  it('give a parameter a default only if sending it changes nothing, beside any other parameter', () => {
    const resolved = (parameter: Json) =>
      ('$ref' in (parameter as Node) ? resolvePointer(openapi, String((parameter as Node).$ref)) : parameter) as Node;
    const textOf = (value: Json | undefined) => (value === undefined ? undefined : String(value));
    const asked = (path: string, query: Record<string, string>, accept: string) => {
      try {
        return parseRequest(
          anHttpEvent({ path: path.replace('{catalogNumber}', '25994'), query, headers: { accept } }),
        );
      } catch (error) {
        return String(error);
      }
    };
    const paths = openapi.paths as { [path: string]: { get: { parameters: Json[] } } };
    const tried: string[] = [];
    for (const [path, { get }] of Object.entries(paths)) {
      const known = get.parameters.map(resolved).filter((parameter) => parameter.in === 'query');
      const required = known.filter((parameter) => parameter.required);
      const needed = Object.fromEntries(required.map(({ name, example }) => [String(name), String(example)]));
      for (const { name, schema } of known) {
        const standard = textOf((schema as Node).default);
        if (standard === undefined) continue;
        for (const other of known.filter((parameter) => parameter.name !== name)) {
          const { enum: values = [], minimum } = other.schema as { enum?: Json[]; minimum?: Json };
          for (const value of [other.example, minimum, ...values].flatMap((each) => textOf(each) ?? [])) {
            for (const { mediaType } of Object.values(FORMS)) {
              const query = { ...needed, [String(other.name)]: value };
              const where = `${path} ${other.name}=${value} ${mediaType}, and the default ${name}=${standard}`;
              tried.push(where);
              expect(asked(path, { ...query, [String(name)]: standard }, mediaType), where).toEqual(
                asked(path, query, mediaType),
              );
            }
          }
        }
      }
    }
    expect(tried.length).toBeGreaterThan(100);
  });

  it('allow what docs/python.md asks', () => {
    const text = readFileSync(new URL('../../docs/python.md', import.meta.url), 'utf8');
    const asked = [
      ...text.matchAll(/table\("(\/\w+)", \*\*(\{[^}]*\})/g),
      ...text.matchAll(/window (?:\|)?= ()(\{[^}]*\})/g),
    ].map(([, path = '', query = '']) => [path, JSON.parse(query) as Record<string, string | number>] as const);
    const [[tracks, day], [, first], [, second]] = asked as [(typeof asked)[0], (typeof asked)[0], (typeof asked)[0]];
    const place = { latitude: '40.02', longitude: '-105.25' };
    const queryOf = (...parts: Record<string, string | number>[]) =>
      Object.fromEntries(Object.entries(Object.assign({}, ...parts)).map(([name, value]) => [name, String(value)]));
    const [, elements = ''] = /\{API\}(\/elements\?[^"]*)"/.exec(text) ?? [];

    expect(parseRequest(anHttpEvent({ path: tracks, query: { ...queryOf(day), format: 'csv' } }))).toMatchObject({
      kind: 'tracks',
      points: 4320,
    });
    expect(
      parseRequest(anHttpEvent({ path: '/overpasses', query: { ...queryOf(first, second, place), format: 'csv' } })),
    ).toMatchObject({ kind: 'placeOverpasses', form: 'csv', question: { maxOffNadirKm: 400, byDay: true } });
    expect(parseRequest(anHttpEvent({ path: '/elements', query: elements.replace('/elements?', '') }))).toMatchObject({
      kind: 'allElements',
      form: 'csv',
    });
  });

  it('describe ten paths, and Cache-Control for every answer', () => {
    const paths = openapi.paths as { [path: string]: { get: { responses: Node } } };

    expect(Object.keys(paths)).toEqual([
      '/satellites',
      '/satellites/{catalogNumber}/track',
      '/tracks',
      '/satellites/{catalogNumber}/elements',
      '/elements',
      '/frame',
      '/frame/compact',
      '/satellites/{catalogNumber}/overpasses',
      '/overpasses',
      '/status',
    ]);
    for (const { get } of Object.values(paths)) {
      expect(Object.keys(get.responses)).toEqual(expect.arrayContaining(['200', '400', '405', '406', '500']));
      for (const response of Object.values(get.responses) as Node[]) {
        const { headers } = (response.$ref ? resolvePointer(openapi, String(response.$ref)) : response) as Node;
        expect(headers).toHaveProperty('Cache-Control');
      }
    }
  });
});
