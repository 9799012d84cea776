// A flood of requests from a process of its own, each second as many, whether the last ones are answered or not.
// Usage: flood-process.ts ADDRESS PER_SECOND SECONDS, started with an IPC channel. Its message is a FloodAnswers.
import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { DEAR_QUESTIONS, KNOWN_QUESTION } from './flood-questions.ts';

const [address = '', perSecond = '0', seconds = '0'] = process.argv.slice(2);

export interface FloodAnswers {
  /** Requests by the status of their answer; 0: none. */
  statuses: Record<number, number>;
}

const answers: FloodAnswers = { statuses: {} };
const agent = new Agent({ keepAlive: true, maxSockets: 4000 });

/** Every second one is new, each kind in turn, so that no cache can know it. */
function question(index: number): string {
  const kind = DEAR_QUESTIONS[(index >> 1) % DEAR_QUESTIONS.length];
  return address + (index % 2 === 0 || !kind ? KNOWN_QUESTION : kind.ask(index));
}

async function ask(index: number): Promise<void> {
  const status = await new Promise<number>((resolve) => {
    const request = get(question(index), { agent, headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.on('error', () => resolve(0));
    });
    request.on('error', () => resolve(0));
  });
  answers.statuses[status] = (answers.statuses[status] ?? 0) + 1;
}

process.on('disconnect', () => process.exit());
const asked: Promise<void>[] = [];
const beginMs = performance.now();
const total = Number(perSecond) * Number(seconds);
while (asked.length < total) {
  const due = Math.min(total, Math.ceil(((performance.now() - beginMs) / 1000) * Number(perSecond)));
  while (asked.length < due) asked.push(ask(asked.length));
  await wait(5);
}
await Promise.all(asked);
agent.destroy();
process.send?.(answers);
process.disconnect?.();
