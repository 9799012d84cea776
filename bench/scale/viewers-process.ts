// Viewers in a process of their own: so many open sockets, and when the last of them got a frame.
// Usage: viewers-process.ts ADDRESS COUNT, started with an IPC channel. Its messages are of the type Told below.
const [address = '', count = '0'] = process.argv.slice(2);
const viewers = Number(count);
/** Sockets that connect at once: the local AWS handles one after the other. */
const CONNECTING = 20;

export type Told =
  /** The time that it took, and the processor time of this process. */
  | { kind: 'open'; openMs: number; cpuMs: number }
  /** Everybody has this frame. */
  | { kind: 'frame'; text: string; lastMs: number }
  | { kind: 'closed'; reason: string };

const tell = (told: Told) => process.send?.(told);
/** How many have which frame. All get the same texts. */
const received = new Map<string, number>();

async function open(): Promise<void> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('A socket could not be opened.')));
  });
  socket.addEventListener('close', ({ code }) => tell({ kind: 'closed', reason: `code ${code}` }));
  socket.addEventListener('message', ({ data }) => {
    const text = data as string;
    const have = (received.get(text) ?? 0) + 1;
    received.set(text, have);
    if (have < viewers) return;
    received.delete(text);
    tell({ kind: 'frame', text, lastMs: Date.now() });
  });
}

async function openSome(waiting: number[]): Promise<void> {
  while (waiting.pop() !== undefined) await open();
}

// Ends with its parent.
process.on('disconnect', () => process.exit());
const startedMs = performance.now();
const cpuBefore = process.cpuUsage();
const waiting = Array.from({ length: viewers }, (_, viewer) => viewer);
await Promise.all(Array.from({ length: CONNECTING }, () => openSome(waiting)));
const { user, system } = process.cpuUsage(cpuBefore);
tell({ kind: 'open', openMs: performance.now() - startedMs, cpuMs: (user + system) / 1000 });
