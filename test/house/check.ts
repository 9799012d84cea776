// `npm run check`: what programs of others say about workflows, templates and page.
import { UserError } from '../../local/machine/errors.mjs';
import { readArguments } from '../../local/setup/arguments.mjs';
import { checkPage } from './lighthouse.ts';
import { checkTemplates } from './templates.ts';
import { installTools, type Verdict } from './tools.ts';
import { checkWorkflows } from './workflow-tools.ts';

const PARTS: Readonly<Record<string, () => Promise<Verdict[]>>> = {
  workflows: checkWorkflows,
  templates: checkTemplates,
  page: checkPage,
};

/** Not 1, which says that something was found. */
const NOT_CHECKED = 2;

try {
  const { argument } = readArguments('test/house/check.ts');
  if (argument !== 'page') await installTools();
  const verdicts: Verdict[] = [];
  for (const [name, check] of Object.entries(PARTS)) {
    if (argument === undefined || argument === name) verdicts.push(...(await check()));
  }
  for (const verdict of verdicts) console.log(lineOf(verdict));
  const open = verdicts.flatMap((verdict) => verdict.open);
  for (const finding of open) console.log(`\n${finding}`);
  if (open.length > 0) process.exitCode = 1;
  else if (verdicts.some(({ notChecked }) => notChecked)) process.exitCode = NOT_CHECKED;
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

function lineOf({ tool, looked, accepted, open, notChecked }: Verdict): string {
  const start = `${tool.padEnd(12)}${looked.padEnd(26)}`;
  if (notChecked) return `${start}not checked: ${notChecked}`;
  const verdict = open.length === 0 ? 'clean' : `${open.length} open`;
  if (accepted.length === 0) return start + verdict;
  const rules = [...new Set(accepted)].sort();
  const counts = rules.map((rule) => `${rule} ${accepted.filter((each) => each === rule).length}`);
  return `${start}${verdict}, ${accepted.length} left with a reason:\n${inLines(counts)}`;
}

/** As many in a line as fit. */
function inLines(counts: readonly string[]): string {
  const lines = [''];
  for (const count of counts) {
    const line = `${lines.at(-1)}${lines.at(-1) ? ', ' : ''}${count}`;
    if (line.length <= 80) lines[lines.length - 1] = line;
    else lines.push(count);
  }
  return lines.map((line) => `            ${line}`).join('\n');
}
