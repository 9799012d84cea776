// Validates answers and frames against docs/openapi.yaml and docs/asyncapi.yaml.
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { asyncapi, follow, type Json, openapi } from './documents.ts';

export type ApiPath =
  | '/satellites'
  | '/satellites/{catalogNumber}/track'
  | '/satellites/{catalogNumber}/overpasses'
  | '/overpasses'
  | '/tracks'
  | '/satellites/{catalogNumber}/elements'
  | '/elements'
  | '/frame'
  | '/frame/compact'
  | '/status';

const DOCUMENTS = { openapi, asyncapi };

// Strict, so that a misspelt keyword is an error and not a rule that is never applied.
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
// A description is not a schema but contains schemas: ajv needs the keys that lead to them.
ajv.addVocabulary([...new Set(Object.values(DOCUMENTS).flatMap((document) => Object.keys(document)))]);
for (const [name, document] of Object.entries(DOCUMENTS)) ajv.addSchema(document, name);

/**
 * The errors of an answer of the HTTP API, given as parsed JSON or as the text of another form.
 * `type` is the header Content-Type; JSON by default.
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

/** The errors of a frame of the socket, given as parsed JSON. */
export function validateFrame(frame: unknown): string[] {
  const isCompact = (frame as { type?: unknown } | undefined)?.type === 'compact';
  return validateBy('asyncapi', { $ref: `#/components/schemas/${isCompact ? 'Compact' : 'Points'}Frame` }, frame);
}

/** The errors of a value against a schema of one of the descriptions. */
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
