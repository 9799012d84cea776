// The options of a deployment (`-c NAME=VALUE`, or cdk.context.json), checked before anything is built.

import { SATELLITES_FILE } from './satellites.ts';

/** What a deployment chooses. An option that is missing is not set. */
export interface Options {
  readonly stage?: string;
  readonly alarmEmail?: string;
  readonly elementsUrl?: string;
  readonly satellitesFile: string;
  readonly allowedOrigins?: readonly string[];
  readonly monthlyBudget?: number;
  readonly queryExecutions?: number;
}

// With it, the longest name fits into the 64 characters of an origin access control.
const STAGE_LENGTH = 20;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The options of a deployment.
 * @param contextOf the value of a context key
 * @returns the options, or the first mistake as a sentence
 */
export function readOptions(contextOf: (name: string) => unknown): Options | string {
  const [stage, alarmEmail, elementsUrl, satellites, budget, executions] = [
    'stage',
    'alarmEmail',
    'elementsUrl',
    'satellites',
    'monthlyBudget',
    'queryExecutions',
  ].map((name) => textOf(contextOf(name)));
  const origins = listOf(contextOf('allowedOrigins'));

  const mistake =
    (stage && mistakeInStage(stage)) ||
    (elementsUrl && mistakeInElementsUrl(elementsUrl)) ||
    origins.map(mistakeInOrigin).find(Boolean) ||
    (budget && mistakeInBudget(budget)) ||
    (executions && mistakeInExecutions(executions));
  if (mistake) return mistake;

  return {
    satellitesFile: satellites ?? SATELLITES_FILE,
    ...(stage && { stage }),
    ...(alarmEmail && { alarmEmail }),
    ...(elementsUrl && { elementsUrl }),
    ...(origins.length > 0 && { allowedOrigins: origins.map((origin) => new URL(origin).origin) }),
    ...(budget && { monthlyBudget: Number(budget) }),
    ...(executions && { queryExecutions: Number(executions) }),
  };
}

/** An empty value is the same as none. */
function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** The command line has a text with commas, cdk.context.json may have a list. */
function listOf(value: unknown): string[] {
  const items = Array.isArray(value) ? value.map(String) : (textOf(value) ?? '').split(',');
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

function mistakeInStage(stage: string): string | undefined {
  if (stage.length <= STAGE_LENGTH && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(stage)) return undefined;
  return (
    `stage is "${stage}". It is part of names: use 1 to ${STAGE_LENGTH} lowercase letters, digits and hyphens, ` +
    'beginning with a letter and without a hyphen at the end, such as staging.'
  );
}

/** Elements decide where the satellites are: over plain HTTP, anybody on the way could change them. */
function mistakeInElementsUrl(text: string): string | undefined {
  const url = URL.parse(text);
  // fetch refuses such an address, at every download. The message does not repeat the password.
  if (url?.username || url?.password) return 'elementsUrl must be an address without a user name and a password.';
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname))) return undefined;
  return `elementsUrl is "${text}". It must begin with https://. Only an address of this machine may begin with http://.`;
}

function mistakeInOrigin(text: string): string | undefined {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return undefined;
  return `allowedOrigins contains "${text}". An origin is scheme, host and port only, such as https://example.org.`;
}

function mistakeInBudget(text: string): string | undefined {
  if (/^\d{1,9}(\.\d{1,2})?$/.test(text) && Number(text) > 0) return undefined;
  return `monthlyBudget is "${text}". It is an amount of US dollars above 0, such as 20 or 12.50.`;
}

function mistakeInExecutions(text: string): string | undefined {
  if (/^[1-9]\d{0,4}$/.test(text)) return undefined;
  return `queryExecutions is "${text}". It is a number of executions from 1 to 99999, such as 20.`;
}
