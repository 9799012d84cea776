// `npm run doctor`: walks from the schedule to the page, and says part by part what works and what to do about the rest.
import { examine } from './doctor/examine.ts';
import { deployedPatient, localPatient } from './doctor/patient.ts';
import { findingText, summaryText } from './doctor/report.ts';
import { runCommand } from './machine/command.ts';
import { requireLoopback } from './machine/loopback.mjs';
import { abortable } from './machine/steps.ts';
import { readArguments } from './setup/arguments.mjs';

await runCommand(async (signal) => {
  const { values } = readArguments('local/doctor.ts');
  const { stack, region, endpoint } = values;
  await abortable(signal, async () => {
    const patient = stack
      ? await deployedPatient(stack, region)
      : await localPatient(endpoint === undefined ? undefined : requireLoopback(endpoint));
    console.log(`${patient.subject.name}. Waiting for a frame takes up to a minute.\n`);
    const findings = await examine(patient, (finding) => console.log(findingText(finding)));
    console.log(`\n${summaryText(findings)}`);
    if (findings.some(({ state }) => state === 'broken')) process.exitCode = 1;
  });
  // A socket that does not close, or an answer that does not end, must not keep the command.
  setTimeout(() => process.exit(), 2000).unref();
});
