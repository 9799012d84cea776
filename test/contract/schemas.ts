// Judges what a running system says by its API descriptions, docs/openapi.yaml and docs/asyncapi.yaml.
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { asyncapi, follow, type Json, openapi } from './documents.ts';

export type ApiPath =
  | '/satellites'
  | '/satellites/{catalogNumber}/track'
  | '/satellites/{catalogNumber}/overpasses'
  | '/status';

const DOCUMENTS = { openapi, asyncapi };

// Strict, so that a misspelt keyword in the descriptions is an error and not a rule that is never applied.
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
// A description is no schema, it holds some: ajv has to be told the keys that lead there.
ajv.addVocabulary([...new Set(Object.values(DOCUMENTS).flatMap((document) => Object.keys(document)))]);
for (const [name, document] of Object.entries(DOCUMENTS)) ajv.addSchema(document, name);

/**
 * What is wrong with an answer of the HTTP API, given as parsed JSON or, where it is none, as text; empty when it is as described.
 * The type is that of the header Content-Type; without it, JSON.
 */
export function validateAnswer(path: ApiPath, status: number, body: unknown, type?: string): string[] {
  const responses = descend(['paths', path, 'get', 'responses']);
  const response = follow(openapi, responses, String(status));
  if (response === undefined) return [`${path}: status ${status} is not described`];
  const content = follow(openapi, response, 'content');
  if (content === undefined) return body === undefined || body === '' ? [] : [`${path}: a body with status ${status}`];
  const types = type === undefined ? ['application/json', 'application/problem+json'] : [type.split(';')[0] as string];
  const form = types.map((each) => follow(openapi, content, each)).find((each) => each !== undefined);
  if (form === undefined) return [`${path}: status ${status} is not described as ${types.join(' or ')}`];
  return validateBy('openapi', (form as { schema: Json }).schema, body);
}

/** What is wrong with a frame of the socket, given as parsed JSON; empty when it is as described. */
export function validateFrame(frame: unknown): string[] {
  return validateBy('asyncapi', { $ref: '#/components/schemas/PointsFrame' }, frame);
}

/** What is wrong with a value by a schema that stands in one of the descriptions. */
export function validateBy(document: keyof typeof DOCUMENTS, schema: Json, value: unknown): string[] {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${document}#/`);
  const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text) as AnySchema);
  compiled.set(text, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || 'the whole'} ${message} ${JSON.stringify(params)}`,
  );
}

const compiled = new Map<string, ReturnType<typeof ajv.compile>>();

function descend(keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((at, key) => follow(openapi, at, key), openapi);
}
