// The page of the running system: built again, changed files uploaded, open pages reloaded.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PageConfig, uploadChanges } from '../aws/upload.ts';
import { runProgram } from '../machine/programs.ts';

// Beside index.html. No other build has them.
const SCRIPT_KEY = 'dev.js';
const VERSION_KEY = 'dev.json';

/**
 * Only `npm run dev` uploads it, as a file of its own: no other build of the page contains code of development.
 * It asks the page's own origin, so it works wherever the page does: through a forwarded port, after a restart.
 */
const SCRIPT = `// From npm run dev: reloads the page when its files have changed.
const shown = new URL(import.meta.url).search.slice(1);
async function look() {
  try {
    const { version } = await (await fetch('${VERSION_KEY}', { cache: 'no-store' })).json();
    if (version !== shown) return location.reload();
  } catch {
    // npm run dev is not running. The page works on.
  }
  setTimeout(look, document.hidden ? 2000 : 300);
}
look();
`;

export interface DevPage {
  endpoint: string;
  bucket: string;
  config: PageConfig;
  satellitesFile: string;
  /** Folder for the built page. */
  folder: string;
  root: string;
  signal: AbortSignal;
}

export interface KeptPage {
  build(): Promise<void>;
  /** Uploads what has changed since the last time. Returns how many files that were. */
  upload(): Promise<number>;
}

/** Keeps the page up to date. */
export function keepPage(page: DevPage): KeptPage {
  const { endpoint, bucket, config, satellitesFile, root, signal } = page;
  const uploaded = new Map<string, string>();
  return {
    async build() {
      rmSync(page.folder, { recursive: true, force: true });
      mkdirSync(page.folder, { recursive: true });
      const build = ['local/dev/build-page.ts', page.folder, satellitesFile];
      await runProgram('The build of the page', process.execPath, build, { cwd: root, env: process.env }, signal);
    },

    async upload() {
      const index = join(page.folder, 'index.html');
      const html = readFileSync(index, 'utf8');
      // The names of its assets change with their content, so that this is the version of all of them.
      const version = createHash('sha1').update(html).digest('hex').slice(0, 12);
      const script = `<script type="module" src="${SCRIPT_KEY}?${version}"></script>`;
      writeFileSync(
        index,
        html.replace('</head>', () => `${script}</head>`),
      );
      writeFileSync(join(page.folder, SCRIPT_KEY), SCRIPT);
      const count = await uploadChanges(endpoint, bucket, page.folder, config, uploaded);
      // Last: a page that reloads finds the new files.
      writeFileSync(join(page.folder, VERSION_KEY), JSON.stringify({ version }));
      await uploadChanges(endpoint, bucket, page.folder, config, uploaded);
      return count;
    },
  };
}
