// Known holes in the packages that the lock files pin: npm's registry is asked, then https://osv.dev.
import { run } from './tools.ts';

/** A package that a lock file pins. */
export interface Pinned {
  readonly ecosystem: 'npm' | 'PyPI';
  readonly name: string;
  readonly version: string;
}

/** What is known about the packages of one file. */
export interface Answer {
  /** Who answered; undefined: nobody did. */
  readonly by: string | undefined;
  /** A line for each hole. Without an answer: why there is none. */
  readonly lines: readonly string[];
}

/** How long osv.dev may take to answer. */
const LIMIT_MS = 30_000;
/** The most that osv.dev takes at once (https://google.github.io/osv.dev/post-v1-querybatch/). */
const BATCH = 1000;

/** The packages of a package-lock.json. */
export function packagesOfNpm(text: string): Pinned[] {
  const { packages } = JSON.parse(text) as { packages: Record<string, { version?: string; link?: boolean }> };
  return Object.entries(packages).flatMap(([path, { version, link }]) => {
    const name = path.split('node_modules/').at(-1);
    return name && version && !link ? [{ ecosystem: 'npm' as const, name, version }] : [];
  });
}

/** The packages of a requirements.txt that pins each with ==. */
export function packagesOfPython(text: string): Pinned[] {
  return [...text.matchAll(/^([\w.-]+)==([^\s;\\]+)/gm)].map(([, name = '', version = '']) => ({
    ecosystem: 'PyPI',
    name,
    version,
  }));
}

/**
 * Asks npm's registry, as `npm audit` does.
 * @param folder of the package-lock.json
 * @param npm the program
 */
export async function askNpm(folder: string, npm = 'npm'): Promise<Answer> {
  const { stdout, stderr } = await run(npm, ['audit', '--json'], { cwd: folder });
  let report: NpmReport;
  try {
    report = JSON.parse(stdout);
  } catch {
    return { by: undefined, lines: [`npm audit printed no report: ${lastLine(stderr)}`] };
  }
  // A registry that refuses the question makes npm print its error as JSON too.
  if (!report.vulnerabilities) return { by: undefined, lines: [`npm audit: ${report.message ?? lastLine(stderr)}`] };
  const lines = Object.values(report.vulnerabilities).flatMap(({ name, via }) =>
    via
      .filter((each) => typeof each !== 'string')
      .map(({ severity, title, url }) => `${name}: ${severity}, ${title} (${url})`),
  );
  return { by: "npm's registry", lines };
}

/** https://docs.npmjs.com/cli/commands/npm-audit: `via` holds advisories, and names of packages that have them. */
interface NpmReport {
  message?: string;
  vulnerabilities?: Record<
    string,
    { name: string; via: readonly (string | { severity: string; title: string; url: string })[] }
  >;
}

/** Asks osv.dev, which knows the advisories of npm and PyPI (https://google.github.io/osv.dev/post-v1-querybatch/). */
export async function askOsv(packages: readonly Pinned[], url = 'https://api.osv.dev'): Promise<Answer> {
  const lines: string[] = [];
  for (let first = 0; first < packages.length; first += BATCH) {
    const batch = packages.slice(first, first + BATCH);
    const queries = batch.map(({ ecosystem, name, version }) => ({ package: { ecosystem, name }, version }));
    try {
      const answer = await fetch(`${url}/v1/querybatch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ queries }),
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      if (!answer.ok) return { by: undefined, lines: [`osv.dev answered ${answer.status}`] };
      const { results } = (await answer.json()) as { results: { vulns?: { id: string }[] }[] };
      if (results?.length !== batch.length) return { by: undefined, lines: ['osv.dev answered something else'] };
      for (const [index, { name, version }] of batch.entries())
        for (const { id } of results[index]?.vulns ?? [])
          lines.push(`${name} ${version}: https://osv.dev/vulnerability/${id}`);
    } catch (error) {
      const { message, cause } = error as Error & { cause?: { code?: string } };
      return { by: undefined, lines: [`osv.dev: ${cause?.code ?? message}`] };
    }
  }
  return { by: 'osv.dev', lines };
}

/**
 * What is known about the packages of one lock file.
 * @param ask whom, in this order, until one answers
 */
export async function firstAnswer(ask: readonly (() => Promise<Answer>)[]): Promise<Answer> {
  const silences: string[] = [];
  for (const each of ask) {
    const answer = await each();
    if (answer.by) return answer;
    silences.push(...answer.lines);
  }
  return { by: undefined, lines: silences };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
