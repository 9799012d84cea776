// A script that is loaded when it is needed, and retried when that failed.

/**
 * Makes a loader of the module at an address; `importModule` is the browser's import(). Once an address has failed, the
 * browser fails it without a request for as long as the page is open (HTML Standard, module map).
 * So a retry requests the same file with another query.
 */
export function createLoader<Module>(
  address: string,
  importModule: (address: string) => Promise<Module>,
): () => Promise<Module> {
  let failures = 0;
  return async () => {
    try {
      return await importModule(failures === 0 ? address : `${address}?again=${failures}`);
    } catch (error) {
      failures++;
      throw error;
    }
  };
}

/** The address of a script that the markup names in a data attribute of an element. */
export function scriptAddress(element: HTMLElement, name: string): string {
  return new URL(element.dataset[name] ?? '', document.baseURI).href;
}
