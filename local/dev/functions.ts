// The functions of the running system: bundled again when a file that they contain changes, as the deployment does it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LambdaClient, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import * as esbuild from 'esbuild';
import { strToU8, zipSync } from 'fflate';
import { BUNDLE } from '../../infra/function/bundle-options.ts';
import { localClientConfig } from '../aws/client-config.ts';
import type { StackOutputs } from '../aws/deploy.ts';

/** By the folder below functions/: the stack and its output with the function's name. */
const NAME_OUTPUTS = {
  elements: ['Feed', 'ElementsFunctionName'],
  propagate: ['Feed', 'PropagateFunctionName'],
  fanout: ['Feed', 'FanoutFunctionName'],
  push: ['Feed', 'PushFunctionName'],
  connections: ['Feed', 'ConnectionsFunctionName'],
  query: ['Feed', 'QueryFunctionName'],
  canary: ['Operations', 'CanaryFunctionName'],
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
  /** The files of the code that the function has, by their names; none before the first good build. */
  files: Readonly<Record<string, string>>;
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
    const bundle: Bundle = { context, inputs: undefined, files: {} };
    bundles.set(name, bundle);
    // A mistake that is there at the start is reported with the first change.
    await build(bundle).catch(() => undefined);
  }

  return {
    /**
     * Bundles the functions that contain a changed file, and gives those with other code to the local AWS.
     * @param changed relative to the root
     */
    async update(changed: readonly string[], endpoint: string, outputs: StackOutputs): Promise<Updated[]> {
      const lambda = new LambdaClient(localClientConfig(endpoint));
      const due = [...bundles].filter(([, { inputs }]) => !inputs || changed.some((file) => inputs.has(file)));
      const updated = due.map(async ([name, bundle]): Promise<Updated[]> => {
        const before = bundle.files;
        try {
          await build(bundle);
          if (bundle.files[CODE] === before[CODE]) return [];
          const [stack, output] = NAME_OUTPUTS[name];
          const FunctionName = outputs[stack][output];
          await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipped(bundle.files) }));
          return [{ name }];
        } catch (error) {
          bundle.files = before;
          return [{ name, problem: messageOf(error) }];
        }
      });
      return (await Promise.all(updated)).flat();
    },

    /** Writes the code that the functions have: a folder for each. */
    write(folder: string): void {
      for (const [name, { files }] of bundles) {
        // No good build yet: the synthesis says that its folder is missing.
        if (!files[CODE]) continue;
        mkdirSync(join(folder, name), { recursive: true });
        for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, name, file), content);
      }
    },

    async dispose(): Promise<void> {
      await Promise.all([...bundles.values()].map(({ context }) => context.dispose()));
    },
  };
}

const CODE = 'index.mjs';

async function build(bundle: Bundle): Promise<void> {
  bundle.inputs = undefined;
  const { outputFiles = [], metafile } = await bundle.context.rebuild();
  bundle.inputs = new Set(Object.keys(metafile?.inputs ?? {}));
  bundle.files = Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
}

/** An archive for Lambda. */
function zipped(files: Bundle['files']): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level: 1 });
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
