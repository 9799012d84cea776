// The two API descriptions: valid references, examples that match their schemas, shared parts that agree.
import { describe, expect, it } from 'vitest';
import { PARAMETERS } from '../../functions/shared/names.ts';
import { asyncapi, type Document, type Json, openapi, resolvePointer, toPointer, walk } from './documents.ts';
import { validateBy } from './schemas.ts';

const DOCUMENTS = [
  { name: 'openapi' as const, document: openapi },
  { name: 'asyncapi' as const, document: asyncapi },
];

/** The fields that an answer may lack; it has all others. */
const SOMETIMES_OF_OVERPASSES = [
  'instrumentsAtEdge',
  'instrumentsMaybe',
  'elementsEpoch',
  'images',
  'inSwathFrom',
  'inSwathUntil',
];

const OPTIONAL_FIELDS: Record<string, string[]> = {
  '#/components/schemas/Instrument': ['images'],
  '#/components/schemas/Instrument/properties/images': ['delayHours'],
  '#/channels/points/bindings/ws/query': ['form'],
  '#/components/schemas/Satellite': ['elementsProblem'],
  // SGP4 may refuse the set, now or soon.
  '#/components/schemas/Elements': ['usableUntil', 'reason', 'uncertaintySeconds', 'uncertaintyKm'],
  // Only satellites that do not rise or set.
  '#/components/schemas/Overpasses': ['inView', 'inViewOf'],
  // Likewise, and only satellites whose elements are missing or end.
  '#/components/schemas/SearchedSatellite': ['inView', 'inViewOf', 'problem'],
  // Of instruments near whose edge the place is; where several sets were used; of instruments with images; of satellites that stay in the swath for an hour or longer.
  '#/components/schemas/SwathOverpass': SOMETIMES_OF_OVERPASSES,
  '#/components/schemas/SatelliteSwathOverpass': SOMETIMES_OF_OVERPASSES,
  '#/components/schemas/HorizonPass': ['elementsEpoch'],
  '#/components/schemas/SatelliteHorizonPass': ['elementsEpoch'],
  '#/components/schemas/ElementsUsed': ['usableUntil', 'reason'],
  '#/components/schemas/Status/properties/satellites/items': ['reason'],
  // Of computed points.
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
