// Makes an installed page start without a network. A page that is only visited stores nothing on the device.

/** Of browsers that check which addresses become scripts (https://www.w3.org/TR/trusted-types/). */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(input: string): string };
}

const WORKER = 'service-worker.js';

/** What browsers send that can install the page (https://wicg.github.io/manifest-incubations/). */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

/** Shows the element with the button that installs the page, where the browser offers it. */
export function offerInstallation(offer: HTMLElement): void {
  let event: InstallEvent | undefined;
  addEventListener('beforeinstallprompt', (offered) => {
    // Kept for the button.
    offered.preventDefault();
    event = offered as InstallEvent;
    offer.hidden = false;
  });
  addEventListener('appinstalled', () => {
    offer.hidden = true;
  });
  offer.addEventListener('click', ({ target }) => {
    if ((target as Element).closest('button')) event?.prompt().catch(reportError);
  });
}

/** Registers the service worker if the page is installed, or when it is. */
export function serveInstalled(): void {
  if (!('serviceWorker' in navigator)) return;
  addEventListener('appinstalled', register, { once: true });
  if (matchMedia('(display-mode: standalone)').matches) register();
}

function register(): void {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('service-worker', { createScriptURL: () => WORKER });
  // Without it the page works as in a tab: it needs the network to start.
  navigator.serviceWorker.register(policy?.createScriptURL('') ?? WORKER).catch(reportError);
}
