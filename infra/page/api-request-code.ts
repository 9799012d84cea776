// The text of the CloudFront function in api-request.ts, as it is deployed.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { LIST_PARAMETERS, MEDIA_TYPES, PARAMETERS } from '../../functions/shared/names.ts';

/** The parameters of all questions, each once. */
const ALL_PARAMETERS: readonly string[] = [...new Set(Object.values(PARAMETERS).flat())].sort();

const JSON_PATHS = ['/satellites', '/frame', '/status'];

/** JavaScript that defines `handler`. CloudFront takes at most 10 kB, comments included. */
export function apiRequestCode(): string {
  const source = readFileSync(join(import.meta.dirname, 'api-request.ts'), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', charset: 'utf8', legalComments: 'none' });
  return [
    `const PARAMETERS = ${JSON.stringify(ALL_PARAMETERS)};`,
    `const LISTS = ${JSON.stringify(LIST_PARAMETERS)};`,
    `const TYPES = ${JSON.stringify(Object.values(MEDIA_TYPES))};`,
    `const JSON_PATHS = ${JSON.stringify(JSON_PATHS)};`,
    code.replaceAll(/^export /gm, '').trimEnd(),
    '',
  ].join('\n');
}
