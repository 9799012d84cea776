// `npm run cost`: what a month on AWS costs, for one audience line by line, or for several beside the tutorial.
import { runCommand } from '../local/machine/command.ts';
import { UserError } from '../local/machine/errors.mjs';
import { readArguments } from '../local/setup/arguments.mjs';
import { MEASURED } from './cost/measured.ts';
import type { Audience } from './cost/quantities.ts';
import { MONTH_HOURS } from './cost/quantities.ts';
import { audienceReport, billReport } from './cost/report.ts';

await runCommand(async () => {
  const { values, switches } = readArguments('bench/cost.ts');
  const options = { satellites: Number(values.satellites ?? 3), freeTier: switches.has('free-tier') };
  if (values.viewers === undefined) {
    const alone = ['hours', 'by'].find((name) => values[name] !== undefined);
    if (alone) throw new UserError(`--${alone} is for one audience. Add --viewers N.`);
    console.log(audienceReport(options, MEASURED));
    return;
  }
  const audience: Audience = {
    viewers: Number(values.viewers),
    hours: Number(values.hours ?? MONTH_HOURS),
    by: values.by === 'frame' ? 'frame' : 'push',
  };
  console.log(billReport(audience, options, MEASURED));
});
