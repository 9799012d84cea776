// The options of a deployment (`-c NAME=VALUE`, or cdk.context.json), checked before anything is built.

import { SATELLITES_FILE } from './satellites.ts';

/** What a deployment chooses. An option that is missing is not set. */
export interface DeploymentOptions {
  /**
   * Stage, such as "staging", for a second deployment in the same account and region.
   * @default the default stage, whose names have no suffix
   */
  readonly stage?: string;
  /**
   * Address that gets a mail when an alarm goes off and when it is over. Its owner has to confirm once.
   * @default no mail: subscribe to the topic by hand
   */
  readonly alarmEmail?: string;
  /**
   * Address of the source of elements: CelesTrak's GP query, or a mirror with the same answers.
   * @default CelesTrak
   */
  readonly elementsUrl?: string;
  /**
   * Path of the list of satellites that functions and page are built with.
   * @default satellites.json of the project
   */
  readonly satellitesFile?: string;
  /**
   * Origins of the pages that may open the socket, such as "https://example.org".
   * @default all
   */
  readonly allowedOrigins?: readonly string[];
  /**
   * Origins of the pages that may embed the page in a frame, such as "https://example.org".
   * @default none
   */
  readonly embedOrigins?: readonly string[];
  /**
   * How many sockets may be open. Pages above that ask for a frame once a minute.
   * @default 10,000
   */
  readonly maxViewers?: number;
  /**
   * What the account may cost in a month, US dollars. More is announced like an alarm.
   * @default no budget
   */
  readonly monthlyBudget?: number;
  /**
   * How many executions of query may run at once. They are reserved, which an account accepts only if at least 100 stay
   * unreserved.
   * @default as many as the account has
   */
  readonly queryExecutions?: number;
  /**
   * Labels of the origin keys: the API accepts all, CloudFront sends the last. None: the API answers every request.
   * @default one key
   */
  readonly originKeys?: readonly string[];
  /**
   * Host name of the page and the API.
   * @default one of cloudfront.net
   */
  readonly domain?: CustomDomain;
  /**
   * Whether a firewall limits the requests of each address. In us-east-1 only.
   * @default false
   */
  readonly waf?: boolean;
  /**
   * ARN of a web ACL for CloudFront that exists.
   * @default none
   */
  readonly webAclArn?: string;
  /**
   * Whether X-Ray traces the runs of all functions.
   * @default false
   */
  readonly tracing?: boolean;
  /**
   * What logs its requests, without addresses: the HTTP API and the sockets, or CloudFront too, in us-east-1 only.
   * @default nothing
   */
  readonly accessLogs?: 'apis' | 'all';
}

/** A host name of the deployment's own. */
export interface CustomDomain {
  readonly name: string;
  /** Of a certificate in us-east-1. */
  readonly certificateArn: string;
}

// With it, the longest name fits into the 64 characters of an origin access control.
const STAGE_LENGTH = 20;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The options of a deployment.
 * @param contextOf the value of a context key
 * @param region that of the deployment, if it is known
 * @param given the keys of the whole context: one that is no option and not the CDK's is a mistake
 * @returns the options, with the list of satellites named in any case, or the first mistake as a sentence
 */
