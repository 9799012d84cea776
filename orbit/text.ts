// Text from files: whether it can be parsed.

/** A text without the byte-order mark that some programs write first, and JSON does not allow. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
