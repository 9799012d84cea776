// A real Chromium: the one from npm, unpacked once into .local/, or the one that SUBPOINT_BROWSER names.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { LOCAL_FOLDER } from '../../local/machine/folders.mjs';
import { makeRunFolder, removeRunFolder } from '../../local/machine/run-folder.ts';

const PACKAGE = '@sparticuz/chromium';
const EXECUTABLE = 'chromium';

/**
 * Starts a browser without a window. Its profile is a folder of its own, which goes when it is closed.
 * @throws Error when the machine is none that the npm package is made for, and SUBPOINT_BROWSER names no other
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.SUBPOINT_BROWSER;
  if (named) return chromium.launch({ executablePath: named });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `${PACKAGE} runs on Linux x64 only: set SUBPOINT_BROWSER to the path of a Chrome or Chromium of this machine.`,
    );
  }
  const folder = await unpackedBrowser();
  return chromium.launch({
    executablePath: join(folder, EXECUTABLE),
    // The package's own arguments are for Lambda: one process, and no web security, which are what these tests are about.
    args: ['--font-render-hinting=none'],
    // Its own font, so that the page looks the same on every machine, and has one where there are none.
    env: { ...process.env, FONTCONFIG_FILE: join(folder, FONTS_FILE) } as Record<string, string>,
  });
}

const FONTS_FILE = 'fonts.conf';

// 200 MB, two seconds: only the first time. In a folder for each version, since the package takes any browser that is there.
async function unpackedBrowser(): Promise<string> {
  const manifest = JSON.parse(
    await readFile(join(import.meta.dirname, '../../node_modules', PACKAGE, 'package.json'), 'utf8'),
  ) as { version: string };
  const folder = join(LOCAL_FOLDER, `chromium-${manifest.version}`);
  if (existsSync(folder)) return folder;

  // Complete before it has its name, so that nobody, beside this or after it, ever meets half a browser.
  const unpacking = makeRunFolder();
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], {
      cwd: LOCAL_FOLDER,
      env: { ...process.env, TMPDIR: unpacking },
    });
    await writeFile(join(unpacking, FONTS_FILE), fontsConfiguration(join(folder, 'fonts')));
    await rename(unpacking, folder);
  } catch (error) {
    // Another run was faster.
    if (!existsSync(folder)) throw error;
  } finally {
    removeRunFolder(unpacking);
  }
  return folder;
}

// In a process of its own: the package unpacks into this process's folder for temporary files, and cannot be told otherwise.
const UNPACK = `import chromium from '${PACKAGE}'; await chromium.executablePath();`;

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>
`;
}
