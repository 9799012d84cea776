// Text from files: whether a reader can see it, and whether it can be parsed.

/** Names and instruments are headings and columns of tables. */
const MAX_LENGTH = 100;

// Control characters and separators of lines break tables and calendars, and terminals obey some of them. Embeddings,
// overrides and isolates of direction reorder the text around them, beyond the name.
// Half a surrogate pair is no character.
const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

// U+2800 is a Braille cell without dots.
// The others, such as zero-width spaces and fillers, are invisible by definition.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether a value is a text of one line that a reader can see, of 1 to 100 characters. */
export function isReadableText(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > MAX_LENGTH || FORBIDDEN.test(value)) return false;
  return VISIBLE.test(value.replace(INVISIBLE, ''));
}

/** A text without the byte-order mark that some programs write first, and JSON does not allow. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