export function readOptions(
  contextOf: (name: string) => unknown,
  region?: string,
  given: readonly string[] = [],
): (DeploymentOptions & { readonly satellitesFile: string }) | string {
  const known: string[] = [];
  const contextValue = (name: string) => {
    known.push(name);
    return contextOf(name);
  };
  const read = (name: string) => textOf(contextValue(name));
  const [stage, alarmEmail, elementsUrl, satellites] = ['stage', 'alarmEmail', 'elementsUrl', 'satellites'].map(read);
  const [maxViewers, budget, executions] = ['maxViewers', 'monthlyBudget', 'queryExecutions'].map(read);
  const [domain, certificateArn, waf, webAclArn] = ['domain', 'certificateArn', 'waf', 'webAclArn'].map(read);
  const [tracing, accessLogs] = ['tracing', 'accessLogs'].map(read);
  const [allowedOrigins = [], embedOrigins = []] = ['allowedOrigins', 'embedOrigins'].map((name) =>
    listOf(contextValue(name)),
  );
  const originKeys = listOf(contextValue('originKeys'));

  const mistake =
    mistakeInNames(given, known) ||
    (stage && mistakeInStage(stage)) ||
    (alarmEmail && mistakeInEmail(alarmEmail)) ||
    (elementsUrl && mistakeInElementsUrl(elementsUrl)) ||
    mistakeInOrigins('allowedOrigins', allowedOrigins) ||
    mistakeInOrigins('embedOrigins', embedOrigins) ||
    (maxViewers && mistakeInMaxViewers(maxViewers)) ||
    (budget && mistakeInBudget(budget)) ||
    (executions && mistakeInExecutions(executions)) ||
    mistakeInOriginKeys(originKeys) ||
    mistakeInDomain(domain, certificateArn) ||
    mistakeInSwitch('waf', waf) ||
    mistakeInFirewall(waf, webAclArn, region) ||
    mistakeInSwitch('tracing', tracing) ||
    mistakeInAccessLogs(accessLogs, region);
  if (mistake) return mistake;

  return {
    satellitesFile: satellites ?? SATELLITES_FILE,
    ...(stage && { stage }),
    ...(alarmEmail && { alarmEmail }),
    ...(elementsUrl && { elementsUrl }),
    ...(allowedOrigins.length > 0 && { allowedOrigins: allowedOrigins.map(originOf) }),
    ...(embedOrigins.length > 0 && { embedOrigins: embedOrigins.map(originOf) }),
    ...(maxViewers && { maxViewers: Number(maxViewers) }),
    ...(budget && { monthlyBudget: Number(budget) }),
    ...(executions && { queryExecutions: Number(executions) }),
    ...(originKeys.length > 0 && { originKeys: originKeys.filter((label) => label !== 'none') }),
    ...(domain && certificateArn && { domain: { name: domain, certificateArn } }),
    ...(waf === 'true' && { waf: true }),
    ...(webAclArn && { webAclArn }),
    ...(tracing === 'true' && { tracing: true }),
    ...(accessLogs === 'true' && { accessLogs: 'all' }),
    ...(accessLogs === 'apis' && { accessLogs }),
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

// Of the CDK's own keys, these two have no @ and no colon (aws-cdk, `context.get`).
const KEYS_OF_CDK = ['acknowledged-issue-numbers', 'cli-telemetry'];

/** The CDK ignores a key that nobody reads: a limit with a misspelt name would not be there. */
function mistakeInNames(given: readonly string[], known: readonly string[]): string | undefined {
  const unknown = given.find((name) => !/[@:]/.test(name) && !KEYS_OF_CDK.includes(name) && !known.includes(name));
  return unknown && `There is no option "${unknown}". There are ${known.toSorted().join(', ')}.`;
}

function mistakeInSwitch(name: string, text: string | undefined): string | undefined {
  return text && !/^(true|false)$/.test(text) ? `${name} is "${text}". It must be true or false.` : undefined;
}

function mistakeInStage(stage: string): string | undefined {
  if (stage.length <= STAGE_LENGTH && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(stage)) return undefined;
  return (
    `stage is "${stage}". It is part of names: use 1 to ${STAGE_LENGTH} lowercase letters, digits and hyphens, ` +
    'beginning with a letter and without a hyphen at the end, such as staging.'
  );
}

/** Amazon SNS refuses what is no address, after minutes of deployment. */
function mistakeInEmail(text: string): string | undefined {
  if (/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(text)) return undefined;
  return `alarmEmail is "${text}". It must be one mail address, such as you@example.org.`;
}

/** Elements decide where the satellites are: over plain HTTP, anybody on the way could change them. */
function mistakeInElementsUrl(text: string): string | undefined {
  const url = URL.parse(text);
  // fetch refuses such an address, at every download. The message does not repeat the password.
  if (url?.username || url?.password) return 'elementsUrl must be an address without a user name and a password.';
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname))) return undefined;
  return `elementsUrl is "${text}". It must begin with https://. Only an address of this machine may begin with http://.`;
}

