// CloudFront in front of the page's bucket and of the API.

import { Duration, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  type CfnOriginAccessControl,
  Distribution,
  HttpVersion,
  PriceClass,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { NO_ACCESS_LOGS, pageAccessLogs } from '../access-logs.ts';
import { acknowledge } from '../acknowledge.ts';
import type { CustomDomain } from '../options.ts';
import { accountWideName, titleOf } from '../staged-stack.ts';
import { type ApiBehaviorProps, apiBehaviors } from './api.ts';
import { rateLimit } from './firewall.ts';
import { pageHeaders } from './headers.ts';
import { INDEX_KEY } from './objects.ts';

/** What the distribution serves, and where the page opens its socket. */
export interface PageDistributionProps extends ApiBehaviorProps {
  readonly bucket: IBucket;
  readonly socketUrl: string;
  /** Origins whose pages may embed the page. */
  readonly embedOrigins: readonly string[];
  readonly domain?: CustomDomain;
  /** ARN of a web ACL that exists. */
  readonly webAclArn?: string;
  /** Whether the stack has a web ACL of its own. */
  readonly waf?: boolean;
  /** Whether requests are logged. */
  readonly accessLogs?: boolean;
}

/** A distribution that serves page and API over HTTPS, each with its headers. */
export function pageDistribution(
  scope: Construct,
  id: string,
  { bucket, socketUrl, embedOrigins, domain, waf, webAclArn, accessLogs, ...api }: PageDistributionProps,
): Distribution {
  const originAccessControl = new S3OriginAccessControl(scope, 'OriginAccess', {
    originAccessControlName: accountWideName(scope, 'OriginAccess'),
  });
  // The id that the CDK gave it when it had no name of its own: earlier deployments are updated, not replaced.
  (originAccessControl.node.defaultChild as CfnOriginAccessControl).overrideLogicalId(
    'DistributionOrigin1S3OriginAccessControlEB606076',
  );

  const firewall = webAclArn ?? (waf ? rateLimit(scope, 'Firewall').attrArn : undefined);
  const distribution = new Distribution(scope, id, {
    comment: `${titleOf(scope)}: page and API, from ${Stack.of(scope).region}`,
    defaultRootObject: INDEX_KEY,
    httpVersion: HttpVersion.HTTP2_AND_3,
    // The cheapest edges; for other continents 100 kB come from a little farther away.
    priceClass: PriceClass.PRICE_CLASS_100,
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket, { originAccessControl }),
      // The default cache policy obeys the Cache-Control of each object, and compresses.
      compress: true,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: pageHeaders(scope, 'Headers', { socketUrl, embedOrigins }),
    },
    additionalBehaviors: apiBehaviors(scope, api),
    // CloudFront keeps these for at least 10 s by default, whatever the API says.
    errorResponses: [500, 502, 503, 504].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(2) })),
    ...(firewall && { webAclId: firewall }),
    ...(domain && {
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
  });
  acknowledge(distribution, 'AwsSolutions-CFR1', 'Satellites pass over every country: the page is for everybody.');
  // cdk-nag knows only the older kind of logs, which has the addresses of viewers.
  acknowledge(distribution, 'AwsSolutions-CFR3', NO_ACCESS_LOGS);
  if (accessLogs) pageAccessLogs(scope, 'AccessLogs', distribution);
  if (!firewall) {
    acknowledge(
      distribution,
      'AwsSolutions-CFR2',
      'A firewall costs from $6 a month. It is an option (-c waf=true): the cache and the throttle bound the bill without.',
    );
  }
  if (!domain) {
    acknowledge(
      distribution,
      'AwsSolutions-CFR4',
      'The certificate of cloudfront.net allows no choice of TLS versions; a domain of your own does (-c domain=...).',
    );
  }
  return distribution;
}
