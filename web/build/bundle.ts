// Bundles the sources that index.html names, under names that change with their content.
import path from 'node:path';
import * as esbuild from 'esbuild';

/** Folder of the project. */
export const ROOT = path.join(import.meta.dirname, '../..');

/** What a bundle consists of. */
export interface Bundle {
  /** From the names in index.html to the paths of the built assets. */
  assets: Map<string, string>;
  /**
   * What the script imports at once.
   * In index.html they are preloaded, so that the browser need not read the script first.
   */
  preloads: string[];
  /** The packages of others whose code it contains. */
  packages: Set<string>;
}

/**
 * Bundles into OUTDIR/assets/.
 * @param sources from the names in index.html to the sources, as paths in the project
 * @param texts what stands for a name in the sources
 */
export async function bundle(
  outDir: string,
  sources: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, string>> = {},
): Promise<Bundle> {
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: Object.values(sources),
    entryNames: 'assets/[name]-[hash]',
    outdir: path.resolve(outDir),
    bundle: true,
    minify: true,
    format: 'esm',
    // Code that two scripts share goes into a chunk that both import.
    splitting: true,
    chunkNames: 'assets/[name]-[hash]',
    target: 'es2022',
    // The WASM builds of satellite.js and their imports: the page does not use them, and tree shaking removes them.
    external: ['#wasm-single-thread', '#wasm-multi-thread', 'node:*'],
    loader: { '.svg': 'copy', '.png': 'copy', '.yaml': 'copy', '.txt': 'text' },
    define: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.stringify(text)])),
    // Browsers read modules as UTF-8. Escaped, names in other scripts would be three times as long.
    charset: 'utf8',
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  const assetOf = (output: string) =>
    path.relative(path.resolve(outDir), path.resolve(ROOT, output)).replaceAll(path.sep, '/');
  const assets = new Map<string, string>();
  const preloads: string[] = [];
  const packages = new Set<string>();
  for (const [output, { entryPoint, inputs, imports }] of Object.entries(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
      if (name && bytesInOutput > 0) packages.add(name);
    }
    const source = entryPoint ?? Object.keys(inputs)[0];
    const name = Object.keys(sources).find((each) => sources[each] === source);
    if (!name || output.endsWith('.map')) continue;
    assets.set(name, assetOf(output));
    for (const { kind, path: imported } of imports) {
      if (name === 'main.ts' && kind === 'import-statement') preloads.push(assetOf(imported));
    }
  }
  return { assets, preloads, packages };
}
