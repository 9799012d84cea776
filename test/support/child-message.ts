// Waits for a message of a child process.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The next message of a process. @throws Error when the process ends before, or has ended */
export async function messageOf<Message>(child: ChildProcess, name: string): Promise<Message> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const hasEnded = child.exitCode !== null || child.signalCode !== null;
  const ended = (hasEnded ? Promise.resolve() : once(child, 'exit', { signal })).then(() => {
    throw new Error(`${name} ended without an answer.`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message as Message;
  } finally {
    // Otherwise each message would leave a listener for the exit behind.
    waiting.abort();
  }
}
