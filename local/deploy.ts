// `npm run deploy`: checks, shows what changes, asks, deploys, waits until the page is live, and prints its address.
import { deployToAws } from './deploy/on-aws.ts';
import { deployToEndpoint } from './deploy/on-endpoint.ts';
import { runCommand } from './machine/command.ts';
import { requireLoopback } from './machine/loopback.mjs';
import { readArguments } from './setup/arguments.mjs';

await runCommand(async (signal) => {
  const { values, switches, lists } = readArguments('local/deploy.ts');
  const wishes = { region: values.region, context: lists.context ?? [], yes: switches.has('yes') };
  const pageUrl =
    values.endpoint === undefined
      ? await deployToAws(wishes, signal)
      : await deployToEndpoint(requireLoopback(values.endpoint), wishes, signal);
  console.log(`\nLive: ${pageUrl}`);
});
