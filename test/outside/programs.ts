// Programs of others that read the API: where they are, and how a test runs one.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { LOCAL_FOLDER, ROOT } from '../../local/machine/folders.mjs';

/** The environment of the programs in Python. */
export const PYTHON_PROGRAMS = {
  what: 'the programs that read the API in tests',
  folder: join(LOCAL_FOLDER, 'python-outside'),
  requirements: join(import.meta.dirname, 'python', 'requirements.txt'),
  // What schemathesis and openapi-python-client need.
  oldestPython: '3.11',
} as const;

/** The command line of AWS. */
export const AWS_CLI = {
  what: 'the command line of AWS for tests',
  folder: join(LOCAL_FOLDER, 'python-aws-cli'),
  requirements: join(import.meta.dirname, 'python', 'aws-cli.txt'),
  oldestPython: '3.11',
} as const;

/** Has a package-lock.json and node_modules of its own: openapi-typescript needs TypeScript 5. */
export const TYPESCRIPT_FOLDER = join(import.meta.dirname, 'typescript');

export const DESCRIPTION = join(ROOT, 'docs', 'openapi.yaml');

interface Ended {
  code: number;
  /** Of both outputs. */
  output: string;
  stdout: string;
}

/** Runs a program to its end, in the project's folder. It finds the installed programs by name. */
export function runProgram(name: string, args: string[], input = ''): Promise<Ended> {
  const folders = [join(PYTHON_PROGRAMS.folder, 'bin'), join(TYPESCRIPT_FOLDER, 'node_modules', '.bin')];
  // The project's Node runs the programs of node_modules/.bin.
  const path = [...folders, dirname(process.execPath), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path, PYTHONDONTWRITEBYTECODE: '1', NO_COLOR: '1' };
  return new Promise((resolve) => {
    // Schemathesis prints a page for each failure.
    const options = { cwd: ROOT, env, maxBuffer: 100_000_000 };
    const program = execFile(name, args, options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
      resolve({ code, output: `${stdout}${stderr}${code === -1 ? error?.message : ''}`, stdout });
    });
    program.stdin?.end(input);
  });
}

/** A folder for the files of one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'subpoint-outside-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
