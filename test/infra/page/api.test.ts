// The API on the page's origin: behaviors of the distribution, cache policies, the key.
import { describe, expect, test } from 'vitest';
import { synthesize } from '../synthesize.ts';

const { page } = synthesize();

describe('the API on the same origin', () => {
  const config = () => {
    const [distribution] = Object.values(page.findResources('AWS::CloudFront::Distribution'));
    return distribution?.Properties.DistributionConfig;
  };

  test('is below /api, for reading only, and compressed', () => {
    const common = {
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
      Compress: true,
      ViewerProtocolPolicy: 'redirect-to-https',
    };
    const functions = [expect.objectContaining({ EventType: 'viewer-request' })];
    // CloudFront takes the first pattern that fits.
    expect(config().CacheBehaviors).toEqual([
      expect.objectContaining({ ...common, PathPattern: '/api/frame/compact' }),
      expect.objectContaining({ ...common, PathPattern: '/api', FunctionAssociations: functions }),
      expect.objectContaining({ ...common, PathPattern: '/api/*', FunctionAssociations: functions }),
    ]);
  });

  test('costs no call of a function for a frame: its key is the one parameter, and no header', () => {
    const [frame, others] = config().CacheBehaviors;
    expect(frame.FunctionAssociations).toBeUndefined();
    expect(frame.TargetOriginId).toBe(others.TargetOriginId);
    const policy = page.findResources('AWS::CloudFront::CachePolicy')[frame.CachePolicyId.Ref];
    expect(policy?.Properties.CachePolicyConfig).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 86_400,
      ParametersInCacheKeyAndForwardedToOrigin: {
        QueryStringsConfig: { QueryStringBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        CookiesConfig: { CookieBehavior: 'none' },
        EnableAcceptEncodingGzip: true,
        EnableAcceptEncodingBrotli: false,
      },
    });
  });

  test('is asked over TLS, with the key that opens it, and after 21 s a stale answer is better', () => {
    const origin = config().Origins.find((each: Record<string, unknown>) => 'CustomOriginConfig' in each);

    expect(origin.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginReadTimeout: 21 });
    expect(JSON.stringify(origin.DomainName)).toMatch(/ImportValue.*\.execute-api\./);
    expect(origin.OriginCustomHeaders).toEqual([
      { HeaderName: 'x-subpoint-origin-key', HeaderValue: { 'Fn::Join': expect.anything() } },
    ]);
    expect(JSON.stringify(origin.OriginCustomHeaders)).toMatch(
      /{{resolve:secretsmanager:.*ImportValue.*:SecretString:::}}/,
    );
  });

  test('is cached for each question and form, as long as it says and at most a day', () => {
    page.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        MinTTL: 0, // above, CloudFront keeps what must not be stored
        DefaultTTL: 0,
        MaxTTL: 86_400,
        ParametersInCacheKeyAndForwardedToOrigin: {
          QueryStringsConfig: { QueryStringBehavior: 'all' }, // those that the function leaves
          HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Accept'] },
          CookiesConfig: { CookieBehavior: 'none' }, // with cookies, requests would not be collapsed
          EnableAcceptEncodingGzip: true,
          EnableAcceptEncodingBrotli: false,
        },
      },
    });
  });

  test('gets known parameters only: a list in the policy could have ten at most', () => {
    const [fn] = Object.values(page.findResources('AWS::CloudFront::Function'));

    expect(fn?.Properties).toMatchObject({ AutoPublish: true, FunctionConfig: { Runtime: 'cloudfront-js-2.0' } });
    expect(fn?.Properties.FunctionCode).toContain(
      'const PARAMETERS = ["at","before","daylight","days","format","from","instrument","kind","latitude","limit","longitude","maxOffNadirKm","maybe","name","pastDays","points","reminder","satellites","swath","until"];',
    );
  });

  test('is open to pages of all origins: the headers of the page do not apply', () => {
    page.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        CorsConfig: { AccessControlAllowOrigins: { Items: ['*'] }, OriginOverride: false },
        CustomHeadersConfig: {
          Items: [{ Header: 'cross-origin-resource-policy', Value: 'cross-origin', Override: false }],
        },
      },
    });
    const [api] = config().CacheBehaviors;
    expect(api.ResponseHeadersPolicyId).not.toEqual(config().DefaultCacheBehavior.ResponseHeadersPolicyId);
  });

  test('has its errors repeated for 2 s: by default CloudFront does so for 10', () => {
    expect(config().CustomErrorResponses).toEqual(
      [500, 502, 503, 504].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 2 })),
    );
  });

  test('is where the outputs say, and there is no other output for it', () => {
    const outputs = page.findOutputs('*');
    // Exports are for the operations.
    expect(Object.keys(outputs).filter((name) => !name.startsWith('Export'))).toEqual([
      'PageUrl',
      'ApiUrl',
      'DistributionDomainName',
      'BucketName',
    ]);
    expect(JSON.stringify(outputs.ApiUrl?.Value)).toMatch(/"https:\/\/".*"\/api"/);
  });
});
