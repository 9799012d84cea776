// `npm run localstack`: deploys the stacks as they are for AWS to a LocalStack that already runs
// (localstack-compose.yml).
// LocalStack runs custom resources and CloudFront itself, so nothing needs to be left out or restored.
import { bootstrap, type Cdk, deploy, requireOutput, synthesize } from './aws/deploy.ts';
import { invoke } from './aws/invoke.ts';
import { runCommand } from './machine/command.ts';
import { UserError } from './machine/errors.mjs';
import { requireLoopback } from './machine/loopback.mjs';
import { makeRunFolder, removeRunFolder } from './machine/run-folder.ts';
import { showStep } from './machine/steps.ts';
import { readArguments } from './setup/arguments.mjs';

await runCommand(async (signal) => {
  const endpoint = requireLoopback(readArguments('local/localstack.ts').argument ?? 'http://127.0.0.1:4566');
  await requireLocalStack(endpoint, signal);
  const folder = makeRunFolder();
  try {
    const cdk: Cdk = { endpoint, folder, app: 'infra/app.ts', signal };
    await showStep('Synthesize the stacks and bundle functions and page', () => synthesize(cdk));
    await showStep('Prepare LocalStack for the CDK', () => bootstrap(cdk));
    const { Feed, Page } = await showStep('Deploy the stacks Feed and Page', () => deploy(cdk));
    await showStep('First tick', () => invoke(endpoint, requireOutput(Feed, 'PropagateFunctionName'), signal));
    console.log(`\n  Page   ${requireOutput(Page, 'PageUrl')}\n  API    ${requireOutput(Page, 'ApiUrl')}/satellites`);
  } finally {
    removeRunFolder(folder);
  }
});

async function requireLocalStack(endpoint: string, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
  const health = await fetch(`${endpoint}/_localstack/health`, { signal: limit }).catch(() => undefined);
  if (health?.ok) return;
  throw new UserError(
    `No LocalStack answers at ${endpoint}. Start it with docker compose -f localstack-compose.yml up --wait, or run npm start, which includes a local AWS.`,
  );
}
