// Many viewers of a deployed system, in a process of their own, so that the measuring one is free.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Told } from './viewers-process.ts';

type Opened = Extract<Told, { kind: 'open' }>;
type Frame = Extract<Told, { kind: 'frame' }>;

/** Opens so many sockets. Disposing closes them. @throws Error when one cannot be opened */
export async function openViewers(socketUrl: string, viewers: number) {
  const script = fileURLToPath(new URL('viewers-process.ts', import.meta.url));
  const child = fork(script, [socketUrl, String(viewers)]);
  const frames: Frame[] = [];
  const opened = Promise.withResolvers<Opened>();
  let closed = 0;
  let wake = () => {};
  child.on('message', (told: Told) => {
    if (told.kind === 'open') opened.resolve(told);
    else if (told.kind === 'closed') closed++;
    else frames.push(told);
    wake();
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The process of the viewers ended.');
  });
  ended.catch(() => {});
  const { openMs, cpuMs } = await Promise.race([opened.promise, ended]);
  return {
    /** How long it took to open all sockets, and the processor time of their process, milliseconds. */
    openMs,
    openCpuMs: cpuMs,
    /** The frames that everybody has. */
    frames: frames as readonly Frame[],
    /** Sockets that are closed. */
    closed: () => closed,
    /** Resolves when everybody has a frame that satisfies the condition. */
    async untilAllHave(matches: (text: string) => boolean, patienceMs: number): Promise<Frame> {
      const deadline = AbortSignal.timeout(patienceMs);
      const late = once(deadline, 'abort').then(() => {
        throw new Error(`Not all viewers got the frame within ${patienceMs / 1000} s; ${closed} sockets are closed.`);
      });
      late.catch(() => {});
      for (;;) {
        const frame = frames.find(({ text }) => matches(text));
        if (frame) return frame;
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([woken, late, ended]);
      }
    },
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}
