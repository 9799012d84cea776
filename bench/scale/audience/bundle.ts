// Bundles functions as infra/function/node-function.ts does for AWS.
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../../..');

/** Writes NAME.mjs for each function into a folder. */
export async function bundleFunctions(folder: string, names: readonly string[]): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(names.map((name) => [name, join(ROOT, 'functions', name, 'handler.ts')])),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['ini', 'process', 'sso', 'web-identity'].map((way) => `@aws-sdk/credential-provider-${way}`),
    // A measurement does not depend on the project's own list.
    alias: { '#satellites': join(ROOT, 'test/support/satellites.json') },
    logLevel: 'warning',
  });
}
