// Properties of the feed's APIs that a change must not lose, each with its reason: routes, throttles, and who may ask.

import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { aFeed, propertiesOf, synthesize, valuesOf } from '../synthesize.ts';

const { feed } = synthesize();

describe('APIs', () => {
  const stage = (name: string) =>
    propertiesOf(feed, 'AWS::ApiGatewayV2::Stage').find((found) => found.StageName === name);

  test("throttle HTTP: ten of the dearest question a second keep half of a new account's ten executions busy", () => {
    expect(stage('$default')?.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 10, ThrottlingBurstLimit: 10 });
  });

  test('let no flood of other questions refuse what a page needs to live, and what a monitor asks', () => {
    const own = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 50 };
    expect(stage('$default')?.RouteSettings).toEqual({
      'GET /satellites': own,
      'GET /api/frame/compact': own,
      'GET /status': own,
    });
  });

  test("throttle connecting but not the whole stage: fanout's posts are requests too", () => {
    expect(stage('live')?.RouteSettings).toEqual({
      $connect: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 50 },
      // Without it, one client that sends messages uses up the account's requests, at a dollar a million.
      $default: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 },
    });
    expect(stage('live')).not.toHaveProperty('DefaultRouteSettings');
  });

  test('leave CORS to query: settings of the HTTP API would replace its headers', () => {
    feed.hasResourceProperties('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' });
    for (const api of propertiesOf(feed, 'AWS::ApiGatewayV2::Api')) expect(api).not.toHaveProperty('CorsConfiguration');
  });

  test('have only these routes; no code runs for what a client sends to the socket', () => {
    const routesOf = (ProtocolType: string) => {
      const [api] = Object.keys(feed.findResources('AWS::ApiGatewayV2::Api', { Properties: { ProtocolType } }));
      const routes = feed.findResources('AWS::ApiGatewayV2::Route', { Properties: { ApiId: { Ref: api } } });
      return Object.fromEntries(
        Object.values(routes).map(({ Properties: { RouteKey, Target } }) => [
          RouteKey,
          feed.findResources('AWS::ApiGatewayV2::Integration')[Target['Fn::Join'][1][1].Ref]?.Properties,
        ]),
      );
    };
    const code = expect.objectContaining({ IntegrationType: 'AWS_PROXY' });

    expect(routesOf('WEBSOCKET')).toEqual({
      $connect: code,
      $disconnect: code,
      $default: expect.objectContaining({ IntegrationType: 'MOCK', IntegrationUri: '' }),
    });
    const http = expect.objectContaining({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
    expect(routesOf('HTTP')).toEqual({
      'GET /satellites': http,
      'GET /api/frame/compact': http,
      'GET /status': http,
      $default: http,
    });
  });

  test.each([
    ['live', ['$connect', '$default']],
    ['$default', ['GET /satellites', 'GET /api/frame/compact', 'GET /status']],
  ])('create the stage %s after its routes: CloudFormation refuses to throttle a missing route', (StageName, keys) => {
    const [stage] = Object.values(feed.findResources('AWS::ApiGatewayV2::Stage', { Properties: { StageName } }));
    const { ApiId, RouteSettings } = stage?.Properties ?? {};
    const routes = Object.entries(feed.findResources('AWS::ApiGatewayV2::Route', { Properties: { ApiId } })).filter(
      ([, { Properties }]) => Properties.RouteKey in RouteSettings,
    );

    expect(routes.map(([, { Properties }]) => Properties.RouteKey)).toEqual(keys);
    for (const [id] of routes) expect(stage?.DependsOn).toContain(id);
  });

  test('may invoke their functions', () => {
    feed.resourcePropertiesCountIs('AWS::Lambda::Permission', { Principal: 'apigateway.amazonaws.com' }, 6);
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
    const open = Template.fromStack(aFeed());

    expect(keysOf(open)).toBe('[]');
    open.resourceCountIs('AWS::SecretsManager::Secret', 0);
  });
});
