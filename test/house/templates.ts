// The templates of the stacks, checked by cdk-nag, cfn-lint and checkov.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../local/machine/folders.mjs';
import { judge, pythonTool, run, type Verdict } from './tools.ts';

/** The deployments whose templates are checked: the default one, and one with every option that adds resources. */
const DEPLOYMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  default: {},
  options: {
    stage: 'staging',
    alarmEmail: 'somebody@example.org',
    monthlyBudget: '20',
    queryExecutions: '20',
    originKeys: '1,2',
    domain: 'subpoint.example.org',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a',
    tracing: 'true',
    accessLogs: 'true',
    waf: 'true',
  },
};

/** Options that change values, but bring no resource. `webAclArn` excludes `waf`. */
const VALUES_ONLY = ['elementsUrl', 'satellites', 'allowedOrigins', 'embedOrigins', 'maxViewers', 'webAclArn'];

/** A template that people deploy by hand, once. */
const ROLES = join(ROOT, '.github', 'aws-roles.yaml');

/** Synthesizes the stacks, and checks their templates. */
export async function checkTemplates(): Promise<Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'subpoint-templates-'));
  try {
    const reports = await Promise.all(Object.entries(DEPLOYMENTS).map((deployment) => synthesize(folder, deployment)));
    const problems = [...uncheckedOptions(), ...reports.flat()];
    if (problems.length > 0) return [{ tool: 'cdk-nag', looked: 'the stacks', accepted: [], open: problems }];
    copyFileSync(ROLES, join(folder, basename(ROLES)));
    // Awaited here: the folder must outlive them.
    return await Promise.all([cdkNag(folder), cfnLint(folder), checkov(folder)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A new option is checked too, or named above. */
function uncheckedOptions(): string[] {
  const header = readFileSync(join(ROOT, 'infra', 'app.ts'), 'utf8').split('\n\n')[0] ?? '';
  const known = [...VALUES_ONLY, ...Object.values(DEPLOYMENTS).flatMap((options) => Object.keys(options))];
  return [...header.matchAll(/-c (\w+)=/g)]
    .flatMap(([, name]) => name ?? [])
    .filter((name) => !known.includes(name))
    .map((name) => `The option ${name} is checked in no deployment: add it to ${import.meta.filename}.`);
}

/** Writes the templates into a folder, as `npx cdk synth` does. Returns what it complains about. */
async function synthesize(folder: string, [name, options]: [string, Readonly<Record<string, string>>]) {
  const out = join(folder, name);
  mkdirSync(out);
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  const env = {
    CDK_OUTDIR: out,
    CDK_DEFAULT_REGION: 'us-east-1',
    // Bundles are not looked at.
    CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...options, 'aws:cdk:bundling-stacks': [] }),
  };
  const { code, stderr } = await run(process.execPath, ['infra/app.ts'], { env });
  return code === 0 ? [] : [`${name}: ${stderr.trim()}`];
}

/** It ran at the synthesis. Here it is counted. */
function cdkNag(folder: string): Verdict {
  const reasons = filesOf(folder, '.metadata.json')
    .flatMap((file) => Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, MetadataEntry[]>).flat())
    .filter(({ type }) => type === 'aws:cdk:acknowledged-rules')
    .flatMap(({ data }) => Object.keys(data ?? {}));
  // "Annotation::AwsSolutions-IAM5[Resource::*]"
  const accepted = reasons.map((reason) => /\w+-\w+/.exec(reason)?.[0] ?? reason);
  return { tool: 'cdk-nag', looked: 'AwsSolutions, Serverless', accepted, open: [] };
}

interface MetadataEntry {
  type: string;
  data?: object;
}

async function cfnLint(folder: string): Promise<Verdict> {
  const configuration = parse(readFileSync(join(ROOT, '.cfnlintrc'), 'utf8'));
  const templates = templatesOf(folder);
  const tool = 'cfn-lint';
  // Not in the project's folder, whose configuration leaves findings out: they are counted here.
  const args = ['--format', 'json', '--include-checks', ...configuration.include_checks, '--', ...templates];
  const { stdout, stderr } = await run(pythonTool(tool), args, { cwd: folder });
  const findings = readJson<CfnLintFinding[]>(tool, stdout, stderr).map(({ Rule, Message, Filename, Location }) => ({
    rule: Rule.Id,
    text: `${Filename.slice(folder.length + 1)}:${Location.Start.LineNumber} ${Message}`,
  }));
  return judge(tool, `${templates.length} templates`, findings, configuration.ignore_checks);
}

interface CfnLintFinding {
  Rule: { Id: string };
  Message: string;
  Filename: string;
  Location: { Start: { LineNumber: number } };
}

async function checkov(folder: string): Promise<Verdict> {
  const configuration = parse(readFileSync(join(ROOT, '.checkov.yaml'), 'utf8'));
  const tool = 'checkov';
  const args = ['--framework', ...configuration.framework, '--skip-download', '--output', 'json'];
  const files = templatesOf(folder).flatMap((file) => ['--file', file]);
  const { stdout, stderr } = await run(pythonTool(tool), [...args, ...files], { cwd: folder });
  const { results, summary } = readJson<CheckovReport>(tool, stdout, stderr);
  const findings = results.failed_checks.map(({ check_id, check_name, file_path, resource }) => ({
    rule: check_id,
    text: `${file_path} ${resource}: ${check_name}`,
  }));
  const unread = Array.from({ length: summary.parsing_errors }, () => ({ rule: 'a template', text: 'cannot be read' }));
  const looked = `${summary.resource_count} resources`;
  return judge(tool, looked, [...findings, ...unread], configuration['skip-check']);
}

interface CheckovReport {
  results: { failed_checks: { check_id: string; check_name: string; file_path: string; resource: string }[] };
  summary: { resource_count: number; parsing_errors: number };
}

function templatesOf(folder: string): string[] {
  return [...filesOf(folder, '.template.json'), join(folder, basename(ROLES))];
}

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !file.includes('asset.'))
    .map((file) => join(folder, file))
    .sort();
}

function readJson<Report>(tool: string, stdout: string, stderr: string): Report {
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new Error(`${tool} printed no report: ${stderr || stdout}`, { cause });
  }
}
