// The demo page, built and served on this machine: for `npm run demo` and its tests.
import { join } from 'node:path';
import { type PreviewServer, preview } from 'vite';
import { buildDemo } from '../../web/build/build-page.ts';
import { PortInUseError } from '../machine/errors.mjs';
import { makeRunFolder, removeRunFolder } from '../machine/run-folder.ts';

export interface DemoServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Builds the demo into a folder of its own and serves it until it is stopped.
 * @param port 0 for any
 * @throws PortInUseError when another program uses the port
 */
export async function serveDemo(port: number): Promise<DemoServer> {
  const folder = makeRunFolder();
  let server: PreviewServer | undefined;
  const stop = async () => {
    // Before the server: at SIGTERM, Vite ends this process as soon as its server is closed.
    removeRunFolder(folder);
    await server?.close();
  };
  try {
    const outDir = join(folder, 'demo');
    await buildDemo(outDir);
    server = await serve(folder, outDir, port);
    const url = server.resolvedUrls?.local[0];
    if (!url) throw new Error('Vite reports no address');
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function serve(root: string, outDir: string, port: number): Promise<PreviewServer> {
  try {
    return await preview({
      root,
      configFile: false,
      envFile: false,
      logLevel: 'silent',
      appType: 'mpa',
      build: { outDir },
      preview: { host: '127.0.0.1', port, strictPort: true },
    });
  } catch (error) {
    // Vite has no class for this error.
    if (/already in use/.test(String(error))) throw new PortInUseError(port, 'npm run demo');
    throw error;
  }
}
