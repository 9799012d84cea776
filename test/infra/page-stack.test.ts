// Properties of the page's stack that a change must not lose, each with its reason.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { PageStack } from '../../infra/page-stack.ts';
import { anApp, aPageDir, propertiesOf, synthesize } from './synthesize.ts';

const { page } = synthesize();

describe('bucket', () => {
  test('is private: the page is available only with the security headers', () => {
    page.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      WebsiteConfiguration: Match.absent(),
    });
  });

  test('may be read only by this distribution, and never over plain HTTP', () => {
    page.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  test('is deleted with the stack, with its objects', () => {
    page.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
    page.resourceCountIs('Custom::S3AutoDeleteObjects', 1);
  });
});

describe('distribution', () => {
  const behavior = (expected: object) =>
    page.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({ DefaultCacheBehavior: Match.objectLike(expected) }),
    });

  test('signs its requests to the bucket (origin access control)', () => {
    page.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: { SigningBehavior: 'always', SigningProtocol: 'sigv4' },
    });
  });

  test('serves the page at /, over HTTP/2 and HTTP/3', () => {
    page.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { DefaultRootObject: 'index.html', HttpVersion: 'http2and3' },
    });
  });

  test('redirects to HTTPS and compresses', () =>
    behavior({ ViewerProtocolPolicy: 'redirect-to-https', Compress: true }));

  test('obeys Cache-Control: the managed policy CachingOptimized has a minimum of one second', () =>
    behavior({ CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }));
});

test('a domain of your own has its certificate, and TLS 1.2 at least', () => {
  const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/a';
  const { page: own } = synthesize({ domain: { name: 'subpoint.example.org', certificateArn } });

  own.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Aliases: ['subpoint.example.org'],
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    },
  });
  expect(own.findOutputs('*')).toMatchObject({
    PageUrl: { Value: 'https://subpoint.example.org/' },
    ApiUrl: { Value: 'https://subpoint.example.org/api' },
  });
});

describe('a firewall', () => {
  test('limits each address, and answers it with 429', () => {
    const { page: walled } = synthesize({ waf: true });

    walled.hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'CLOUDFRONT',
      DefaultAction: { Allow: {} },
      Rules: [
        Match.objectLike({
          Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 2000, EvaluationWindowSec: 300 } },
          Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
        }),
      ],
    });
    walled.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { WebACLId: { 'Fn::GetAtt': ['Firewall', 'Arn'] } },
    });
  });

  test('is an option, and may be one that exists', () => {
    const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b';

    page.resourceCountIs('AWS::WAFv2::WebACL', 0);
    synthesize({ webAclArn }).page.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { WebACLId: webAclArn },
    });
  });
});

describe('security headers', () => {
  test('are all there', () => {
    page.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, Override: true },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY', Override: true },
          ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
        },
      },
    });
  });

  test('let the page use its place, the whole screen and the clipboard alone, and keep other pages away from its window and its files', () => {
    const policy = page.findResources('AWS::CloudFront::ResponseHeadersPolicy').HeadersECA0794E;
    const { Items } = policy?.Properties.ResponseHeadersPolicyConfig.CustomHeadersConfig ?? {};
    const values = Object.fromEntries(Items.map(({ Header, Value }: Header) => [Header, Value]));
    const features = values['permissions-policy'].split(', ');
    const others = features.slice(3);

    expect(features.slice(0, 3)).toEqual(['geolocation=(self)', 'fullscreen=(self)', 'clipboard-write=(self)']);
    for (const feature of others) expect(feature).toMatch(/^[a-z-]+=\(\)$/);
    expect(others).toEqual(expect.arrayContaining(['camera=()', 'microphone=()', 'payment=()', 'usb=()']));
    expect(values).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    for (const { Override } of Items) expect(Override).toBe(true);
  });

  test("allow only the page's own code, and connections only to its origin and the socket", () => {
    const stack = new PageStack(anApp(), 'There', {
      pageDir: aPageDir(),
      apiDomain: 'api.example',
      socketUrl: 'wss://socket.example/live',
    });

    Template.fromStack(stack).hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            ContentSecurityPolicy:
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
              "connect-src 'self' wss://socket.example/live; manifest-src 'self'; worker-src 'self'; " +
              "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
              "require-trusted-types-for 'script'; trusted-types service-worker",
            Override: true,
          },
        },
      },
    });
  });
});

