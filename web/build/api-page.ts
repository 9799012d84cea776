// The API description as a page that people read: made from openapi.yaml, without a script.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { marked } from 'marked';
import { parse } from 'yaml';
import { ROOT } from './bundle.ts';
import { escapeHtml } from './escape-html.ts';

interface Named {
  $ref?: string;
  description?: string;
}

interface Schema extends Named {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
}

interface Parameter extends Named {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

interface Example extends Named {
  summary?: string;
  value?: unknown;
}

interface Answer extends Named {
  content?: Record<string, { schema?: Schema; examples?: Record<string, Example>; example?: unknown }>;
}

interface Operation {
  summary: string;
  description?: string;
  parameters?: Parameter[];
  responses: Record<string, Answer>;
}

interface Description {
  info: { title: string; summary: string; description: string };
  paths: Record<string, { get: Operation }>;
  components: Record<string, Record<string, unknown>> & { schemas: Record<string, Schema> };
}

/** Paths of what belongs to the page, in its folder. */
interface Files {
  style: string;
  icon: string;
  /** Of the description. */
  source: string;
}

/** Writes OUTDIR/api.html. */
export async function writeApiPage(outDir: string, files: Files): Promise<void> {
  const api = parse(await readFile(path.join(ROOT, 'docs/openapi.yaml'), 'utf8')) as Description;
  await writeFile(path.join(outDir, 'api.html'), apiPage(api, files));
}

function apiPage(api: Description, { style, icon, source }: Files): string {
  const { title, summary, description } = api.info;
  const questions = Object.entries(api.paths).map(([address, { get }]) => ({ address, get }));
  const schemas = Object.entries(api.components.schemas);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${text(summary)}">
<title>${text(title)}</title>
<link rel="icon" href="${icon}" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
</head>
<body>
<header><h1>${text(title)}</h1><p>${text(summary)}</p>
<p><a href="./">To the map</a> · <a href="${source}">openapi.yaml</a>, for programs</p></header>
<nav aria-label="Contents"><ul>
${questions.map(({ address, get }) => `<li><a href="#${idOf(address)}"><code>${text(address)}</code></a> ${text(get.summary)}</li>`).join('\n')}
<li><a href="#answers">Fields of the answers</a></li>
</ul></nav>
<main>
<section>${markdown(description)}</section>
${questions.map(({ address, get }) => question(api, address, get)).join('\n')}
<section id="answers"><h2>Fields of the answers</h2>
${schemas.map(([name, schema]) => `<section id="${idOf(name)}"><h3>${text(name)}</h3>${markdown(schema.description)}${fields(schema)}</section>`).join('\n')}
</section>
</main>
</body>
</html>
`;
}

function question(api: Description, address: string, { summary, description, parameters = [], responses }: Operation) {
  const resolved = parameters.map((each) => resolve<Parameter>(api, each)).filter((each) => each.in !== 'header');
  return `<section id="${idOf(address)}">
<h2><code>GET ${text(address)}</code></h2>
<p class="summary">${text(summary)}</p>
${markdown(description)}
${resolved.length > 0 ? parameterTable(resolved) : ''}
<dl>${Object.entries(responses)
    .map(([status, each]) => answer(status, resolve<Answer>(api, each)))
    .join('')}</dl>
</section>`;
}

function parameterTable(parameters: readonly Parameter[]): string {
  const rows = parameters.map(
    ({ name, required, schema, description }) =>
      `<tr><th scope="row"><code>${text(name)}</code>${required ? ' <small>required</small>' : ''}</th>` +
      `<td>${typeOf(schema)}</td><td>${markdown(description)}</td></tr>`,
  );
  return `<div class="wide" tabindex="0" role="region" aria-label="Parameters"><table><thead><tr><th scope="col">Parameter</th><th scope="col">Value</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function answer(status: string, { description, content = {} }: Answer): string {
  const forms = Object.entries(content).map(([type, { schema, examples, example }]) => {
    const [first] = Object.values(examples ?? {});
    const value = first?.value ?? example;
    const shown = value === undefined ? '' : sample(type, value);
    return `<p><code>${text(type)}</code> ${schema ? typeOf(schema) : ''}</p>${shown}`;
  });
  return `<dt>${text(status)}</dt><dd>${markdown(description)}${forms.join('')}</dd>`;
}

function sample(type: string, value: unknown): string {
  const written = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return `<details><summary>Example of ${text(type)}</summary><pre tabindex="0"><code>${text(written)}</code></pre></details>`;
}

/** The fields of an object, or what else a schema allows. */
function fields(schema: Schema): string {
  const parts = (schema.allOf ?? [schema]).filter(({ properties }) => properties);
  const rows = parts.flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).map(
      ([name, each]) =>
        `<tr><th scope="row"><code>${text(name)}</code>${required.includes(name) ? '' : ' <small>optional</small>'}</th>` +
        `<td>${typeOf(each)}</td><td>${markdown(each.description)}</td></tr>`,
    ),
  );
  if (rows.length === 0) return `<p>${typeOf(schema)}</p>`;
  return `<div class="wide" tabindex="0" role="region" aria-label="Fields"><table><thead><tr><th scope="col">Field</th><th scope="col">Value</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** As in: integer from 1 to 4320, 180 if it is missing. */
function typeOf(schema: Schema): string {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return `<a href="#${idOf(name)}">${text(name)}</a>`;
  }
  const several = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (several) return several.map(typeOf).join(schema.allOf ? ' with ' : ' or ');
  if (schema.const !== undefined) return `<code>${text(String(schema.const))}</code>`;
  if (schema.enum)
    return schema.enum.map((value) => `<code>${text(String(value))}</code>`).join(', ') + missing(schema);
  const type = [schema.type ?? 'any'].flat().join(' or ');
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  const { minimum, maximum, format } = schema;
  const range = minimum !== undefined && maximum !== undefined ? ` from ${minimum} to ${maximum}` : '';
  return `${text(type)}${format ? ` (${text(format)})` : ''}${range}${missing(schema)}`;
}

function missing(schema: Schema): string {
  return schema.default === undefined ? '' : `; <code>${text(String(schema.default))}</code> if it is missing`;
}

/** What a reference of the description points to. */
function resolve<Part extends Named>(api: Description, part: Part): Part {
  const [kind = '', name = ''] = part.$ref?.split('/').slice(-2) ?? [];
  return part.$ref ? ((api.components[kind]?.[name] ?? part) as Part) : part;
}

function idOf(name: string): string {
  return name.replace(/\W+/g, '-').replace(/^-|-$/g, '').toLowerCase() || 'all';
}

function markdown(source: string | undefined): string {
  return source ? marked.parse(source, { async: false }) : '';
}

function text(value: string): string {
  return escapeHtml(value);
}
