// Asks a person before something is changed.
import { createInterface } from 'node:readline/promises';
import { UserError } from '../machine/errors.mjs';

/**
 * Resolves when the person types yes.
 * @param yes whether the command line has already said so
 * @throws UserError when the answer is another, or when nobody can be asked
 */
export async function confirm(question: string, yes: boolean, signal: AbortSignal): Promise<void> {
  if (yes) return;
  requireTerminal();
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`${question} Type yes: `, { signal }).catch((error: Error) => {
      // Ctrl-C and Ctrl-D: the terminal is in raw mode here, so they are keys and not signals.
      if (signal.aborted || error.name !== 'AbortError') throw error;
      return '';
    });
    if (answer.trim().toLowerCase() !== 'yes') throw new UserError('Nothing was changed.');
  } finally {
    terminal.close();
  }
}

/** @throws UserError when nobody can be asked */
export function requireTerminal(): void {
  if (process.stdin.isTTY) return;
  throw new UserError(
    'There is no terminal to ask before something is changed. Add --yes if nobody needs to be asked.',
  );
}
