// What goes wrong on a person's machine, in a sentence that says what to do.

/** Shown as its message alone, without a stack; the message ends in what to do. */
export class UserError extends Error {
  override name = 'UserError';
}

/** Another program has taken the port since it was found free. */
export class PortTakenError extends UserError {
  override name = 'PortTakenError';

  constructor(port: number) {
    super(`Port ${port} is taken: leave --port out to use the next free one, or stop what holds it.`);
  }
}

/** Somebody asked to stop (Ctrl-C): no error, and nothing to say. */
export class Stopped extends Error {
  override name = 'Stopped';
}
