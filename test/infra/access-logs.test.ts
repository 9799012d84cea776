// Access logs and traces, which a deployment may ask for.
import { describe, expect, test } from 'vitest';
import { propertiesOf, synthesize } from './synthesize.ts';

describe('access logs', () => {
  const logged = synthesize({ accessLogs: 'all' });
  const formats = propertiesOf(logged.feed, 'AWS::ApiGatewayV2::Stage').map(({ AccessLogSettings }) =>
    JSON.parse(AccessLogSettings.Format),
  );
  const [delivery] = propertiesOf(logged.page, 'AWS::Logs::Delivery');

  test('there are none by default', () => {
    const { feed, page } = synthesize();
    for (const stage of propertiesOf(feed, 'AWS::ApiGatewayV2::Stage'))
      expect(stage).not.toHaveProperty('AccessLogSettings');
    page.resourceCountIs('AWS::Logs::Delivery', 0);
    feed.resourceCountIs('AWS::ApiGateway::Account', 0);
  });

  test('of both APIs and of CloudFront have no address of a viewer, and no parameters, which may be a place', () => {
    const fields = [...formats.flatMap((format) => Object.values(format)), ...(delivery?.RecordFields ?? [])];
    expect(formats).toHaveLength(2);
    expect(fields.length).toBeGreaterThan(20);
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
    for (const field of fields)
      expect(field).not.toMatch(/ip$|sourceIp|forwarded|port|query|uri$|cookie|caller|user$/i);
    expect(delivery?.RecordFields).toEqual(expect.arrayContaining(['cs-uri-stem', 'sc-status', 'c-country', 'asn']));
  });

  test('of the APIs alone, where those of CloudFront cannot be', () => {
    const { feed, page } = synthesize({ accessLogs: 'apis' });
    expect(
      propertiesOf(feed, 'AWS::ApiGatewayV2::Stage').map(({ AccessLogSettings }) =>
        JSON.parse(AccessLogSettings.Format),
      ),
    ).toEqual(formats);
    page.resourceCountIs('AWS::Logs::Delivery', 0);
  });

  test('go with their stack after two weeks or with it, but the role of the account stays: others may use it', () => {
    for (const { DeletionPolicy, Properties } of Object.values(logged.feed.findResources('AWS::Logs::LogGroup'))) {
      expect([DeletionPolicy, Properties.RetentionInDays]).toEqual(['Delete', 14]);
    }
    const [account] = Object.values(logged.feed.findResources('AWS::ApiGateway::Account'));
    expect(account?.DeletionPolicy).toBe('Retain');
    const role = account?.Properties.CloudWatchRoleArn['Fn::GetAtt'][0];
    expect(logged.feed.findResources('AWS::IAM::Role')[role]?.DeletionPolicy).toBe('Retain');
  });

  test('of two stages have no name in common', () => {
    const names = (stage?: string) =>
      propertiesOf(synthesize({ accessLogs: 'all', ...(stage && { stage }) }).page, 'AWS::Logs::ResourcePolicy').map(
        ({ PolicyName }) => PolicyName,
      );
    expect([...names(), ...names('staging')]).toEqual(['SubpointPage-AccessLogs', 'SubpointPage-staging-AccessLogs']);
  });
});

describe('tracing', () => {
  const modes = (options: Parameters<typeof synthesize>[0]) => {
    const { feed, operations } = synthesize(options);
    return [feed, operations].flatMap((stack) =>
      propertiesOf(stack, 'AWS::Lambda::Function').map(({ TracingConfig }) => TracingConfig?.Mode),
    );
  };

  test('of no function by default', () => {
    expect(new Set(modes({}))).toEqual(new Set([undefined]));
  });

  test('of all functions', () => {
    expect(modes({ tracing: true })).toEqual(Array.from({ length: 7 }, () => 'Active'));
  });
});
