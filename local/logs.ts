// `npm run logs`: follows the functions' logs of a local or deployed system.
import { deployedPatient, localPatient } from './doctor/patient.ts';
import { followLogs } from './logs/follow.ts';
import { runCommand } from './machine/command.ts';
import { UserError } from './machine/errors.mjs';
import { requireLoopback } from './machine/loopback.mjs';
import { abortable } from './machine/steps.ts';
import { readArguments } from './setup/arguments.mjs';

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

await runCommand(async (signal) => {
  const { values, switches } = readArguments('local/logs.ts');
  const { stack, region, endpoint, minutes = '10' } = values;
  await abortable(signal, async () => {
    const { subject, config, outputs } = stack
      ? await deployedPatient(stack, region)
      : await localPatient(endpoint === undefined ? undefined : requireLoopback(endpoint));
    // Without a comment when it is not for a person: it may be piped into another program.
    if (process.stdout.isTTY) console.log(`${subject.name}. Times are UTC. Ctrl-C stops this.\n`);
    try {
      await followLogs({
        config: config ?? {},
        functions: functionsIn(outputs, values.function),
        errorsOnly: switches.has('errors'),
        sinceMs: Date.now() - Number(minutes) * 60_000,
        pollMs: subject.local ? 500 : 3000,
        print: (line) => console.log(line),
        signal,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
      throw new UserError('The local system has stopped.');
    }
  });
});

/** Names of the functions on AWS, by their names in the project: outputs of the feed stack list them. */
function functionsIn(outputs: Record<string, string | undefined>, only: string | undefined): Map<string, string> {
  const functions = new Map<string, string>();
  for (const [output, value] of Object.entries(outputs)) {
    const name = /^(\w+)FunctionName$/.exec(output)?.[1]?.toLowerCase();
    if (name && value) functions.set(name, value);
  }
  if (only === undefined) return functions;
  const deployed = functions.get(only);
  if (!deployed)
    throw new UserError(`There is no function called '${only}'. There are ${[...functions.keys()].join(', ')}.`);
  return new Map([[only, deployed]]);
}
