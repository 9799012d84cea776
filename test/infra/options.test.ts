// The options of a deployment: what is accepted, and the sentence for each mistake.
import { describe, expect, test } from 'vitest';
import { readOptions } from '../../infra/options.ts';

const read = (context: Record<string, unknown>) => readOptions((name) => context[name]);
const DEFAULTS = { satellitesFile: expect.stringMatching(/\/satellites\.json$/) };

test('without options there is the default stage, the list of the project, CelesTrak, no mail and no limit', () => {
  expect(read({})).toEqual(DEFAULTS);
});

test('an empty option is the same as none: -c stage= overrides cdk.context.json', () => {
  expect(
    read({ stage: '', elementsUrl: '', alarmEmail: '', satellites: '', allowedOrigins: '', monthlyBudget: '' }),
  ).toEqual(DEFAULTS);
});

describe('stage', () => {
  test.each(['staging', 'dev2', 'pr-128', 'a', 'twenty-characters-00'])('%s', (stage) => {
    expect(read({ stage })).toEqual({ ...DEFAULTS, stage });
  });

  test.each(['Staging', '2nd', '-dev', 'dev-', 'a--b', 'a_b', 'a b', 'a/b', 'é', 'twenty-one-characters', 7])(
    '%s is refused',
    (stage) => {
      expect(read({ stage })).toBe(
        `stage is "${stage}". It is part of names: use 1 to 20 lowercase letters, digits and hyphens, ` +
          'beginning with a letter and without a hyphen at the end, such as staging.',
      );
    },
  );
});

describe('elementsUrl', () => {
  test('with a password is refused, since no request can have it; the message does not repeat it', () => {
    expect(read({ elementsUrl: 'https://me:secret@mirror.example/gp.php' })).toBe(
      'elementsUrl must be an address without a user name and a password.',
    );
  });

  test.each(['https://mirror.example/gp.php', 'http://127.0.0.1:8080/gp', 'http://localhost/', 'http://[::1]:80/'])(
    '%s',
    (elementsUrl) => expect(read({ elementsUrl })).toEqual({ ...DEFAULTS, elementsUrl }),
  );

  test.each(['http://mirror.example/gp.php', 'http://127.0.0.1.mirror.example/', 'ftp://127.0.0.1/', 'nonsense'])(
    '%s is refused: anybody on the way could move the satellites',
    (elementsUrl) =>
      expect(read({ elementsUrl })).toBe(
        `elementsUrl is "${elementsUrl}". It must begin with https://. ` +
          'Only an address of this machine may begin with http://.',
      ),
  );
});

describe('allowedOrigins', () => {
  test.each([
    ['https://a.example', ['https://a.example']],
    ['https://a.example/, http://localhost:8080', ['https://a.example', 'http://localhost:8080']],
    ['HTTPS://A.example:443', ['https://a.example']],
    [
      ['https://a.example', 'https://b.example:8443'],
      ['https://a.example', 'https://b.example:8443'],
    ],
  ])('%s', (allowedOrigins, expected) => {
    expect(read({ allowedOrigins })).toEqual({ ...DEFAULTS, allowedOrigins: expected });
  });

  test.each(['a.example', 'https://a.example/page', 'https://a.example/?q', 'https://me@a.example', '*', 'null'])(
    '%s is refused',
    (origin) => {
      expect(read({ allowedOrigins: `https://b.example,${origin}` })).toBe(
        `allowedOrigins contains "${origin}". An origin is scheme, host and port only, such as https://example.org.`,
      );
    },
  );
});

test('embedOrigins are origins too', () => {
  expect(read({ embedOrigins: 'https://school.example/' })).toEqual({
    ...DEFAULTS,
    embedOrigins: ['https://school.example'],
  });
  expect(read({ embedOrigins: 'school.example' })).toBe(
    'embedOrigins contains "school.example". An origin is scheme, host and port only, such as https://example.org.',
  );
});

