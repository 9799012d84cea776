// Properties of the feed's APIs that a change must not lose, each with its reason: routes, throttles, and who may ask.

import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { FeedStack } from '../../../infra/feed-stack.ts';
import { anApp, propertiesOf, synthesize, valuesOf } from '../synthesize.ts';

const { feed } = synthesize();

describe('APIs', () => {
  const stage = (name: string) =>
    propertiesOf(feed, 'AWS::ApiGatewayV2::Stage').find((found) => found.StageName === name);

  test("throttle HTTP: fifty of the dearest question a second leave two of a new account's ten executions to the feed", () => {
    expect(stage('$default')?.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 50 });
  });

  test("throttle connecting but not the whole stage: fanout's posts are requests too", () => {
    expect(stage('live')?.RouteSettings).toEqual({ $connect: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 50 } });
    expect(stage('live')).not.toHaveProperty('DefaultRouteSettings');
  });

  test('leave CORS to query: settings of the HTTP API would replace its headers', () => {
    feed.hasResourceProperties('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' });
    for (const api of propertiesOf(feed, 'AWS::ApiGatewayV2::Api')) expect(api).not.toHaveProperty('CorsConfiguration');
  });

  test('have only these routes: with a $default route of the socket, clients could run code', () => {
    expect(propertiesOf(feed, 'AWS::ApiGatewayV2::Route').map((route) => route.RouteKey)).toEqual([
      '$connect',
      '$disconnect',
      '$default',
    ]);
    // The only $default is that of the HTTP API, with payload format 2.0.
    feed.resourcePropertiesCountIs('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' }, 1);
  });

  test("create the socket's stage after its route: CloudFormation refuses to throttle a missing route", () => {
    const [stage] = Object.values(
      feed.findResources('AWS::ApiGatewayV2::Stage', { Properties: { RouteSettings: Match.anyValue() } }),
    );
    const routes = Object.entries(feed.findResources('AWS::ApiGatewayV2::Route')).filter(
      ([, { Properties }]) => Properties.RouteKey === '$connect',
    );

    expect(Object.keys(stage?.Properties.RouteSettings)).toEqual(['$connect']);
    expect(routes).toHaveLength(1);
    expect(stage?.DependsOn).toContain(routes[0]?.[0]);
  });

  test('may invoke their functions', () => {
    feed.resourcePropertiesCountIs('AWS::Lambda::Permission', { Principal: 'apigateway.amazonaws.com' }, 3);
  });
});

test('the socket is open to pages of all origins, or of those in the properties', () => {
  const closed = synthesize({ allowedOrigins: ['https://a.example', 'http://localhost:8080'] });

  expect(valuesOf('ALLOWED_ORIGINS', feed)).toEqual([]);
  expect(valuesOf('ALLOWED_ORIGINS', closed.feed)).toEqual(['https://a.example http://localhost:8080']);
});

test('10,000 sockets may be open, or as many as the properties say', () => {
  // $connect keeps it, and fanout says when it comes close.
  expect(valuesOf('MAX_VIEWERS', feed)).toEqual(['10000', '10000']);
  expect(valuesOf('MAX_VIEWERS', synthesize({ maxViewers: 0 }).feed)).toEqual(['0', '0']);
});

describe('origin keys', () => {
  const keysOf = (template: Template) => JSON.stringify(valuesOf('ORIGIN_KEYS', template));

  test('are generated, and in the template by reference only', () => {
    const secrets = propertiesOf(feed, 'AWS::SecretsManager::Secret');
    expect(secrets).toHaveLength(1);
    expect(secrets[0]?.GenerateSecretString).toEqual({
      ExcludePunctuation: true,
      PasswordLength: 40,
    });
    expect(keysOf(feed)).toMatch(
      /^\[{"Fn::Join":\["",\["{{resolve:secretsmanager:",{"Ref":"OriginKeysKey1\w+"},":SecretString:::}}"\]\]}\]$/,
    );
  });

  test('are all accepted while they change, and both are kept for the page, which uses one', () => {
    const { feed: changing, page } = synthesize({ originKeys: ['1', '2'] });

    expect(keysOf(changing)).toMatch(/Key1.*}} {{resolve:.*Key2/);
    const outputs = Object.keys(changing.findOutputs('*'));
    const exported = outputs.filter((name) => name.startsWith('ExportsOutputRefOriginKeys'));
    expect(exported).toEqual([expect.stringContaining('Key1'), expect.stringContaining('Key2')]);
    expect(JSON.stringify(page.toJSON())).toContain('ExportsOutputRefOriginKeysKey2');
    expect(JSON.stringify(page.toJSON())).not.toContain('ExportsOutputRefOriginKeysKey1');
  });

  test('are not required unless a deployment has some: local runs have none', () => {
    const open = Template.fromStack(new FeedStack(anApp(), 'Open'));

    expect(keysOf(open)).toBe('[]');
    open.resourceCountIs('AWS::SecretsManager::Secret', 0);
  });
});
