// Reads a text file that a person wrote: UTF-8, of a sensible size. What is wrong with it becomes a sentence.
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';

/** A hundred satellites with twenty instruments each have a quarter of this. */
const MAX_BYTES = 2_000_000;

/**
 * Reads a text file.
 * @returns the text without a byte-order mark, or what is wrong with the file, to follow its name
 */
export function readTextFile(file: string): { text: string } | { mistake: string } {
  let bytes: Buffer;
  try {
    // Looked at first: a huge file, or one that never ends, is not read at all.
    const about = statSync(file);
    if (!about.isFile()) return { mistake: 'is not a file' };
    if (about.size > MAX_BYTES) return { mistake: tooLarge(about.size) };
    bytes = readFileSync(file);
  } catch (error) {
    return { mistake: `cannot be read: ${(error as Error).message}` };
  }
  return decode(bytes);
}

function tooLarge(size: number): string {
  return `is ${(size / 1_000_000).toFixed(1)} MB large. The limit is ${MAX_BYTES / 1_000_000} MB`;
}

const ADVICE = 'Save it as UTF-8';

function decode(bytes: Buffer): { text: string } | { mistake: string } {
  if (isUtf16(bytes)) return { mistake: `is in UTF-16. ${ADVICE}` };
  // A TextDecoder removes the byte-order mark.
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes) };
  const line = firstBadLine(bytes);
  return { mistake: `is not in UTF-8: line ${line} has characters of another encoding, such as Latin-1. ${ADVICE}` };
}

/** By its byte-order mark, or by the zero in every ASCII character. JSON begins with two of these. */
function isUtf16([first, second]: Buffer): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return first === 0 || second === 0;
}

/** The number of the first line that is not UTF-8. No character of UTF-8 contains a line break. */
function firstBadLine(bytes: Buffer): number {
  const lines = bytes.toString('latin1').split('\n');
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}
