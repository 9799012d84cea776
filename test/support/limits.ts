// The only limits of tests. They are generous: a test waits for events, and a slow machine must not fail it.

/** A test or a hook that takes longer hangs. */
export const TEST_LIMIT_MS = 300_000;

/** A wait in a browser ends before its test does, because its error says what it waited for. */
export const WAIT_LIMIT_MS = 240_000;

/** Vitest does not limit a global set-up. */
export const SETUP_LIMIT_MS = 600_000;
