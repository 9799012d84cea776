// The demo page, built and served on this machine: for `npm run demo` and for its tests.
import { join } from 'node:path';
import { type PreviewServer, preview } from 'vite';
import { buildDemo } from '../../web/build/build-page.ts';
import { PortTakenError, UserError } from '../machine/errors.ts';
import { makeRunFolder, removeRunFolder } from '../machine/run-folder.ts';

/** The port that Vite serves built pages on by habit. */
export const USUAL_DEMO_PORT = 4173;

export interface DemoServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Builds the demo into a folder of its own and serves it until it is stopped, which removes the folder. The port is the one asked for
 * (0: any), or the usual one, or the next free one after it.
 * @throws UserError when the port that was asked for is taken
 */
export async function serveDemo(asked?: number): Promise<DemoServer> {
  const folder = makeRunFolder();
  let server: PreviewServer | undefined;
  const stop = async () => {
    // First of all, and at once: Vite ends the process by itself when it gets SIGTERM and its server is closed.
    removeRunFolder(folder);
    await server?.close();
  };
  try {
    const outDir = join(folder, 'demo');
    await buildDemo(outDir);
    server = await serve(folder, outDir, asked);
    const url = server.resolvedUrls?.local[0];
    if (!url) throw new Error('Vite names no address');
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function serve(root: string, outDir: string, asked: number | undefined): Promise<PreviewServer> {
  try {
    return await preview({
      root,
      configFile: false,
      envFile: false,
      logLevel: 'silent',
      appType: 'mpa',
      build: { outDir },
      preview: { host: '127.0.0.1', port: asked ?? USUAL_DEMO_PORT, strictPort: asked !== undefined },
    });
  } catch (error) {
    // Vite has no kind of error for this.
    if (asked && /already in use/.test(String(error))) throw new PortTakenError(asked);
    if (/No available ports/.test(String(error)))
      throw new UserError('No port is free: stop a program that holds one.', { cause: error });
    throw error;
  }
}
