// What GitHub runs: every command and file that it names exists, every action is pinned to a commit, every job may do
// only what it needs, and no code of a pull request runs beside credentials.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../local/machine/folders.mjs';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const FILES = globSync('.github/workflows/*', { cwd: ROOT }).sort();

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  concurrency: { group: string; 'cancel-in-progress': unknown };
  jobs: Record<string, Job>;
}

interface Job {
  'runs-on': string;
  'timeout-minutes': number;
  permissions: Record<string, string>;
  environment?: string;
  needs?: string | string[];
  if?: string;
  steps: Step[];
}

interface Step {
  uses?: string;
  with?: Record<string, unknown>;
  run?: string;
}

test('there are four workflows', () => {
  expect(FILES.map((file) => basename(file))).toEqual(['ci.yml', 'deploy.yml', 'diff.yml', 'nightly.yml']);
});

describe.each(FILES)('%s', (file) => {
  const workflow = parse(read(file)) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);
  const commands = steps.flatMap(({ run }) => run ?? []);

  test('pins every action to a commit, with its version', () => {
    const uses = [...read(file).matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(uses.length).toBe(steps.filter((step) => step.uses).length);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('names only commands of the project that exist, and files that exist', () => {
    for (const command of commands) {
      for (const [, name] of command.matchAll(/npm run (?:-s )?([\w:-]+)/g))
        expect(Object.keys(scripts)).toContain(name);
      for (const [path] of command.matchAll(/\b(?:test|local|infra|docs|bench)\/[\w./-]+/g))
        expect(existsSync(join(ROOT, path)), path).toBe(true);
    }
  });

  test('may do nothing by default, and each job only what it needs', () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, { permissions }] of jobs) {
      expect([name, permissions]).toEqual([
        name,
        PERMISSIONS[`${basename(file, '.yml')}.${name}`] ?? { contents: 'read' },
      ]);
    }
  });

  test('limits the time of each job, and how many runs there are at once', () => {
    for (const [, job] of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(90);
    expect(workflow.concurrency.group).toContain('github.workflow');
  });

  test('leaves no token in the checked-out repository', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false);
  });

  test('writes no expression into a script, where its value would be code', () => {
    for (const command of commands) expect(command).not.toContain('${{');
  });

  test('is not started by events that give the code of strangers a token', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
  });

  test('gives credentials of AWS only to jobs of a named environment, which run no code of a pull request', () => {
    for (const [, job] of jobs.filter(([, { permissions }]) => permissions['id-token'] === 'write')) {
      expect(['diff', 'production']).toContain(job.environment);
      const ref = job.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))?.with?.ref;
      if ('pull_request' in workflow.on) {
        expect(ref).toBe(`\${{ github.event.pull_request.base.sha }}`);
        expect(job.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
      }
      // Only the CDK's command line, on templates that another job wrote: no `npm run`, which is code of this repository.
      for (const command of job.steps.flatMap(({ run }) => run ?? [])) {
        expect(command).not.toMatch(/npm run|node /);
        if (command.includes('cdk')) expect(command).toContain('--app cdk.out');
      }
      // A cache that other runs write to.
      expect(job.steps.filter((step) => step.with?.cache)).toEqual([]);
    }
  });
});

/** The jobs that need more than to read the repository, or less. */
const PERMISSIONS: Record<string, Record<string, string>> = {
  'deploy.deploy': { contents: 'read', 'id-token': 'write' },
  'diff.diff': { contents: 'read', 'id-token': 'write' },
  'nightly.report': { issues: 'write' },
};

test('the two jobs of CI run every project of vitest', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml')) as Workflow;
  const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const named = commands.flatMap((command) => [...command.matchAll(/--project (\w+)/g)].map(([, name]) => name));
  const projects = [...read('vitest.config.ts').matchAll(/name: '(\w+)'/g)].map(([, name]) => name);

  expect(commands).toContain('npm run test:unit');
  expect(scripts['test:unit']).toContain('--project plain');
  expect([...named, 'plain'].sort()).toEqual(projects.sort());
});

test('pictures of failed tests are uploaded from where the tests put them', () => {
  for (const file of ['ci', 'nightly']) {
    const { jobs } = parse(read(`.github/workflows/${file}.yml`)) as Workflow;
    const uploads = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses?.includes('upload')));
    expect(uploads.map((step) => step.with)).toMatchObject([{ path: '.local/failures', 'include-hidden-files': true }]);
  }
});

test('the roles trust one repository, in one environment each', () => {
  const { Resources } = parse(read('.github/aws-roles.yaml'), { customTags: CLOUDFORMATION_TAGS, logLevel: 'error' });
  const trust = (role: string) => Resources[role].Properties.AssumeRolePolicyDocument.Statement[0].Condition;
  const issuer = 'token.actions.githubusercontent.com';
  for (const [role, environment] of [
    ['Diff', 'diff'],
    ['Deploy', 'production'],
  ])
    expect(trust(role as string)).toEqual({
      StringEquals: {
        [`${issuer}:aud`]: 'sts.amazonaws.com',
        [`${issuer}:sub`]: `repo:\${Repository}:environment:${environment}`,
      },
    });
});

/** Short forms of CloudFormation's functions, read as their arguments. */
const CLOUDFORMATION_TAGS = ['!Sub', '!Ref', '!GetAtt'].map((tag) => ({ tag, resolve: (text: string) => text }));

describe('updates of dependencies', () => {
  const { updates } = parse(read('.github/dependabot.yml')) as {
    updates: { 'package-ecosystem': string; directory?: string; directories?: string[] }[];
  };
  const covered = (ecosystem: string) =>
    updates
      .filter((update) => update['package-ecosystem'] === ecosystem)
      .flatMap(({ directory, directories }) => directories ?? [directory])
      .sort();
  const having = (file: string) =>
    globSync(`{,test/**/,local/**/}${file}`, { cwd: ROOT, exclude: (name) => name.includes('node_modules') })
      .map((found) => `/${dirname(found)}`.replace('/.', '/'))
      .sort();

  test.each([
    ['npm', 'package-lock.json'],
    ['uv', 'requirements.txt'],
    ['gomod', 'go.mod'],
  ])('%s: every folder with a %s', (ecosystem, file) => {
    expect(having(file).length).toBeGreaterThan(0);
    expect(covered(ecosystem)).toEqual(having(file));
  });

  test('actions', () => expect(covered('github-actions')).toEqual(['/']));

  test.each(having('requirements.txt'))('%s pins by hash what its requirements.in names', (folder) => {
    const pinned = read(`${folder}/requirements.txt`);
    const named = read(`${folder}/requirements.in`).trim().split('\n');
    for (const line of named) {
      expect(line).toMatch(/^[\w-]+==[\w.]+$/);
      expect(pinned).toMatch(new RegExp(`^${line.replaceAll('.', '\\.')} \\\\\\n {4}--hash=sha256:`, 'm'));
    }
    expect(pinned).toMatch(/^# {3}uv pip compile --universal --python-version 3\.\d+ --generate-hashes/m);
  });
});
