// One execution environment of a Lambda function, on slow time. It runs one event at a time.
// Usage: function-process.ts HANDLER_FILE TIME TIMEOUT_MS, started with an IPC channel.
import { type SlowTime, slowDown } from './slow-time.ts';

/** To this process. */
export type Order = { kind: 'run'; event: unknown } | { kind: 'advance'; ms: number };
/** From it: it is ready for an event, or has run one. */
export type Outcome = { kind: 'ready' } | { kind: 'done'; error?: string; log: string[]; cpuMs: number };

const [file = '', time = '', timeoutMs = ''] = process.argv.slice(2);
const clock = slowDown(JSON.parse(time) as SlowTime);

const log: string[] = [];
process.stdout.write = (text: string | Uint8Array) => {
  log.push(...String(text).split('\n').filter(Boolean));
  return true;
};

// After the time has been changed: modules may keep the functions of the clock.
const { handler } = (await import(file)) as { handler: (event: unknown, context: unknown) => Promise<void> };

async function run(event: unknown): Promise<void> {
  const endMs = clock.nowMs() + Number(timeoutMs);
  const context = { getRemainingTimeInMillis: () => endMs - clock.nowMs(), awsRequestId: 'one', functionName: 'one' };
  const before = process.cpuUsage();
  const error = await handler(event, context).then(
    () => undefined,
    (thrown: unknown) => String(thrown),
  );
  const { user, system } = process.cpuUsage(before);
  send({ kind: 'done', ...(error && { error }), log: log.splice(0), cpuMs: (user + system) / 1000 });
}

process.on('message', (order: Order) => {
  if (order.kind === 'advance') clock.advance(order.ms);
  else void run(order.event);
});
process.on('disconnect', () => process.exit());
send({ kind: 'ready' });

function send(outcome: Outcome): void {
  process.send?.(outcome);
}
