// `npm run destroy`: shows what is there, asks, removes it, and says what remains.
import { destroyOnAws } from './deploy/on-aws.ts';
import { destroyOnEndpoint } from './deploy/on-endpoint.ts';
import { runCommand } from './machine/command.ts';
import { requireLoopback } from './machine/loopback.mjs';
import { readArguments } from './setup/arguments.mjs';

await runCommand(async (signal) => {
  const { values, switches, lists } = readArguments('local/destroy.ts');
  const withArchive = switches.has('with-archive');
  const wishes = { region: values.region, context: lists.context ?? [], yes: switches.has('yes') };
  if (values.endpoint === undefined) await destroyOnAws({ ...wishes, withArchive }, signal);
  else await destroyOnEndpoint(requireLoopback(values.endpoint), { ...wishes, withArchive }, signal);
});
