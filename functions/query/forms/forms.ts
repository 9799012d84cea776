// The forms of an answer: the names that `format` takes, which are also the endings of files, and the headers
// Content-Type and Content-Disposition. Only response.ts writes them.
import { MEDIA_TYPES } from '../../shared/names.ts';
import { asFile } from './file-names.ts';

interface FormType {
  mediaType: string;
  charset?: 'utf-8';
}

export const FORMS = {
  json: { mediaType: MEDIA_TYPES.json, disposition: 'inline' },
  csv: { mediaType: MEDIA_TYPES.csv, charset: 'utf-8', disposition: 'attachment' },
  geojson: { mediaType: MEDIA_TYPES.geojson, disposition: 'attachment' },
  // Phones add the events of a calendar that is not an attachment.
  ics: { mediaType: MEDIA_TYPES.ics, charset: 'utf-8', disposition: 'inline' },
} as const satisfies Record<string, FormType & { disposition: 'inline' | 'attachment' }>;

export type Form = keyof typeof FORMS;

/** The form of errors (RFC 9457). No request can choose it. */
export const PROBLEM: FormType = { mediaType: 'application/problem+json' };

/** The value of the header Content-Type. */
export function contentType({ mediaType, charset }: FormType): string {
  return charset ? `${mediaType}; charset=${charset}` : mediaType;
}

/** The value of the header Content-Disposition (RFC 6266), for a file name without its ending. */
export function contentDisposition(form: Form, name: string): string {
  return `${FORMS[form].disposition}; ${asFile(`${name}.${form}`)}`;
}
