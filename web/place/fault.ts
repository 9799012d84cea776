// Why a text is not a place, and what to enter instead.

export interface Fault {
  /** A sentence that names the mistake. */
  fault: string;
  /** A sentence that says what to enter; undefined for the usual examples. */
  advice?: string;
}

const EXAMPLES = 'Enter latitude and longitude in degrees, for example 40.02, -105.27 or 77.85 S, 166.67 E.';

export const fault = (sentence: string, advice?: string): Fault => ({ fault: sentence, ...(advice && { advice }) });

/** For a comma between digits that can be a decimal comma or stand between two numbers. */
export const UNCLEAR_COMMA = fault(
  'The comma can be a decimal comma or a separator.',
  'Enter decimals with a point, and a semicolon between the numbers: 52.52; 13.40.',
);

/** The sentences for the reader. */
export function describeFault({ fault, advice = EXAMPLES }: Fault): string {
  return `${fault} ${advice}`;
}
