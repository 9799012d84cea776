// Starts the stand-in for API Gateway's Management API in a process of its own.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A stub that answers each post after a pause. Disposing ends it. */
export async function startStub(pauseMs: number) {
  const script = fileURLToPath(new URL('gateway-stub.ts', import.meta.url));
  const stub = spawn(process.execPath, [script, String(pauseMs)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve, reject) => {
    stub.once('error', reject);
    stub.stdout.once('data', (data) => resolve(String(data).trim()));
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      stub.kill();
    },
  };
}

/** As long as a frame of three satellites. */
export const FRAME = JSON.stringify({ type: 'points', points: 'x'.repeat(1000) });
