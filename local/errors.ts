// What goes wrong on a person's machine, in a sentence that says what to do.

/** Shown as its message alone, without a stack; the message ends in what to do. */
export class UserError extends Error {
  override name = 'UserError';
}

/** Somebody asked to stop (Ctrl-C): no error, and nothing to say. */
export class Stopped extends Error {
  override name = 'Stopped';
}
