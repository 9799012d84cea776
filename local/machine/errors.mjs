// Errors that a person can fix. Plain JavaScript: the set-up needs them before the project's Node is installed.

/** Shown as its message, without a stack. The message says what happened and what to do. */
export class UserError extends Error {}

/** Another program uses the port. */
export class PortInUseError extends UserError {
  /**
   * @param {number} port
   * @param {string} command what the person typed, up to its options
   */
  constructor(port, command) {
    const other = port < 65_535 ? port + 1 : port - 1;
    super(`Port ${port} is in use. Stop the other program or run ${command} -- --port ${other}.`);
  }
}

/**
 * The end of what a program printed, which usually explains its failure.
 * @param {string} output
 * @param {number} count
 */
export function lastLines(output, count) {
  return output.trim().split('\n').slice(-count).join('\n');
}
