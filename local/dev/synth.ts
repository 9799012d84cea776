// Synthesizes the stacks once, in a process of its own: a process that runs for hours keeps the files of infra/, and what
// they import, as they were. It is started ahead of time and imports the CDK, which takes longer than all the rest.
// `node local/dev/synth.ts`, with an IPC channel: the message is the CDK's context, and the process ends with the work.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../machine/folders.mjs';

process.once('message', async (context: object) => {
  process.disconnect();
  process.env.CDK_CONTEXT_JSON = JSON.stringify(context);
  try {
    // The templates are written when nothing is left to do.
    await import('../aws/app.ts');
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
});
// The parent has ended.
process.once('disconnect', () => process.env.CDK_CONTEXT_JSON ?? process.exit());

const infra = join(ROOT, 'infra');
const modules = readdirSync(infra, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [
    ...readFileSync(join(infra, file), 'utf8').matchAll(/ from '((?:aws-cdk-lib|constructs)[^']*)'/g),
  ])
  .map(([, module]) => module as string);
// What cannot be imported is reported when a file imports it.
for (const module of new Set(modules)) await import(module).catch(() => {});
