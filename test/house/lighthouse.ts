// The page, judged by Lighthouse (https://github.com/GoogleChrome/lighthouse) on a phone and on a desktop: how fast it
// loads, accessibility, best practices, and what search engines need.
import { join } from 'node:path';
import { serveDemo } from '../../local/demo/server.ts';
import { installPackages, packagesMatchLock } from '../../local/setup/packages.mjs';
import { browserProgram } from '../support/browser.ts';
import { run, type Verdict } from './tools.ts';

/** Has a package-lock.json and node_modules of its own: only this check needs them. */
const FOLDER = join(import.meta.dirname, 'lighthouse');

/** The least score in each category. Performance depends on the machine, too. */
const GOALS: Readonly<Record<string, number>> = {
  performance: 95,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
};

/** Of the demo. The page's numbers are the same with a back end, but for what its answers take. */
const PAGES = ['', 'api.html'];
const DEVICES: Readonly<Record<string, readonly string[]>> = { phone: [], desktop: ['--preset=desktop'] };

/** Judges each page on each device, one after the other. */
export async function checkPage(): Promise<Verdict[]> {
  if (!packagesMatchLock(FOLDER)) await installPackages(FOLDER);
  const { path, env } = await browserProgram();
  const demo = await serveDemo(0);
  try {
    const verdicts: Verdict[] = [];
    for (const page of PAGES) {
      for (const device of Object.keys(DEVICES)) {
        const looked = `${page || 'index.html'}, ${device}`;
        verdicts.push(await judgePage(demo.url + page, looked, DEVICES[device] ?? [], { CHROME_PATH: path, ...env }));
      }
    }
    return verdicts;
  } finally {
    await demo.stop();
  }
}

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
}

async function judgePage(
  url: string,
  looked: string,
  device: readonly string[],
  env: Record<string, string>,
): Promise<Verdict> {
  const verdict = { tool: 'lighthouse', looked, accepted: [], open: [] };
  const { code, stdout, stderr } = await run(
    process.execPath,
    [
      join(FOLDER, 'node_modules', 'lighthouse', 'cli', 'index.js'),
      url,
      ...device,
      `--only-categories=${Object.keys(GOALS).join(',')}`,
      '--output=json',
      '--quiet',
      // Of this machine alone: no reports to Google.
      '--no-enable-error-reporting',
      '--chrome-flags=--headless --no-sandbox --font-render-hinting=none',
    ],
    { env },
  );
  if (code !== 0) return { ...verdict, notChecked: stderr.trim().split('\n').at(-1) ?? '' };
  const { categories, audits } = JSON.parse(stdout) as Report;
  const scores = Object.keys(GOALS).map((name) => Math.round((categories[name]?.score ?? 0) * 100));
  const open = Object.entries(GOALS).flatMap(([name, goal], index) => {
    const score = scores[index] ?? 0;
    if (score >= goal) return [];
    const lost = (categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `  ${id}: ${audits[id]?.title} ${audits[id]?.displayValue ?? ''}`);
    return [[`${looked}: ${name} ${score}, goal ${goal}`, ...lost].join('\n')];
  });
  return { ...verdict, looked: `${looked}: ${scores.join(' ')}`, open };
}
