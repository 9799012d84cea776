// Installs microburst when it is about to run.
import { installPython, pythonMatches } from '../../../../local/setup/python.mjs';
import { MICROBURST_PYTHON } from './microburst.ts';

/** Installs what is missing. */
export async function installMicroburst(): Promise<void> {
  if (!pythonMatches(MICROBURST_PYTHON)) await installPython(MICROBURST_PYTHON);
}
