// Makes an installed page start without a network. A page that is only visited stores nothing on the device.

/** Of browsers that check which addresses become scripts (https://www.w3.org/TR/trusted-types/). */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(input: string): string };
}

const WORKER = 'service-worker.js';

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
