// The bill: its arithmetic, what it takes from the code and the templates, and the figures that the documents state.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { billOf, PRICE_LIST, type Prices } from '../../bench/cost/bill.ts';
import { MEASURED } from '../../bench/cost/measured.ts';
import { type Audience, missesOf, quantitiesOf } from '../../bench/cost/quantities.ts';
import { audienceReport, billReport } from '../../bench/cost/report.ts';
import { ALARMS, MEMORY_MB, METRICS, MINUTES_BETWEEN, SECRETS, WORKERS_FROM } from '../../bench/cost/system.ts';
import { ERROR_TTL_SECONDS, MAX_TTL_SECONDS } from '../../bench/scale/edge-rules.ts';
import { API_THROTTLE, CHEAP_PATHS, CHEAP_THROTTLE } from '../../bench/scale/throttle.ts';
import { synthesize } from '../infra/synthesize.ts';

const document = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');

const ALWAYS = 730;
const billFor = (viewers: number, by: Audience['by'], { hours = ALWAYS, freeTier = false } = {}) =>
  billOf(quantitiesOf({ viewers, hours, by }, 3, MEASURED), PRICE_LIST.prices, { freeTier });

describe('a bill', () => {
  const { webSocketMessage: messages, logGb: logs } = PRICE_LIST.prices;
  const prices: Prices = {
    ...PRICE_LIST.prices,
    webSocketMessage: { ...messages, name: 'Messages', usd: 1, per: 1000, further: [{ above: 5000, usd: 0.5 }] },
    logGb: { ...logs, name: 'Logs', usd: 0.5, per: 1, alwaysFree: 5 },
  };

  test.each([
    [3000, 3],
    [5000, 5],
    [7000, 6],
  ])('charges each range at its price: %d messages cost %d', (webSocketMessage, usd) => {
    expect(billOf({ webSocketMessage }, prices, { freeTier: true }).usd).toBeCloseTo(usd);
  });

  test.each([
    [4, true, 0],
    [7, true, 1],
    [7, false, 3.5],
  ])('%d GB with the free tier %s cost %d', (logGb, freeTier, usd) => {
    expect(billOf({ logGb }, prices, { freeTier }).usd).toBeCloseTo(usd);
  });

  test('has a line for each quantity, none for what is not used', () => {
    expect(billOf({ logGb: 7 }, prices, { freeTier: false }).lines).toEqual([
      { name: 'Logs', unit: 'GB', quantity: 7, usd: 3.5 },
    ]);
  });
});

test('every price names its page at AWS, and where its figure was read', () => {
  expect(PRICE_LIST).toMatchObject({ region: 'us-east-1', date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  for (const { page, seen, usd, per } of Object.values(PRICE_LIST.prices)) {
    expect(page).toMatch(/^https:\/\/aws\.amazon\.com\//);
    if (seen !== null) expect(seen).toMatch(/^https:\/\//);
    expect(usd / per).toBeGreaterThan(0);
  }
});

describe('quantities', () => {
  test('of a thousand viewers by push: a message and a connection minute for each minute', () => {
    const used = quantitiesOf({ viewers: 1000, hours: ALWAYS, by: 'push' }, 3, MEASURED);
    expect(used).toMatchObject({
      // And those of the canary.
      webSocketMessage: 43_800_000 + 8760,
      webSocketMinute: 43_800_000 + 8760,
      kinesisShardHour: 730,
    });
    expect(used.kinesisPutUnit).toBe(43_800 * 9);
    expect(used.cloudFrontRequest).toBeLessThan(10_000_000);
  });

  test('of a thousand viewers by /frame: a request for each minute, and no socket but that of the canary', () => {
    const used = quantitiesOf({ viewers: 1000, hours: ALWAYS, by: 'frame' }, 3, MEASURED);
    expect(used).toMatchObject({ webSocketMessage: 8760, webSocketMinute: 8760, transferGb: 0 });
    expect(used.cloudFrontRequest).toBeGreaterThan(43_800_000);
    // The list every ten minutes; frames go without it.
    expect((used.cloudFrontFunction ?? 0) / 43_800_000).toBeCloseTo(0.1, 1);
  });

  test('a frame above 32 KB would be billed twice, but is split before', () => {
    const messages = (satellites: number) =>
      quantitiesOf({ viewers: 1, hours: 1, by: 'push' }, satellites, MEASURED).webSocketMessage;
    expect(messages(3)).toBe(8760 + 60);
    expect(messages(200)).toBe(8760 + 4 * 60);
  });

  test('caches: few requests all miss, many make one miss for each cache and time', () => {
    expect(missesOf(10, 1000, 5, 7)).toBeCloseTo(10, 1);
    expect(missesOf(1_000_000_000, 1, 50, 7)).toBeCloseTo((3600 / 50) * 7, 0);
    expect(missesOf(0, 1, 5)).toBe(0);
  });

  test('are those of the stacks: memory, alarms, schedules, throttle, cache', () => {
    const { feed, page, operations } = synthesize();
    const all = (type: string) => [feed, operations].flatMap((stack) => Object.values(stack.findResources(type)));
    const functions = all('AWS::Lambda::Function').map(({ Properties }) => [
      Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME,
      Properties.MemorySize,
    ]);
    expect(Object.fromEntries(functions)).toEqual(MEMORY_MB);
    feed.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ WORKERS_FROM: String(WORKERS_FROM) }) },
    });
    operations.resourceCountIs('AWS::CloudWatch::Alarm', ALARMS);
    const schedules = all('AWS::Scheduler::Schedule').map(({ Properties }) => Properties.ScheduleExpression);
    const expected = Object.values(MINUTES_BETWEEN).map(
      (minutes) => `rate(${minutes} minute${minutes > 1 ? 's' : ''})`,
    );
    expect(schedules.toSorted()).toEqual(expected.toSorted());
    feed.resourceCountIs('AWS::SecretsManager::Secret', SECRETS);
    feed.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: {
        ThrottlingRateLimit: API_THROTTLE.perSecond,
        ThrottlingBurstLimit: API_THROTTLE.burst,
      },
      RouteSettings: Object.fromEntries(
        CHEAP_PATHS.map((path) => [
          `GET ${path}`,
          { ThrottlingRateLimit: CHEAP_THROTTLE.perSecond, ThrottlingBurstLimit: CHEAP_THROTTLE.burst },
        ]),
      ),
    });
    page.hasResourceProperties('AWS::CloudFront::CachePolicy', { CachePolicyConfig: { MaxTTL: MAX_TTL_SECONDS } });
    page.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        CustomErrorResponses: Match.arrayWith([{ ErrorCode: 503, ErrorCachingMinTTL: ERROR_TTL_SECONDS }]),
      },
    });
    page.resourceCountIs('AWS::CloudFront::Function', 1);
    feed.hasResourceProperties('AWS::Kinesis::Stream', { ShardCount: 1 });
    expect(METRICS).toBeLessThanOrEqual(10); // what is always free
  });
});

