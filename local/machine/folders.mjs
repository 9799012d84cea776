// The project's folder and the one in it that git ignores. Plain JavaScript: the set-up needs it too.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Holds what runs and the set-up keep in the project. */
export const LOCAL_FOLDER = join(ROOT, '.local');
