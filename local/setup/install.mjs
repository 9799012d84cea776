// What both installations have in common: they show how long they take, and say why they fail.
import { lastLines, UserError } from '../machine/errors.mjs';
import { interrupted } from './run.mjs';

// What package managers print when nothing answers them.
const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|ERR_SOCKET_TIMEOUT|NewConnectionError|Name or service not known|Temporary failure in name resolution|ConnectTimeoutError|Network is unreachable/;

/**
 * Shows the name of a step before it and its duration after it.
 * @param {string} name
 * @param {() => Promise<void>} work
 */
export async function showInstallation(name, work) {
  const startedMs = Date.now();
  process.stdout.write(`${name} ... `);
  await work();
  process.stdout.write(`${((Date.now() - startedMs) / 1000).toFixed(1)} s\n`);
}

/**
 * Why an installation failed.
 * @param {string} what
 * @param {string} output of the package manager
 */
export function installationError(what, output) {
  if (interrupted()) return new UserError('Stopped.');
  if (NO_NETWORK.test(output)) {
    return new UserError(`${what}: there is no network. The first run downloads them. Connect and run this again.`);
  }
  return new UserError(`${what}:\n${lastLines(output, 15)}`);
}
