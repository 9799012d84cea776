// Installs the programs that test/outside runs, when one of its tests is about to run.
import type { TestProject } from 'vitest/node';
import { installPackages, packagesMatchLock } from '../../local/setup/packages.mjs';
import { installPython, pythonMatches } from '../../local/setup/python.mjs';
import { filesToRun } from '../support/system-setup.ts';
import { AWS_CLI, PYTHON_PROGRAMS, TYPESCRIPT_FOLDER } from './programs.ts';

export default async function setup(project: TestProject): Promise<void> {
  const files = await filesToRun(project);
  if (!files.some((file) => file.startsWith(import.meta.dirname))) return;
  if (!packagesMatchLock(TYPESCRIPT_FOLDER)) await installPackages(TYPESCRIPT_FOLDER);
  for (const environment of [PYTHON_PROGRAMS, AWS_CLI]) {
    if (!pythonMatches(environment)) await installPython(environment);
  }
}
