// The forms of an answer: the names that `format` takes, and their Content-Type. Only response.ts writes the header.

interface FormType {
  mediaType: string;
  charset?: 'utf-8';
}

export const FORMS = {
  json: { mediaType: 'application/json' },
  csv: { mediaType: 'text/csv', charset: 'utf-8' },
  geojson: { mediaType: 'application/geo+json' },
  ics: { mediaType: 'text/calendar', charset: 'utf-8' },
} as const satisfies Record<string, FormType>;

export type Form = keyof typeof FORMS;

/** The form of errors (RFC 9457). No request can choose it. */
export const PROBLEM: FormType = { mediaType: 'application/problem+json' };

/** The value of the header Content-Type. */
export function contentType({ mediaType, charset }: FormType): string {
  return charset ? `${mediaType}; charset=${charset}` : mediaType;
}