describe('maxViewers', () => {
  test.each([0, '0', 500, '2000', '1000000'])('%s', (maxViewers) => {
    expect(read({ maxViewers })).toEqual({ ...DEFAULTS, maxViewers: Number(maxViewers) });
  });

  test.each(['-1', '2.5', '10,000', '1e4', 'many', '10000000'])('%s is refused', (maxViewers) => {
    expect(read({ maxViewers })).toBe(
      `maxViewers is "${maxViewers}". It is the number of sockets that may be open, from 0 to 9999999, such as 10000.`,
    );
  });
});

describe('monthlyBudget', () => {
  test.each([
    [20, 20],
    ['20', 20],
    ['12.50', 12.5],
    ['0.01', 0.01],
  ])('%s', (monthlyBudget, expected) => {
    expect(read({ monthlyBudget })).toEqual({ ...DEFAULTS, monthlyBudget: expected });
  });

  test.each(['0', '-5', '20 USD', '$20', '1,000', '1e3', 'NaN', '12.345', true])('%s is refused', (monthlyBudget) => {
    expect(read({ monthlyBudget })).toBe(
      `monthlyBudget is "${monthlyBudget}". It is an amount of US dollars above 0, such as 20 or 12.50.`,
    );
  });
});

describe('queryExecutions', () => {
  test.each([20, '20'])('%s', (queryExecutions) => {
    expect(read({ queryExecutions })).toEqual({ ...DEFAULTS, queryExecutions: 20 });
  });

  // Zero would be a function that never runs.
  test.each(['0', '-1', '2.5', 'all', '100000'])('%s is refused', (queryExecutions) => {
    expect(read({ queryExecutions })).toBe(
      `queryExecutions is "${queryExecutions}". It is a number of executions from 1 to 99999, such as 20.`,
    );
  });
});

