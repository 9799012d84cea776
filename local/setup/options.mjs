// Options that several commands share, and checks of their values.
import { existsSync } from 'node:fs';
import { UserError } from '../machine/errors.mjs';
import { isLoopback, requireLoopback } from '../machine/loopback.mjs';

export const PORT = {
  value: 'N',
  check: (/** @type {string} */ text) => {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (port < 1024 || port > 65_535) throw new UserError('--port takes a number from 1024 to 65535.');
  },
};

/** @param {string} text */
function checkElementsUrl(text) {
  if (URL.canParse(text)) {
    const { protocol, hostname, username, password } = new URL(text);
    // fetch refuses such an address, at every download.
    if (username || password)
      throw new UserError('--elements-url takes an address without a user name and a password.');
    if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) return;
  }
  throw new UserError(
    '--elements-url takes an address that begins with https://. Only an address of this machine may begin with http://.',
  );
}

/** @param {string} text */
export function checkApiUrl(text) {
  if (!isWebAddress(text)) throw new UserError('The address of the API begins with https:// or http://.');
}

/** @param {string} text */
function checkRegion(text) {
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(text)) throw new UserError('--region takes a region, such as eu-central-1.');
}

/** @param {string} text */
function checkFile(text) {
  if (!existsSync(text)) throw new UserError(`--satellites takes a file. There is no ${text}.`);
}

/**
 * @param {string} option
 * @param {number} least
 * @param {number} most
 * @returns {(text: string) => void}
 */
export function wholeNumber(option, least, most) {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < least || Number(text) > most)
      throw new UserError(`${option} takes a whole number from ${least} to ${most}.`);
  };
}

/** @param {string} text */
function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export const ENDPOINT = { value: 'URL', check: requireLoopback };

/** Of the commands that change a deployment. */
export const DEPLOYMENT = {
  region: { value: 'REGION', help: 'region on AWS; without it, that of the environment', check: checkRegion },
  endpoint: { ...ENDPOINT, help: 'the local AWS at this address instead' },
  context: {
    value: 'NAME=VALUE',
    short: 'c',
    many: true,
    help: 'an option of the deployment, such as stage=staging (docs/operations.md); may be repeated',
    check: (/** @type {string} */ text) => {
      if (!/^[^=\s]+=/.test(text)) throw new UserError('-c takes NAME=VALUE, such as -c stage=staging.');
    },
  },
  yes: { help: 'asks nobody, for machines' },
};

/** Of npm start, and of npm run dev. */
export const START_OPTIONS = {
  port: { ...PORT, help: 'port of the local AWS; without it, 4566 or the next free one' },
  'elements-url': {
    value: 'URL',
    help: "a mirror that answers like CelesTrak's GP query",
    check: checkElementsUrl,
  },
  offline: { help: 'downloads no elements; positions come from the bundled ones' },
  satellites: {
    value: 'FILE',
    help: 'follows the satellites of this file; without it, satellites.json',
    check: checkFile,
  },
};

/** A system on AWS. */
export const DEPLOYED = {
  stack: {
    value: 'NAME',
    help: 'the system on AWS with this feed stack: SubpointFeed, or SubpointFeed-STAGE',
    check: (/** @type {string} */ text) => {
      if (!/^SubpointFeed(-[a-z0-9-]+)?$/.test(text))
        throw new UserError('--stack takes SubpointFeed or SubpointFeed-STAGE.');
    },
  },
  region: { value: 'REGION', help: 'its region; without it, that of the environment', check: checkRegion },
};
