// Watches the project's files: reports which of them have other content than before.
import { createHash } from 'node:crypto';
import { type FSWatcher, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { abortable } from '../machine/steps.ts';

// An editor writes a file in several steps, and a branch that is checked out changes many.
const QUIET_MS = 60;

/**
 * Watches files and folders, with all that is below them.
 * Folders are watched, not files: editors that save by renaming replace the file.
 * @param paths relative to the root
 * @returns waits for the next changes: paths relative to the root, sorted; added and removed files count
 */
export function watchFiles(root: string, paths: readonly string[], signal: AbortSignal): () => Promise<string[]> {
  const watchers = new Map<string, FSWatcher>();
  let known = fingerprints(root, paths);
  let changed = new Set<string>();
  let wake: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;

  const scan = () => {
    watchFolders();
    const now = fingerprints(root, paths);
    for (const path of new Set([...known.keys(), ...now.keys()]))
      if (known.get(path) !== now.get(path)) changed.add(path);
    known = now;
    if (changed.size > 0) wake?.();
  };
  const onEvent = () => {
    clearTimeout(timer);
    timer = setTimeout(scan, QUIET_MS);
  };
  const watchFolders = () => {
    for (const folder of foldersOf(root, paths)) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, onEvent);
      const forget = () => {
        watcher.close();
        watchers.delete(folder);
      };
      // A removed folder is watched again when it comes back.
      watcher.on('error', forget).on('change', (event) => {
        if (event === 'rename' && !isFolder(folder)) forget();
      });
      watchers.set(folder, watcher);
    }
  };
  watchFolders();
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  });

  return async () => {
    if (changed.size === 0) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await abortable(signal, () => woken);
    }
    const result = [...changed].toSorted();
    changed = new Set();
    return result;
  };
}

/** The folders to watch: those named, all below them, and those of the named files. */
function foldersOf(root: string, paths: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    const full = join(root, path);
    if (!isFolder(full)) {
      folders.add(dirname(full));
      continue;
    }
    folders.add(full);
    for (const entry of readdirSync(full, { recursive: true, withFileTypes: true }))
      if (entry.isDirectory()) folders.add(join(entry.parentPath, entry.name));
  }
  return folders;
}

/** A fingerprint of the content of each file, by its path relative to the root. */
function fingerprints(root: string, paths: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const full = join(root, path);
    const files = isFolder(full)
      ? readdirSync(full, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !isDraft(entry.name))
          .map((entry) => join(entry.parentPath, entry.name))
      : [full];
    for (const file of files) {
      const content = readIfThere(file);
      if (content) found.set(relative(root, file), createHash('sha1').update(content).digest('base64'));
    }
  }
  return found;
}

/** Files that editors write beside the real one: vim, Emacs, JetBrains. */
function isDraft(name: string): boolean {
  return /^\.|~$|^#|^4913$|\.(swp|tmp)$/.test(name);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    // Removed between listing and reading.
    return undefined;
  }
}
