// What `npm run dev` does at each save: finds out which parts of the running system a file belongs to,
// brings them up to date, and reports in one line each.
import { join, relative } from 'node:path';
import { mistakeIn } from '../../infra/satellites.ts';
import { type Cdk, requireOutput, type StackOutputs } from '../aws/deploy.ts';
import { invoke } from '../aws/invoke.ts';
import type { Addresses } from '../emulator/addresses.ts';
import { identify } from '../emulator/emulator.ts';
import { bundleFunctions } from './functions.ts';
import { keepPage } from './page.ts';
import { keepStacks, readOutputs } from './stacks.ts';
import { watchFiles } from './watch.ts';

// What the stacks read when they are synthesized, besides the functions' bundles.
const STACKS = /^(infra\/|cdk\.json$|functions\/shared\/names\.ts$|orbit\/satellites\.ts$)/;
const FUNCTIONS = /^(functions|orbit|wire)\//;
const PAGE = /^(web|orbit|wire)\/|^docs\/openapi\.yaml$/;
// What this process, and `npm start`, have loaded.
const OWN = /^(local\/|package(-lock)?\.json$)/;

export interface ReloadOptions {
  root: string;
  /** Folder of this run. */
  folder: string;
  addresses: Addresses;
  /** Address of the source of elements; undefined: none. */
  elementsUrl: string | undefined;
  satellitesFile: string;
  signal: AbortSignal;
}

/** Reloads at each save, until the signal is aborted. Throws its reason then. */
export async function reloadOnSave(options: ReloadOptions): Promise<never> {
  const { root, folder, addresses, elementsUrl, satellitesFile, signal } = options;
  const endpoint = addresses.endpointUrl;
  const satellites = relative(root, satellitesFile);
  const watched = ['functions', 'orbit', 'wire', 'web', 'infra', 'local', 'cdk.json', 'docs/openapi.yaml', satellites];
  const changes = watchFiles(root, [...watched, 'package.json', 'package-lock.json'], signal);
  const { kind: emulator } = await identify(endpoint, signal);
  const cdk: Cdk = { endpoint, emulator, folder, app: 'local/aws/app.ts', elementsUrl, satellitesFile, signal };
  let outputs: StackOutputs = await readOutputs(endpoint);
  const functions = await bundleFunctions(root, satellitesFile);
  const stacks = keepStacks(cdk);
  const bundles = join(folder, 'bundles');
  const page = keepPage({
    endpoint,
    bucket: requireOutput(outputs.Page, 'BucketName'),
    config: { apiUrl: addresses.apiUrl, socketUrl: addresses.socketUrl },
    satellitesFile,
    folder: join(folder, 'page'),
    root,
    signal,
  });

  const bringFunctions = async (changed: string[]) => {
    const startedMs = Date.now();
    const updated = await functions.update(changed, endpoint, outputs);
    const names = updated.filter(({ problem }) => !problem).map(({ name }) => name);
    if (names.length > 0) report(`${names.join(', ')} updated`, startedMs);
    // Several functions contain the file with the mistake.
    const problems = new Set(updated.flatMap(({ problem }) => problem ?? []));
    for (const problem of problems) reportProblem('functions', problem);
    // A comment, for example: without a line it would look as if nothing had noticed the save.
    if (updated.length === 0) report('functions stay: none has other code', startedMs);
  };
  const bringPage = async (built: Promise<void>, startedMs: number) => {
    await built;
    const count = await page.upload();
    report(count > 0 ? 'page updated, open pages reload' : 'page stays: it has no other file', startedMs);
  };
  const bringStacks = async () => {
    const startedMs = Date.now();
    functions.write(bundles);
    const changed = await stacks.update(bundles);
    if (changed.length > 0) outputs = await readOutputs(endpoint);
    report(
      changed.length > 0 ? `stacks deployed: ${changed.join(', ')}` : 'stacks stay: no template has changed',
      startedMs,
    );
  };
  /** New satellites get elements and points now, not at the next run of the schedule. */
  const bringSatellites = async () => {
    if (elementsUrl) await invoke(endpoint, requireOutput(outputs.Feed, 'ElementsFunctionName'), signal);
    await invoke(endpoint, requireOutput(outputs.Feed, 'PropagateFunctionName'), signal);
  };
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      signal.throwIfAborted();
      reportProblem(what, (error as Error).message);
    }
  };

  try {
    await attempt('page', async () => {
      await page.build();
      await page.upload();
    });
    report('functions, page and stacks reload when you save');
    for (;;) {
      const changed = await changes();
      report(`saved ${listed(changed)}`);
      const has = (pattern: RegExp) => changed.some((file) => pattern.test(file));
      const listChanged = changed.includes(satellites);
      const mistake = listChanged ? mistakeIn(satellitesFile) : undefined;
      if (mistake) {
        reportProblem('satellites', mistake);
        continue;
      }
      // It takes as long as all that comes before it.
      const startedMs = Date.now();
      const builtPage = has(PAGE) || listChanged ? page.build() : undefined;
      builtPage?.catch(() => {});
      if (has(FUNCTIONS) || listChanged) await attempt('functions', () => bringFunctions(changed));
      if (listChanged) await attempt('satellites', bringSatellites);
      // After the functions: a page that reloads asks them at once.
      if (builtPage) await attempt('page', () => bringPage(builtPage, startedMs));
      if (has(STACKS)) await attempt('stacks', bringStacks);
      if (has(OWN))
        report(`stop and start npm run dev to use the new ${listed(changed.filter((file) => OWN.test(file)))}`);
    }
  } finally {
    stacks.dispose();
    await functions.dispose();
  }
}

function listed(files: string[]): string {
  return files.length > 3 ? `${files.slice(0, 2).join(', ')} and ${files.length - 2} more files` : files.join(', ');
}

/** A line like those of the functions' log, which is printed at the same time. */
function report(text: string, sinceMs?: number): void {
  const took = sinceMs === undefined ? '' : ` (${((Date.now() - sinceMs) / 1000).toFixed(1)} s)`;
  console.log(`${new Date().toISOString().slice(11, 19)} dev         ${text}${took}`);
}

function reportProblem(what: string, problem: string): void {
  report(`ERROR ${what} not updated, the last good version goes on:`);
  console.log(problem.replace(/^/gm, '    '));
}