describe('what the documents promise', () => {
  test('nobody watches: below 12 dollars, less what is always free; the shard is most of it', () => {
    const idle = billFor(0, 'push', { freeTier: true });
    expect(idle.usd).toBeLessThan(12);
    const shard = idle.lines.find(({ name }) => name === 'Kinesis, shard');
    expect(shard?.usd).toBeCloseTo(10.95);
    expect((shard?.usd ?? 0) / idle.usd).toBeGreaterThan(0.9);
  });

  test('a thousand viewers, always: below 60 dollars by /frame less what is always free, above by push', () => {
    expect(billFor(1000, 'frame', { freeTier: true }).usd).toBeLessThan(60);
    expect(billFor(1000, 'push', { freeTier: true }).usd).toBeGreaterThan(60);
  });

  test('README rounds them to dollars', () => {
    const usd = (viewers: number, by: Audience['by']) => Math.round(billFor(viewers, by, { freeTier: true }).usd);
    const readme = document('README.md').replaceAll(/\s+/g, ' ');
    expect(readme).toContain(`about $${usd(0, 'push')} a month while nobody watches`);
    expect(readme).toContain(`$${usd(1000, 'frame')} to $${usd(1000, 'push')} with 1,000 viewers day and night`);
  });

  test.each([
    [0, 'push'],
    [1000, 'push'],
    [1000, 'frame'],
    [100_000, 'push'],
    [100_000, 'frame'],
  ] as const)('Lambda, whose time is the least certain, is at most 5 %%: %d by %s', (viewers, by) => {
    const { lines, usd } = billFor(viewers, by);
    const lambda = lines.filter(({ name }) => name.startsWith('Lambda')).reduce((sum, line) => sum + line.usd, 0);
    expect(lambda / usd).toBeLessThan(0.05);
  });

  test.each([false, true])('docs/cost.md has the table that npm run cost prints; free tier: %s', (freeTier) => {
    const printed = audienceReport({ satellites: 3, freeTier }, MEASURED);
    expect(document('docs/cost.md')).toContain(printed.slice(printed.indexOf('|')));
  });

  test('the comparison with the tutorial has the first three rows of it', () => {
    const rows = audienceReport({ satellites: 3, freeTier: true }, MEASURED)
      .split('\n')
      .filter((line) => /^\| \w/.test(line));
    for (const row of rows.slice(1, 4)) expect(document('docs/from-monolith-to-serverless.md')).toContain(row);
  });

  test.each([
    ['idle', { viewers: 0, hours: ALWAYS, by: 'push' as const }],
    ['a thousand by push', { viewers: 1000, hours: ALWAYS, by: 'push' as const }],
    ['a thousand by /frame', { viewers: 1000, hours: ALWAYS, by: 'frame' as const }],
  ])('docs/cost.md has the bill line by line: %s', (_, audience) => {
    expect(document('docs/cost.md')).toContain(billReport(audience, { satellites: 3, freeTier: true }, MEASURED));
  });
});
