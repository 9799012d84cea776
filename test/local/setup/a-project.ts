// A project for the tests of the set-up: a copy of the set-up's files, a lock file, and a stand-in for npm.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const LOCAL = join(import.meta.dirname, '..', '..', '..', 'local');

export interface SetUpOptions {
  env?: NodeJS.ProcessEnv;
  args?: string[];
  nodeArgs?: string[];
}

export interface SetUp {
  child: ChildProcess;
  /** Resolves when its standard output contains the text. */
  says(text: string): Promise<void>;
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** A lock file, or npm's note about what it has installed. */
export function lock(version: string): string {
  return JSON.stringify({
    packages: {
      '': { name: 'subpoint' },
      'node_modules/one': { version, integrity: `sha512-${version}` },
      'node_modules/of-another-platform': { version: '1.0.0', optional: true },
    },
  });
}

/** For the stand-in of npm: installs version 1.0.0 of everything. */
export const INSTALLS = `
  fs.mkdirSync('node_modules', { recursive: true });
  fs.writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(lock('1.0.0'))});
`;

export type Project = ReturnType<typeof aProject>;

export function aProject() {
  const root = mkdtempSync(join(tmpdir(), 'subpoint-setup-'));
  const running = new Set<ChildProcess>();

  const project = {
    root,
    path: (path: string) => join(root, path),
    has: (path: string) => existsSync(join(root, path)),
    read: (path: string) => readFileSync(join(root, path), 'utf8'),
    write(path: string, text: string, mode = 0o644): void {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      chmodSync(join(root, path), mode);
    },
    delete: (path: string) => rmSync(join(root, path), { recursive: true }),

    /** Python as pip leaves it. */
    installPython(): void {
      project.write('.local/python/bin/python', '#!/bin/sh\n', 0o755);
      const digest = createHash('sha256').update(project.read('local/setup/requirements.txt')).digest('hex');
      project.write('.local/python/requirements.sha256', digest);
    },

    /** As npm and pip leave it when everything is installed. */
    install(): void {
      project.write('node_modules/.package-lock.json', lock('1.0.0'));
      mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
      symlinkSync(process.execPath, join(root, 'node_modules', '.bin', 'node'));
      project.installPython();
    },

    /**
     * A stand-in for npm: notes that it was called and runs the script.
     * Returns the environment in which the set-up uses it.
     */
    npm(script: string): NodeJS.ProcessEnv {
      const note = `fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');`;
      project.write('npm.js', `const fs = require('node:fs');\n${note}\n${script}`);
      return { npm_execpath: join(root, 'npm.js') };
    },

    /**
     * A stand-in for Python whose environments run the shell script as pip.
     * Returns the environment in which the set-up uses it.
     */
    python(pip: string): NodeJS.ProcessEnv {
      project.write('pip', `#!/bin/sh\n${pip}\n`, 0o755);
      project.write(
        'python3',
        '#!/bin/sh\n[ "$2" != venv ] || { mkdir -p "$3/bin" && cp pip "$3/bin/python"; }\n',
        0o755,
      );
      return { PATH: `${root}:/bin:/usr/bin` };
    },

    /** How many times npm was called. */
    npmCalls: () => (project.has('npm-calls') ? project.read('npm-calls').trim().split('\n').length : 0),

    /** Starts the set-up in a process group of its own. */
    begin({ env = {}, args = ['script.mjs'], nodeArgs = [] }: SetUpOptions = {}): SetUp {
      const child = spawn(process.execPath, [...nodeArgs, join(root, 'local', 'setup', 'main.mjs'), ...args], {
        cwd: root,
        env: { PATH: process.env.PATH, ...env },
        detached: true,
      });
      running.add(child);
      const output = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].on('data', (chunk: Buffer) => {
          output[name] += chunk;
          child.emit('said');
        });
      }
      const ended = new Promise<Awaited<SetUp['ended']>>((resolve) => {
        child.on('close', (code) => {
          running.delete(child);
          resolve({ code, ...output });
        });
      });
      const says = (text: string) =>
        new Promise<void>((resolve, reject) => {
          const look = () => {
            if (output.stdout.includes(text)) resolve();
          };
          child.on('said', look);
          void ended.then(() => reject(new Error(`It ended before it said "${text}": ${JSON.stringify(output)}`)));
          look();
        });
      return { child, says, ended };
    },

    /** Runs the set-up to its end. */
    setUp: (env?: NodeJS.ProcessEnv, args?: string[], nodeArgs?: string[]) =>
      project.begin({ ...(env && { env }), ...(args && { args }), ...(nodeArgs && { nodeArgs }) }).ended,

    remove(): void {
      for (const { pid } of running) process.kill(-(pid as number), 'SIGKILL');
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };

  for (const room of ['setup', 'machine']) cpSync(join(LOCAL, room), join(root, 'local', room), { recursive: true });
  project.write('local/setup/requirements.txt', 'nothing\n');
  project.write('package-lock.json', lock('1.0.0'));
  project.write('script.mjs', 'console.log("ran", ...process.argv.slice(2)); process.exitCode = 7;');
  return project;
}
