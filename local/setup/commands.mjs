// The commands that take options: how each is used, and what it accepts. The set-up checks a command line against this table before it
// installs anything; the command then reads its options from here.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UserError } from '../machine/errors.mjs';
import { requireLoopback } from '../machine/loopback.mjs';

/**
 * @typedef {object} Value an option's value, or an argument
 * @property {string} help
 * @property {string} [value] what the help calls the value; an option without it is a switch
 * @property {(text: string) => unknown} [check] returns for a valid value, throws UserError for any other
 *
 * @typedef {object} Command
 * @property {string} command what a person types, up to its options
 * @property {string} usage its options in one line
 * @property {string} does
 * @property {Record<string, Value>} [options]
 * @property {Value & { required?: boolean }} [argument]
 * @property {[string, string]} [exclusive] two options that exclude each other
 * @property {string} [passesOn] the program that gets all arguments but --help
 *
 * @typedef {object} Given what a person has typed
 * @property {Record<string, string | undefined>} values of the options that have one
 * @property {Set<string>} switches
 * @property {string | undefined} argument
 */

const PORT = {
  value: 'N',
  check: (/** @type {string} */ text) => {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (port < 1024 || port > 65_535) throw new UserError('--port takes a number from 1024 to 65535.');
  },
};

/** @param {string} text */
function checkElementsUrl(text) {
  if (!isWebAddress(text)) throw new UserError('--elements-url takes an address that begins with https:// or http://.');
}

/** @param {string} text */
function checkApiUrl(text) {
  if (!isWebAddress(text)) throw new UserError('The address of the API begins with https:// or http://.');
}

/** @param {string} text */
function checkFile(text) {
  if (!existsSync(text)) throw new UserError(`--satellites takes a file. There is no ${text}.`);
}

/** @param {string} text */
function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/**
 * By the file that runs the command.
 * @type {Record<string, Command>}
 */
export const COMMANDS = {
  'local/start.ts': {
    command: 'npm start',
    usage: '[--port N] [--elements-url URL | --offline] [--satellites FILE]',
    does: "Starts the whole system on this machine and prints the page's address. Ctrl-C stops it.",
    options: {
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
    },
    exclusive: ['elements-url', 'offline'],
  },
  'local/demo.ts': {
    command: 'npm run demo',
    usage: '[--port N]',
    does: 'Serves the page with a recorded hour, without a back end. Ctrl-C stops it.',
    options: { port: { ...PORT, help: 'port of the page; without it, 4173 or the next free one' } },
  },
  'local/localstack.ts': {
    command: 'npm run localstack',
    usage: '[ENDPOINT]',
    does: 'Deploys the system to a LocalStack that already runs on this machine.',
    argument: { value: 'ENDPOINT', help: 'its address; without it, http://127.0.0.1:4566', check: requireLoopback },
  },
  'local/record.ts': {
    command: 'npm run record',
    usage: 'API',
    does: "Records the demo's hour from a running system into web/demo/recording.json.",
    argument: {
      value: 'API',
      help: 'address of its API: apiUrl in .local/outputs.json',
      required: true,
      check: checkApiUrl,
    },
  },
  'test/run.ts': {
    command: 'npm test',
    usage: '[FILE ...] [options of vitest]',
    does: 'Runs the linter, the type checker and all tests. With arguments, passes them to vitest and runs only that.',
    passesOn: 'vitest',
  },
  'test/accuracy/run.ts': {
    command: 'npm run accuracy',
    usage: '',
    does: 'Prints the errors against independent programs, and what the age of elements costs (docs/accuracy.md).',
  },
  'bench/run.ts': {
    command: 'npm run bench',
    usage: '',
    does: 'Measures how long points take to compute, and to travel from a tick to the page, on a local AWS.',
  },
};

/**
 * Whether a person asked for help.
 * @param {string[]} args
 */
export function wantsHelp(args) {
  return args.includes('--help') || args.includes('-h');
}

/**
 * The help of a command.
 * @param {Command} command
 */
export function helpText({ command, usage, does, options = {}, argument, passesOn }) {
  /** @type {[string, string][]} */
  const rows = Object.entries(options).map(([name, { value, help }]) => [`--${name}${value ? ` ${value}` : ''}`, help]);
  if (argument) rows.unshift([argument.value ?? '', argument.help]);
  if (passesOn) rows.push(['...', `npx ${passesOn} --help lists its options`]);
  rows.push(['--help', 'shows this text']);
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`).join('\n');
  return `${usageLine(command, usage)}\n\n${does}\n\n${table}`;
}

/**
 * @param {string} command
 * @param {string} usage
 */
function usageLine(command, usage) {
  return `Usage: ${command}${usage && ` -- ${usage}`}`;
}

/**
 * Reads what a person has typed after a command.
 * @param {string} script file that runs the command
 * @param {string[]} args
 * @returns {Given}
 * @throws UserError for anything that the command does not accept
 */
export function readArguments(script, args = process.argv.slice(2)) {
  const command = COMMANDS[script];
  if (!command || command.passesOn) return { values: {}, switches: new Set(), argument: undefined };
  try {
    return read(command, args);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new UserError(`${message}\n${usageLine(command.command, command.usage)}`, { cause: error });
  }
}

/**
 * @param {Command} command
 * @param {string[]} args
 * @returns {Given}
 */
function read({ options = {}, argument: expected, exclusive = ['', ''] }, args) {
  const parsed = parse(options, args);
  const [argument, ...others] = parsed.positionals;
  const [unexpected] = expected ? others : parsed.positionals;
  if (unexpected !== undefined) throw new UserError(`Unexpected argument '${unexpected}'.`);
  if (expected?.required && argument === undefined) throw new UserError(`${expected.value} is missing.`);
  if (expected && argument !== undefined) expected.check?.(argument);

  /** @type {Given} */
  const given = { values: {}, switches: new Set(), argument };
  for (const [name, value] of Object.entries(parsed.values)) {
    if (typeof value === 'string') {
      options[name]?.check?.(value);
      given.values[name] = value;
    } else given.switches.add(name);
  }
  if (exclusive.every((name) => name in parsed.values)) {
    throw new UserError(`Use either --${exclusive[0]} or --${exclusive[1]}, not both.`);
  }
  return given;
}

/**
 * @param {Record<string, Value>} options
 * @param {string[]} args
 */
function parse(options, args) {
  const types = Object.entries(options).map(([name, { value }]) => [name, { type: value ? 'string' : 'boolean' }]);
  try {
    return parseArgs({ args, options: Object.fromEntries(types), allowPositionals: true });
  } catch (error) {
    // Only the first sentence of Node's message: the others explain its own syntax.
    const [sentence = ''] = /** @type {Error} */ (error).message.split(/\.?(?:\s|$)(?=To |Did |$)/);
    throw new UserError(`${sentence}.`, { cause: error });
  }
}
