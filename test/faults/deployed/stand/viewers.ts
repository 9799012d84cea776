// Viewers of a deployed system, in a process of their own, so that neither disturbs the other.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../../../support/child-message.ts';
import type { Asked, Told } from './viewers-process.ts';

export interface Viewers {
  pid: number | undefined;
  /** Sets how many watch. Those that came last leave first. */
  watch(viewers: number): Promise<void>;
  /** How many have all points of these satellites in the last hour, and those from then until a time. */
  count(catalogNumbers: readonly number[], newestMs: number): Promise<Told>;
  /** Live memory of their process, megabytes. */
  liveMb(): Promise<number>;
  /** Ends the process without closing its sockets. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the process, without viewers. They ask the API at `apiUrl`, whatever config.json says. */
export function startViewers(pageUrl: string, apiUrl: string): Viewers {
  const script = fileURLToPath(new URL('viewers-process.ts', import.meta.url));
  // V8 would let the space of new objects grow to 200 MB, nearly all of it empty, and give none of it back.
  const options = { execArgv: ['--max-semi-space-size=8'] };
  const child = fork(script, [new URL('config.json', pageUrl).href, apiUrl], options);
  // One question after the other: answers come in the same order.
  let last: Promise<unknown> = Promise.resolve();
  const ask = (asked: Asked): Promise<Told> => {
    const answer = last.then(() => {
      const told = messageOf<Told>(child, 'The process of the viewers');
      if (child.connected) child.send(asked);
      return told;
    });
    last = answer.catch(() => {});
    return answer;
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  return {
    pid: child.pid,
    async watch(viewers) {
      await ask({ kind: 'watch', viewers });
    },
    count: (catalogNumbers, newestMs) => ask({ kind: 'count', catalogNumbers, newestMs }),
    liveMb: async () => (await ask({ kind: 'memory' })).liveMb ?? Number.NaN,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
