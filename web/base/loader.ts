// A script that is loaded when it is needed, and asked for again when that failed.

/**
 * Makes a loader of the module at an address; `importModule` is the browser's import(). A browser remembers for as long as the page is
 * open that an address could not be loaded, and then fails without asking (HTML Standard, module map). After a failure, the next
 * try therefore asks for the same file under another query.
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