function mistakeInOrigins(name: string, texts: readonly string[]): string | undefined {
  const wrong = texts.find((text) => {
    const url = URL.parse(text);
    return !(url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`);
  });
  return wrong === undefined
    ? undefined
    : `${name} contains "${wrong}". An origin is scheme, host and port only, such as https://example.org.`;
}

/** As browsers write it. */
function originOf(text: string): string {
  return new URL(text).origin;
}

function mistakeInMaxViewers(text: string): string | undefined {
  if (/^\d{1,7}$/.test(text)) return undefined;
  return `maxViewers is "${text}". It is the number of sockets that may be open, from 0 to 9999999, such as 10000.`;
}

function mistakeInBudget(text: string): string | undefined {
  if (/^\d{1,9}(\.\d{1,2})?$/.test(text) && Number(text) > 0) return undefined;
  return `monthlyBudget is "${text}". It is an amount of US dollars above 0, such as 20 or 12.50.`;
}

function mistakeInExecutions(text: string): string | undefined {
  if (/^[1-9]\d{0,4}$/.test(text)) return undefined;
  return `queryExecutions is "${text}". It is a number of executions from 1 to 99999, such as 20.`;
}

function mistakeInOriginKeys(labels: readonly string[]): string | undefined {
  if (labels.includes('none') && labels.length > 1) {
    return `originKeys is "${labels.join(',')}". It is either none or labels of keys, such as 1,2.`;
  }
  const wrong = labels.find((label) => !/^[A-Za-z0-9]{1,20}$/.test(label));
  if (wrong !== undefined) {
    return `originKeys contains "${wrong}". A label is 1 to 20 letters and digits, such as 2. It names a key; it is not the key.`;
  }
  const twice = labels.find((label, index) => labels.indexOf(label) < index);
  return twice === undefined ? undefined : `originKeys contains "${twice}" twice. Each label names a key of its own.`;
}

/** Both or none: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html */
function mistakeInDomain(domain: string | undefined, certificateArn: string | undefined): string | undefined {
  if (!domain && !certificateArn) return undefined;
  if (!domain) return 'certificateArn is set, but domain is not. Add -c domain=subpoint.example.org.';
  if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(domain)) {
    return `domain is "${domain}". It must be a host name in lowercase letters, such as subpoint.example.org.`;
  }
  if (/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/.test(certificateArn ?? '')) return undefined;
  const given = certificateArn ? `certificateArn is "${certificateArn}"` : 'domain is set, but certificateArn is not';
  return `${given}. CloudFront needs a certificate for the domain from AWS Certificate Manager in us-east-1: -c certificateArn=arn:aws:acm:us-east-1:...`;
}

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html: a web ACL for CloudFront is in us-east-1. */
function mistakeInFirewall(waf: string | undefined, arn: string | undefined, region: string | undefined) {
  if (arn && !/^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/.test(arn)) {
    return `webAclArn is "${arn}". It must be that of a web ACL for CloudFront: arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/...`;
  }
  if (waf !== 'true') return undefined;
  if (arn) return 'waf=true creates a web ACL, and webAclArn names one. Use one of the two.';
  if (region === undefined || region === 'us-east-1') return undefined;
  return (
    `waf=true works in us-east-1 only, where AWS keeps the web ACLs of CloudFront; this deployment is in ${region}. ` +
    'Deploy to us-east-1, or create a web ACL for CloudFront there and add -c webAclArn=ARN.'
  );
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html: in us-east-1, as its metrics. */
function mistakeInAccessLogs(accessLogs: string | undefined, region: string | undefined) {
  if (accessLogs && !/^(true|false|apis)$/.test(accessLogs)) {
    return `accessLogs is "${accessLogs}". It must be true, apis or false.`;
  }
  if (accessLogs !== 'true' || region === undefined || region === 'us-east-1') return undefined;
  return (
    `accessLogs=true works in us-east-1 only, where AWS keeps the logs of CloudFront; this deployment is in ${region}. ` +
    'Use -c accessLogs=apis, which logs the HTTP API and the sockets.'
  );
}
