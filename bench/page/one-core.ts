// A browser on one core of this machine, as on a device that has no more: processor, not network.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';

/**
 * Keeps all processes of a browser on one core. Those that it starts later are not: open the page first. The program
 * that drives it may use the others. Returns whether it worked: it needs Linux, with taskset of util-linux.
 */
export async function keepOnOneCore(browser: Browser): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  const core = lastCore(readFileSync('/proc/self/status', 'utf8'));
  // With all their threads.
  for (const { id } of processInfo) await promisify(execFile)('taskset', ['-a', '-c', '-p', core, String(id)]);
  return true;
}

/** Of those that this process may use: "Cpus_allowed_list:\t0-3,8". */
function lastCore(status: string): string {
  const core = /^Cpus_allowed_list:.*?(\d+)$/m.exec(status)?.[1];
  if (core === undefined) throw new Error('/proc/self/status does not list the cores.');
  return core;
}
