// Reads the function's environment.

/** The value of an environment variable. @throws Error that names it when it is missing or empty */
export function requireEnv(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`The environment variable ${name} is not set. The construct of this function must set it.`);
  return value;
}
