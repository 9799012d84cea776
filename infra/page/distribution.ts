// CloudFront in front of the page's bucket.

import { Stack } from 'aws-cdk-lib';
import {
  type CfnOriginAccessControl,
  Distribution,
  HttpVersion,
  PriceClass,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { accountWideName, titleOf } from '../staged-stack.ts';
import { pageHeaders } from './headers.ts';
import { INDEX_KEY, NO_ACCESS_LOGS } from './objects.ts';

/** What the distribution serves, and the two addresses that the page may connect to. */
export interface PageDistributionProps {
  readonly bucket: IBucket;
  readonly apiUrl: string;
  readonly socketUrl: string;
}

/** A distribution that serves the bucket over HTTPS, with the security headers. */
export function pageDistribution(
  scope: Construct,
  id: string,
  { bucket, apiUrl, socketUrl }: PageDistributionProps,
): Distribution {
  const originAccessControl = new S3OriginAccessControl(scope, 'OriginAccess', {
    originAccessControlName: accountWideName(scope, 'OriginAccess'),
  });
  // The id that the CDK gave it when it had no name of its own: earlier deployments are updated, not replaced.
  (originAccessControl.node.defaultChild as CfnOriginAccessControl).overrideLogicalId(
    'DistributionOrigin1S3OriginAccessControlEB606076',
  );

  const distribution = new Distribution(scope, id, {
    comment: `${titleOf(scope)}: the page, from ${Stack.of(scope).region}`,
    defaultRootObject: INDEX_KEY,
    httpVersion: HttpVersion.HTTP2_AND_3,
    // The cheapest edges; for other continents 100 kB come from a little farther away.
    priceClass: PriceClass.PRICE_CLASS_100,
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket, { originAccessControl }),
      // The default cache policy obeys the Cache-Control of each object, and compresses.
      compress: true,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: pageHeaders(scope, 'Headers', { apiUrl, socketUrl }),
    },
  });
  for (const [finding, reason] of Object.entries(ACCEPTED)) acknowledge(distribution, finding, reason);
  return distribution;
}

const ACCEPTED = {
  'AwsSolutions-CFR1': 'Satellites pass over every country: the page is for everybody.',
  'AwsSolutions-CFR2': 'Three static files and no input: a firewall would have nothing to do.',
  'AwsSolutions-CFR3': NO_ACCESS_LOGS,
  'AwsSolutions-CFR4':
    'The certificate of cloudfront.net allows no choice of TLS versions; a domain of your own would.',
};