test('sites that are named may show the page in a frame, and no others', () => {
  const { page: embedded } = synthesize({ embedOrigins: ['https://school.example', 'http://localhost:8080'] });

  const [policy] = Object.values(embedded.findResources('AWS::CloudFront::ResponseHeadersPolicy'))
    .map(({ Properties }) => Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig)
    .filter((each) => JSON.stringify(each).includes('frame-ancestors'));
  const text = JSON.stringify(policy);
  expect(text).toContain("frame-ancestors 'self' https://school.example http://localhost:8080;");
  // It would forbid every frame in browsers that do not know frame-ancestors, and cannot name origins.
  expect(policy.FrameOptions).toBeUndefined();
});

describe('upload', () => {
  const uploads = page.findResources('Custom::CDKBucketDeployment');
  const [[assetsId, assets], [, index]] = Object.entries(uploads) as [[string, Upload], [string, Upload]];

  test('lets browsers keep hashed assets for a year', () => {
    expect(assets.Properties.DestinationBucketKeyPrefix).toBe('assets/');
    expect(assets.Properties.SystemMetadata).toEqual({ 'cache-control': 'public, max-age=31536000, immutable' });
  });

  test('makes browsers revalidate the page and config.json each time', () => {
    expect(index.Properties.DestinationBucketKeyPrefix).toBeUndefined();
    expect(index.Properties.SystemMetadata).toEqual({ 'cache-control': 'no-cache' });
    expect(index.Properties.SourceObjectKeys).toHaveLength(3); // index.html, config.json, and what else is beside them
  });

  test.each([
    [undefined, { 'Fn::GetAtt': [expect.stringMatching(/^Distribution/), 'DomainName'] }],
    [
      { name: 'subpoint.example.org', certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/x' },
      'subpoint.example.org',
    ],
  ])('gives the preview its whole address, which programs that show links need: domain %j', (domain, host) => {
    const app = anApp();
    const props = { pageDir: aPageDir(), apiDomain: 'api.example', socketUrl: 'wss://socket.example/live' };
    const stack = new PageStack(app, 'Shared', { ...props, ...(domain && { domain }) });
    const [, { SourceMarkers = [] }] = propertiesOf(Template.fromStack(stack), 'Custom::CDKBucketDeployment') as [
      unknown,
      { SourceMarkers?: object[] },
    ];
    const files = globSync('asset.*/index.html', { cwd: app.outdir });
    const html = readFileSync(join(app.outdir, files[0] as string), 'utf8');
    const [, written = ''] = /"og:image" content="https:\/\/([^/]+)\/assets\/preview-0A1B2C3D\.png"/.exec(html) ?? [];

    expect(files).toHaveLength(1);
    // The upload replaces a marker by what is known only then.
    expect(Object.assign({}, ...SourceMarkers)[written] ?? written).toEqual(host);
  });

  test('uploads the page after the assets that it names', () => {
    expect(index.DependsOn).toContain(assetsId);
  });

  test("removes nothing: an open page may still request the last deployment's assets", () => {
    for (const upload of [assets, index]) expect(upload.Properties.Prune).toBe(false);
  });
});

test('without upload and deletion there are no custom resources, and plain HTTP can be allowed', () => {
  const stack = new PageStack(anApp(), 'Plain', {
    pageDir: aPageDir(),
    apiDomain: 'api.example',
    socketUrl: 'ws://socket.example',
    uploadWithDeployment: false,
    deleteObjectsWithBucket: false,
    enforceSsl: false,
  });
  const plain = Template.fromStack(stack);

  const types = Object.values(plain.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
  expect(types.filter((type) => type.startsWith('Custom::') || type.startsWith('AWS::Lambda'))).toEqual([]);
  expect(JSON.stringify(plain.toJSON())).not.toContain('aws:SecureTransport');
});

interface Header {
  Header: string;
  Value: string;
  Override: boolean;
}

interface Upload {
  DependsOn: string[];
  Properties: {
    DestinationBucketKeyPrefix?: string;
    SystemMetadata: Record<string, string>;
    SourceObjectKeys: string[];
    Prune: boolean;
  };
}
