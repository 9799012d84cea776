// The functions of the running system: bundled again when a file that they contain changes, as the deployment does it.
import { join } from 'node:path';
import { LambdaClient, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import * as esbuild from 'esbuild';
import { strToU8, zipSync } from 'fflate';
import { BUNDLE } from '../../infra/function/bundle-options.ts';
import { localClientConfig } from '../aws/client-config.ts';

/** By the folder below functions/: the output of the feed stack with the function's name. */
const NAME_OUTPUTS = {
  elements: 'ElementsFunctionName',
  propagate: 'PropagateFunctionName',
  fanout: 'FanoutFunctionName',
  push: 'PushFunctionName',
  connections: 'ConnectionsFunctionName',
  query: 'QueryFunctionName',
} as const;

type FunctionName = keyof typeof NAME_OUTPUTS;
const FUNCTIONS = Object.keys(NAME_OUTPUTS) as FunctionName[];

/** What became of one function. */
export interface Updated {
  name: FunctionName;
  /** Why it keeps its last good code; undefined: it has the new code. */
  problem?: string;
}

interface Bundle {
  context: esbuild.BuildContext;
  /** Files in it, relative to the root; undefined: not known, since the last build failed. */
  inputs: Set<string> | undefined;
  /** The code that the function has. */
  code: string;
}

/** Bundles all functions once, so that the next builds are fast and know which files they depend on. */
export async function bundleFunctions(root: string, satellitesFile: string) {
  const bundles = new Map<FunctionName, Bundle>();
  for (const name of FUNCTIONS) {
    const context = await esbuild.context({
      ...BUNDLE,
      absWorkingDir: root,
      entryPoints: [`functions/${name}/handler.ts`],
      outfile: join(root, '.local', 'dev', name, 'index.mjs'),
      write: false,
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      alias: { '#satellites': satellitesFile },
      metafile: true,
      logLevel: 'silent',
    });
    const bundle: Bundle = { context, inputs: undefined, code: '' };
    bundles.set(name, bundle);
    // A mistake that is there at the start is reported with the first change.
    await build(bundle).catch(() => undefined);
  }

  return {
    /**
     * Bundles the functions that contain a changed file, and gives those with other code to the local AWS.
     * @param changed relative to the root
     * @param outputs of the feed stack
     */
    async update(changed: readonly string[], endpoint: string, outputs: Record<string, string>): Promise<Updated[]> {
      const lambda = new LambdaClient(localClientConfig(endpoint));
      const due = [...bundles].filter(([, { inputs }]) => !inputs || changed.some((file) => inputs.has(file)));
      const updated = due.map(async ([name, bundle]): Promise<Updated[]> => {
        const before = bundle.code;
        try {
          const zip = await build(bundle);
          if (bundle.code === before) return [];
          const FunctionName = outputs[NAME_OUTPUTS[name]];
          await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip }));
          return [{ name }];
        } catch (error) {
          bundle.code = before;
          return [{ name, problem: messageOf(error) }];
        }
      });
      return (await Promise.all(updated)).flat();
    },

    async dispose(): Promise<void> {
      await Promise.all([...bundles.values()].map(({ context }) => context.dispose()));
    },
  };
}

/** Builds a bundle. Returns the archive for Lambda. */
async function build(bundle: Bundle): Promise<Uint8Array> {
  bundle.inputs = undefined;
  const { outputFiles = [], metafile } = await bundle.context.rebuild();
  bundle.inputs = new Set(Object.keys(metafile?.inputs ?? {}));
  const code = outputFiles.find(({ path }) => path.endsWith('.mjs'));
  if (!code) throw new Error('esbuild wrote no index.mjs');
  bundle.code = code.text;
  return zipSync(
    Object.fromEntries(outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('/') + 1), strToU8(text)])),
    { level: 1 },
  );
}

function messageOf(error: unknown): string {
  const { errors } = error as Partial<esbuild.BuildFailure>;
  if (!errors) return (error as Error).message;
  return errors
    .map(({ text, location }) =>
      location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text,
    )
    .join('\n');
}
