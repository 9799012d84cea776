// `npm run localstack`: the stacks as they are for AWS, onto a LocalStack that runs already (localstack-compose.yml).
// LocalStack runs custom resources and CloudFront itself, so nothing has to be left out or restored.
import { bootstrap, type Cdk, deploy, requireOutput, synthesize } from './aws/deploy.ts';
import { requireLoopback } from './aws/loopback.ts';
import { invoke } from './aws/system.ts';
import { Stopped, UserError } from './machine/errors.ts';
import { makeRunFolder, removeRunFolder } from './machine/run-folder.ts';
import { showStep } from './machine/steps.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort(new Stopped()));

const folder = makeRunFolder();
try {
  const endpoint = requireLoopback(process.argv[2] ?? 'http://127.0.0.1:4566');
  await requireLocalStack(endpoint);
  const cdk: Cdk = { endpoint, folder, app: 'infra/app.ts', signal: stopping.signal };
  await showStep('Synthesize the stacks and bundle functions and page', () => synthesize(cdk));
  await showStep('Prepare LocalStack for the CDK', () => bootstrap(cdk));
  const outputs = await showStep('Deploy the stacks Feed and Page', () => deploy(cdk));
  await showStep('First tick', () =>
    invoke(endpoint, requireOutput(outputs.Feed, 'PropagateFunctionName'), stopping.signal),
  );
  console.log(
    `\n  Page   ${requireOutput(outputs.Page, 'PageUrl')}\n  API    ${requireOutput(outputs.Feed, 'ApiUrl')}/satellites`,
  );
} catch (error) {
  process.exitCode = 1;
  if (!(error instanceof UserError || error instanceof Stopped)) throw error;
  console.error(`\n${error.message}`);
} finally {
  removeRunFolder(folder);
}

async function requireLocalStack(endpoint: string): Promise<void> {
  try {
    const health = await fetch(`${endpoint}/_localstack/health`, {
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(5000)]),
    });
    if (health.ok) return;
  } catch {
    // Told below, as any other answer.
  }
  throw new UserError(
    `No LocalStack answers at ${endpoint}: start it with "docker compose -f localstack-compose.yml up --wait", or use "npm start", which brings a local AWS of its own.`,
  );
}
