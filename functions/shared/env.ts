// The function's environment.

/** The value of an environment variable. @throws Error that names the variable when it is missing or empty. */
export function requireEnv(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set: the stack must set it for this function.`);
  return value;
}
