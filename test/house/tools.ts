// The programs that check workflows and templates: installed by their hashes, and run to their end.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { LOCAL_FOLDER, ROOT } from '../../local/machine/folders.mjs';
import { installPython, pythonMatches } from '../../local/setup/python.mjs';

const PYTHON_TOOLS = {
  what: 'the programs that check workflows and templates',
  folder: join(LOCAL_FOLDER, 'python-house'),
  requirements: join(import.meta.dirname, 'python', 'requirements.txt'),
  oldestPython: '3.11',
} as const;

/** What one program said. */
export interface Verdict {
  readonly tool: string;
  /** What it looked at: "6 workflows". */
  readonly looked: string;
  /** The rule of each finding that is accepted with a reason. */
  readonly accepted: readonly string[];
  /** The other findings, a line each. */
  readonly open: readonly string[];
  /** Why it did not run. It has then found nothing, and nothing is proven. */
  readonly notChecked?: string;
}

/** What a program printed. */
export interface Ended {
  /** undefined: there is no such program. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Installs cfn-lint, checkov and zizmor, if they are not the ones of requirements.txt. Lighthouse installs itself. */
export async function installTools(): Promise<void> {
  if (!pythonMatches(PYTHON_TOOLS)) await installPython(PYTHON_TOOLS);
}

/** Path of an installed program. */
export function pythonTool(name: string): string {
  return join(PYTHON_TOOLS.folder, 'bin', name);
}

/** Runs a program to its end. */
export function run(
  command: string,
  args: readonly string[],
  { cwd = ROOT, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    // checkov describes each finding in some thousand characters.
    const options = { cwd, env: { ...process.env, NO_COLOR: '1', ...env }, maxBuffer: 100_000_000 };
    execFile(command, args, options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : undefined) : 0;
      resolve({ code, stdout, stderr: code === undefined ? `${stderr}${error?.message}` : stderr });
    });
  });
}

/**
 * Splits the findings of a program by the rules that its configuration accepts. A rule that is accepted although nothing
 * breaks it is a finding too: its reason is history.
 */
export function judge(
  tool: string,
  looked: string,
  findings: readonly { readonly rule: string; readonly text: string }[],
  acceptedRules: readonly string[],
): Verdict {
  const open = findings.filter(({ rule }) => !acceptedRules.includes(rule));
  const idle = acceptedRules.filter((accepted) => !findings.some(({ rule }) => rule === accepted));
  return {
    tool,
    looked,
    accepted: findings.filter((finding) => !open.includes(finding)).map(({ rule }) => rule),
    open: [
      ...open.map(({ rule, text }) => `${rule} ${text}`),
      ...idle.map((rule) => `${rule} is accepted, but nothing breaks it: remove it from the configuration of ${tool}.`),
    ],
  };
}
