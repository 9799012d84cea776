// The button of class mode, and its place in the address: ?mode=class. The mode itself is loaded when it is wanted.
import { setText } from '../base/dom.ts';
import { createLoader, loadStyle, scriptAddress } from '../base/loader.ts';
import { formatQuery } from '../base/query.ts';

const NAMES = { enter: 'Class mode', leave: 'Leave class mode' } as const;

/** Takes the button. Enters the mode at once when the address asks for it. */
export function createClassButton(button: HTMLElement): void {
  const loadScript = createLoader(
    scriptAddress(button, 'script'),
    (url): Promise<typeof import('./class-mode.ts')> => import(url),
  );
  const loadLook = createLoader(scriptAddress(button, 'look'), loadStyle);
  let leave: (() => void) | undefined;

  button.addEventListener('click', () => (leave ? leave() : enter()));
  // The address of an entry of before follows the page, which goes on as it is arranged.
  addEventListener('popstate', () => show(leave !== undefined));
  if (new URLSearchParams(location.search).get('mode') === 'class') enter();

  function enter() {
    Promise.all([loadScript(), loadLook()]).then(([{ enterClassMode }]) => {
      // Pressed twice while it was loaded.
      if (leave) return;
      show(true);
      leave = enterClassMode(document, () => {
        leave = undefined;
        show(false);
      });
    }, reportError);
  }

  function show(isEntered: boolean) {
    setText(button, isEntered ? NAMES.leave : NAMES.enter);
    const parameters = new URLSearchParams(location.search);
    if (isEntered) parameters.set('mode', 'class');
    else parameters.delete('mode');
    history.replaceState(history.state, '', formatQuery(parameters) || location.pathname);
  }
}
