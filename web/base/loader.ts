// Parts of the page that are loaded when they are wanted, and again after a while when that failed.
import { SECOND_MS } from '../../orbit/time.ts';
import type { Env } from './env.ts';

/**
 * Makes a loader of the module at an address, which loads it once; `importModule` is the browser's import(). Once an
 * address has failed, the browser fails it without a request for as long as the page is open (HTML Standard, module map).
 * So a retry requests the same file with another query.
 */
export function createLoader<Module>(
  address: string,
  importModule: (address: string) => Promise<Module>,
): () => Promise<Module> {
  let failures = 0;
  let loading: Promise<Module> | undefined;
  return () => {
    loading ??= importModule(failures === 0 ? address : `${address}?again=${failures}`).catch((error: unknown) => {
      failures++;
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** The address of a script that the markup names in a data attribute of an element. */
export function scriptAddress(element: HTMLElement, name: string): string {
  return new URL(element.dataset[name] ?? '', document.baseURI).href;
}

/** Adds a style sheet to the document. Resolves when it applies. @throws Error when it could not be loaded */
export function loadStyle(address: string): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error(`Could not load ${address}`));
    };
    document.head.append(link);
  });
}

/** After a script could not be loaded, for example without a network, it is loaded again after this long. */
const RELOAD_MS = 10 * SECOND_MS;

export interface Lazy<Script> {
  /** Undefined until it has been loaded. */
  readonly loaded: Script | undefined;
  /** Whether the last attempt failed. */
  readonly failed: boolean;
  /** Starts loading, unless it is loaded, being loaded, or has failed just now. */
  want(): void;
}

/** Creates the holder of a script. `onChange` is called when `loaded` or `failed` changes, and when a retry is due. */
export function createLazy<Script>(env: Env, load: () => Promise<Script>, onChange: () => void): Lazy<Script> {
  let loaded: Script | undefined;
  let failed = false;
  let isWaiting = false;

  function want() {
    if (loaded || isWaiting) return;
    isWaiting = true;
    load().then(
      (script) => {
        loaded = script;
        failed = false;
        onChange();
      },
      () => {
        failed = true;
        // A timer, and not the page's clock, which may be paused.
        env.after(RELOAD_MS, () => {
          isWaiting = false;
          onChange();
        });
        onChange();
      },
    );
  }

  return {
    get loaded() {
      return loaded;
    },
    get failed() {
      return failed;
    },
    want,
  };
}
