// Reads command lines, and writes the help of commands, by the table in commands.mjs.
import { parseArgs } from 'node:util';
import { UserError } from '../machine/errors.mjs';
import { COMMANDS } from './commands.mjs';

/**
 * @typedef {import('./commands.mjs').Command} Command
 * @typedef {import('./commands.mjs').Value} Value
 *
 * @typedef {object} Given what a person has typed
 * @property {Record<string, string | undefined>} values of the options that have one
 * @property {Set<string>} switches
 * @property {Record<string, string[]>} lists the values of the options that may be repeated
 * @property {string | undefined} argument
 */

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
  const rows = Object.entries(options).map(([name, { value, short, help }]) => [
    `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`,
    help,
  ]);
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
  if (!command || command.passesOn) return { values: {}, switches: new Set(), lists: {}, argument: undefined };
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
function read({ options = {}, argument: expected, exclusive = [] }, args) {
  const parsed = parse(options, args);
  const [argument, ...others] = parsed.positionals;
  const [unexpected] = expected ? others : parsed.positionals;
  if (unexpected !== undefined) throw new UserError(`Unexpected argument '${unexpected}'.`);
  if (expected?.required && argument === undefined) throw new UserError(`${expected.value} is missing.`);
  if (expected && argument !== undefined) expected.check?.(argument);

  /** @type {Given} */
  const given = { values: {}, switches: new Set(), lists: {}, argument };
  for (const [name, value] of Object.entries(parsed.values)) {
    if (Array.isArray(value)) {
      const texts = value.map(String);
      for (const text of texts) options[name]?.check?.(text);
      given.lists[name] = texts;
    } else if (typeof value === 'string') {
      options[name]?.check?.(value);
      given.values[name] = value;
    } else given.switches.add(name);
  }
  for (const [one, other] of exclusive) {
    if (one in parsed.values && other in parsed.values)
      throw new UserError(`Use either --${one} or --${other}, not both.`);
  }
  return given;
}

/**
 * @param {Record<string, Value>} options
 * @param {string[]} args
 */
function parse(options, args) {
  requireValues(options, args);
  const types = Object.entries(options).map(([name, { value, short, many = false }]) => [
    name,
    { type: value ? 'string' : 'boolean', multiple: many, ...(short && { short }) },
  ]);
  try {
    return parseArgs({ args, options: Object.fromEntries(types), allowPositionals: true });
  } catch (error) {
    // Only the first sentence of Node's message: the others explain its own syntax.
    const [sentence = ''] = /** @type {Error} */ (error).message.split(/\.?(?:\s|$)(?=To |Did |$)/);
    throw new UserError(`${sentence}.`, { cause: error });
  }
}

/**
 * Node would report a missing value too, but does not know what the value is.
 * @param {Record<string, Value>} options
 * @param {string[]} args
 */
function requireValues(options, args) {
  for (const [index, arg] of args.entries()) {
    const option = optionOf(options, arg);
    const next = args[index + 1];
    if (!option?.value || (next !== undefined && !/^-./.test(next))) continue;
    // No option begins with a digit. Its own check says what is wrong with a negative number.
    if (next !== undefined && /^-\d/.test(next)) option.check?.(next);
    throw new UserError(`${arg} needs a value: ${option.value}.`);
  }
}

/**
 * The option that an argument names; undefined for anything that is not an option.
 * @param {Record<string, Value>} options
 * @param {string} arg
 */
function optionOf(options, arg) {
  if (arg.startsWith('--')) return options[arg.slice(2)];
  return Object.values(options).find(({ short }) => short && arg === `-${short}`);
}
