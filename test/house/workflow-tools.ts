// The workflows, checked by zizmor (what an attacker could use) and actionlint (mistakes).
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../local/machine/folders.mjs';
import { pythonTool, run, type Verdict } from './tools.ts';

/** Its module file and the hashes of everything that it needs. */
const ACTIONLINT_FOLDER = join(import.meta.dirname, 'actionlint');

/** Checks everything that GitHub runs. */
export function checkWorkflows(): Promise<Verdict[]> {
  return Promise.all([zizmor(), actionlint()]);
}

async function zizmor(): Promise<Verdict> {
  // With a token it also asks GitHub: whether a commit is really the action's, and whether it has known holes.
  const online = Boolean(process.env.GH_TOKEN);
  const args = [
    '--persona',
    'pedantic',
    '--no-progress',
    '--format',
    'plain',
    ...(online ? [] : ['--offline']),
    '.github',
  ];
  const { code, stdout, stderr } = await run(pythonTool('zizmor'), args);
  // "No findings to report. Good job! (2 ignored, 1 suppressed)"
  const left = [...`${stdout}${stderr}`.matchAll(/(\d+) (ignored|suppressed)/g)];
  const accepted = left.flatMap(([, count, how]) => Array.from({ length: Number(count) }, () => how ?? ''));
  const looked = `.github${online ? '' : ' (offline)'}`;
  return { tool: 'zizmor', looked, accepted, open: code === 0 ? [] : [`${stdout}${stderr}`.trim()] };
}

async function actionlint(): Promise<Verdict> {
  const workflows = globSync('.github/workflows/*.yml', { cwd: ROOT }).map((file) => join(ROOT, file));
  const { code, stdout, stderr } = await run('go', ['tool', 'actionlint', '-no-color', ...workflows], {
    cwd: ACTIONLINT_FOLDER,
  });
  const verdict = { tool: 'actionlint', looked: `${workflows.length} workflows`, accepted: [], open: [] };
  if (code === undefined) return { ...verdict, notChecked: 'it is a Go program: install Go 1.25 or later.' };
  if (code === 0) return verdict;
  // It exits with 1 for findings. Anything else, such as no network, is no verdict.
  return code === 1 && stdout ? { ...verdict, open: [stdout.trim()] } : { ...verdict, notChecked: stderr.trim() };
}