describe('domain and certificateArn', () => {
  const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b-2c3d';
  const domain = 'subpoint.example.org';

  test('together', () => {
    expect(read({ domain, certificateArn })).toEqual({ ...DEFAULTS, domain: { name: domain, certificateArn } });
  });

  test.each([
    [{ domain }, /^domain is set, but certificateArn is not\. .* in us-east-1/],
    [{ certificateArn }, /^certificateArn is set, but domain is not\./],
    [
      { domain, certificateArn: certificateArn.replace('us-east-1', 'eu-central-1') },
      /^certificateArn is ".*eu-central-1/,
    ],
    [{ domain: 'https://subpoint.example.org', certificateArn }, /^domain is ".*It must be a host name/],
    [{ domain: '*.example.org', certificateArn }, /^domain is "\*/],
  ])('%j is refused', (context, message) => {
    expect(read(context)).toMatch(message);
  });
});

describe('waf', () => {
  const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/subpoint/0a1b-2c3d';

  test.each(['us-east-1', undefined])('true in the region %s', (region) => {
    expect(readOptions((name) => ({ waf: true })[name], region)).toEqual({ ...DEFAULTS, waf: true });
  });

  test('false is the same as none', () => {
    expect(read({ waf: 'false' })).toEqual(DEFAULTS);
  });

  test('true elsewhere names the ways that work', () => {
    expect(readOptions((name) => ({ waf: 'true' })[name], 'eu-central-1')).toBe(
      'waf=true works in us-east-1 only, where AWS keeps the web ACLs of CloudFront; this deployment is in eu-central-1. ' +
        'Deploy to us-east-1, or create a web ACL for CloudFront there and add -c webAclArn=ARN.',
    );
  });

  test('an existing web ACL works in every region', () => {
    expect(readOptions((name) => ({ webAclArn })[name], 'eu-central-1')).toEqual({ ...DEFAULTS, webAclArn });
  });

  test.each([
    [{ waf: 'yes' }, /^waf is "yes"/],
    [{ webAclArn: webAclArn.replace('global', 'regional') }, /^webAclArn is/],
    [{ waf: 'true', webAclArn }, /^waf=true creates a web ACL, and webAclArn names one/],
  ])('%j is refused', (context, message) => {
    expect(read(context)).toMatch(message);
  });
});

describe('alarmEmail', () => {
  test.each(['you@example.org', 'a.b+c@mail.example.org'])('%s', (alarmEmail) => {
    expect(read({ alarmEmail })).toEqual({ ...DEFAULTS, alarmEmail });
  });

  test.each(['you', 'you@example', 'a@example.org,b@example.org', 'You <you@example.org>', '@example.org'])(
    '%s is refused before a deployment, which would fail minutes later',
    (alarmEmail) =>
      expect(read({ alarmEmail })).toBe(
        `alarmEmail is "${alarmEmail}". It must be one mail address, such as you@example.org.`,
      ),
  );
});

describe('names', () => {
  const given = (...names: string[]) => readOptions(() => undefined, undefined, names);

  test.each(['maxviewers', 'max-viewers', 'region', 'Stage'])(
    '%s is refused: a limit with it would not be there',
    (name) => {
      expect(given('stage', name)).toBe(
        `There is no option "${name}". There are accessLogs, alarmEmail, allowedOrigins, certificateArn, domain, elementsUrl, embedOrigins, ` +
          'maxViewers, monthlyBudget, originKeys, queryExecutions, satellites, stage, tracing, waf, webAclArn.',
      );
    },
  );

  test("all options, and the CDK's own keys, are known", () => {
    expect(given('maxViewers', 'satellites', 'waf', '@aws-cdk/core:x', 'aws:cdk:bundling-stacks')).toEqual(DEFAULTS);
    expect(given('availability-zones:account=1:region=r', 'acknowledged-issue-numbers', 'cli-telemetry')).toEqual(
      DEFAULTS,
    );
  });
});

test.each([
  ['none,2', /^originKeys is "none,2"\. It is either none or labels/],
  ['1,2,1', /^originKeys contains "1" twice/],
])('originKeys=%s is refused', (originKeys, message) => {
  expect(read({ originKeys })).toMatch(message);
});

test.each(['key-1', 'a b', 'é', 'x'.repeat(21)])('originKeys=%s is refused: it names a key', (label) => {
  expect(read({ originKeys: `1,${label}` })).toMatch(/^originKeys contains/);
});

test.each([
  ['1,2', ['1', '2']],
  ['none', []],
])('originKeys=%s', (originKeys, expected) => {
  expect(read({ originKeys })).toEqual({ ...DEFAULTS, originKeys: expected });
});

describe('tracing and access logs', () => {
  test.each([
    [{ tracing: 'true' }, { tracing: true }],
    [
      { tracing: true, accessLogs: true },
      { tracing: true, accessLogs: 'all' },
    ],
    [{ tracing: 'false', accessLogs: 'false' }, {}],
    [{ accessLogs: 'apis' }, { accessLogs: 'apis' }],
  ])('%j', (context, options) => expect(read(context)).toEqual({ ...DEFAULTS, ...options }));

  test('of CloudFront are in us-east-1 only', () => {
    const readIn = (region: string, accessLogs: string) =>
      readOptions((name) => (name === 'accessLogs' ? accessLogs : undefined), region);
    expect(readIn('us-east-1', 'true')).toMatchObject({ accessLogs: 'all' });
    expect(readIn('eu-central-1', 'apis')).toMatchObject({ accessLogs: 'apis' });
    expect(readIn('eu-central-1', 'true')).toBe(
      'accessLogs=true works in us-east-1 only, where AWS keeps the logs of CloudFront; this deployment is in ' +
        'eu-central-1. Use -c accessLogs=apis, which logs the HTTP API and the sockets.',
    );
  });

  test.each([
    [{ tracing: 'yes' }, 'tracing is "yes". It must be true or false.'],
    [{ accessLogs: 'page' }, 'accessLogs is "page". It must be true, apis or false.'],
  ])('%j is refused', (context, mistake) => expect(read(context)).toBe(mistake));
});
