// The field of my place takes names, too. What finds them is loaded with the first letter that is typed.
import type { Place } from '../../orbit/geodetic.ts';
import { find } from '../base/dom.ts';
import { createLoader, loadStyle, scriptAddress } from '../base/loader.ts';
import { isNameLike } from './name-like.ts';
import type { NameList } from './names/name-list.ts';

export interface NameField {
  /**
   * Chooses the place whose name is in the field, for Enter and the button.
   * @param otherwise the sentence for a text that cannot be a name
   * @returns what is wrong and what to try; undefined when a place was chosen
   */
  submit(otherwise: string): Promise<string | undefined>;
  /** The names of places, once a reader has needed them. */
  readonly names: typeof import('./names/names.ts') | undefined;
}

const NOT_LOADED = 'The search by name could not be loaded. Try again, or enter latitude and longitude.';

/** Lets the reader choose a place by name in a field. */
export function createNameField(input: HTMLInputElement, choose: (place: Place, name: string) => void): NameField {
  // By their addresses in index.html: a literal import could not be retried (see createLoader).
  const root = find(document, '[data-names]');
  const loadScript = createLoader(
    scriptAddress(root, 'names'),
    (url): Promise<typeof import('./names/names.ts')> => import(url),
  );
  const loadLook = createLoader(scriptAddress(root, 'namesLook'), loadStyle);
  let names: NameField['names'];
  let list: Promise<NameList> | undefined;

  input.addEventListener('input', () => {
    if (list || !isNameLike(input.value)) return;
    // A failure is reported when the reader submits, and loading is tried again with the next letter.
    load().then(
      ({ suggest }) => suggest(),
      () => {},
    );
  });

  function load(): Promise<NameList> {
    list ??= Promise.all([loadScript(), loadLook()]).then(
      ([loaded]) => {
        names = loaded;
        return loaded.addNameList({ input, choose });
      },
      (error) => {
        list = undefined;
        throw error;
      },
    );
    return list;
  }

  async function submit(otherwise: string): Promise<string | undefined> {
    if (!isNameLike(input.value)) return otherwise;
    try {
      return (await load()).submit();
    } catch {
      return NOT_LOADED;
    }
  }

  return {
    submit,
    get names() {
      return names;
    },
  };
}
