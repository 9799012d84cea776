// What the set-up installs, and what it says when it cannot.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aProject, lock, type Project } from './a-project.ts';

let project: Project;
beforeEach(() => {
  project = aProject();
});
afterEach(() => project.remove());

test('when everything is installed, runs the script with its arguments and ends with its exit code', async () => {
  project.install();

  const run = await project.setUp(project.npm(''), ['script.mjs', '--port', '5000']);

  expect(run).toEqual({ code: 7, stdout: 'ran --port 5000\n', stderr: '' });
  expect(project.npmCalls()).toBe(0);
});

test('installs packages that differ from the lock file', async () => {
  project.install();
  project.write('package-lock.json', lock('2.0.0'));

  const run = await project.setUp(
    project.npm(`fs.writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(lock('2.0.0'))});`),
  );

  expect(run.stdout).toMatch(/^Installing the packages of package-lock\.json \.\.\. \d+\.\d s\nran\n$/);
  expect(project.read('npm-calls')).toMatch(/^ci /);
});

test('repeats an incomplete installation of npm, which lacks its note', async () => {
  project.install();
  project.delete('node_modules/.package-lock.json');

  await project.setUp(project.npm('process.exit(1)'));

  expect(project.npmCalls()).toBe(1);
});

test('installs Python packages again when the requirements have changed, and accepts no package without its hash', async () => {
  project.install();
  project.write('local/setup/requirements.txt', 'a-package==1.0\n');
  const env = project.python('echo "$@" >> pip-calls');

  const run = await project.setUp(env);
  await project.setUp(env);

  expect(run.stdout).toMatch(/^Installing the local AWS \(Python, pinned by hash\) \.\.\. \d+\.\d s\nran\n$/);
  expect(project.read('pip-calls')).toBe(
    `-m pip --disable-pip-version-check install --quiet --require-hashes --only-binary=:all: --no-deps -r ${project.path('local/setup/requirements.txt')}\n`,
  );
});

test('shows why pip failed, and tries again at the next run', async () => {
  project.install();
  project.write('local/setup/requirements.txt', 'a-package==1.0\n');
  const env = project.python('echo "no such package" >&2; exit 1');

  for (const run of [await project.setUp(env), await project.setUp(env)]) {
    expect(run).toMatchObject({ code: 1, stderr: '\npip could not install the local AWS:\nno such package\n' });
  }
});

test('no network', async () => {
  const run = await project.setUp(project.npm('console.error("npm error code ENOTFOUND"); process.exit(1);'));

  expect(run.stderr).toBe(
    '\nnpm could not install the packages: there is no network. The first run downloads them. Connect and run this again.\n',
  );
  expect(run.code).toBe(1);
});

test('an older Node than 20', async () => {
  project.write('old.cjs', 'Object.defineProperty(process.versions, "node", { value: "18.19.0" });');

  const run = await project.setUp({}, ['script.mjs'], ['--require', project.path('old.cjs')]);

  expect(run.stderr).toBe('\nNode 18.19.0 is too old. Install Node 20 or later and run this again.\n');
});

test('no Python', async () => {
  project.install();
  project.delete('.local');

  const run = await project.setUp({ PATH: project.root });

  expect(run.stderr).toMatch(
    /^\nPython 3\.10 or later is missing\. It runs the local AWS\. Install it \(.*\) and run this again\.\n$/,
  );
});

test('a Python without venv', async () => {
  project.install();
  project.delete('.local');
  project.write('python3', '#!/bin/sh\n[ "$1" = "-c" ]\n', 0o755);

  const run = await project.setUp({ PATH: `${project.root}:/bin:/usr/bin` });

  expect(run.stderr).toMatch(/Python cannot make virtual environments\. Install its venv module/);
});

test('the script inherits no setting of AWS or the CDK, and no proxy for this machine', async () => {
  project.install();
  project.write(
    'script.mjs',
    'console.log(JSON.stringify(Object.entries(process.env).filter(([name]) => /^(AWS|CDK|KEPT|NO_PROXY)/i.test(name)).sort()));',
  );

  const { stdout } = await project.setUp({
    AWS_PROFILE: 'production',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_ENDPOINT_URL_S3: 'https://real.example.org',
    AWS_CONFIG_FILE: '/home/somebody/.aws/config',
    aws_region: 'eu-central-1',
    CDK_DEFAULT_ACCOUNT: '123456789012',
    NO_PROXY: 'intranet.example.org',
    KEPT: 'as it is',
  });

  expect(JSON.parse(stdout)).toEqual([
    ['AWS_CONFIG_FILE', '/dev/null'],
    ['AWS_EC2_METADATA_DISABLED', 'true'],
    ['AWS_SHARED_CREDENTIALS_FILE', '/dev/null'],
    ['KEPT', 'as it is'],
    ['NO_PROXY', 'intranet.example.org,127.0.0.1,localhost,::1'],
    ['no_proxy', 'intranet.example.org,127.0.0.1,localhost,::1'],
  ]);
});
