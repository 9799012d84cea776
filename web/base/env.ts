// What the page takes from outside: clock, randomness, network, timers. main.ts passes those of the browser; the demo
// and the tests pass their own.

export interface Env {
  /** Of the page, as in "https://example.org". */
  readonly origin: string;
  /** Whether this is a recording, and not the present. */
  readonly isRecording?: boolean;
  /** UTC, epoch milliseconds. */
  nowMs(): number;
  /** In [0, 1). */
  random(): number;
  fetch(url: string, signal: AbortSignal): Promise<Response>;
  /** Opens a WebSocket, and returns a function that closes it. Throws if the browser refuses the address. */
  openSocket(url: string, events: SocketEvents): () => void;
  /** Calls back once after a delay, and returns a function that cancels that. */
  after(delayMs: number, callback: () => void): () => void;
}

export interface SocketEvents {
  opened(): void;
  message(data: unknown): void;
  /** Closed by the other side, or it could not be opened. */
  closed(): void;
}

/** The browser's own. */
export const browserEnv: Env = {
  origin: location.origin,
  nowMs: () => Date.now(),
  random: () => Math.random(),
  // Always as new as the server has it: a browser's own cache may be out of date by seconds (stale-while-revalidate).
  fetch: (url, signal) => fetch(url, { signal, cache: 'no-cache' }),
  openSocket(url, { opened, message, closed }) {
    const socket = new WebSocket(url);
    socket.addEventListener('open', opened);
    socket.addEventListener('message', ({ data }) => message(data));
    socket.addEventListener('close', closed);
    return () => socket.close();
  },
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
