// The page: a private bucket, CloudFront before it, and the upload of what was built.

import { join } from 'node:path';
import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Distribution, HttpVersion, PriceClass, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { pageHeaders } from './page/headers.ts';
import { INDEX_KEY } from './page/objects.ts';
import { PageUpload } from './page/upload.ts';

/** Properties of the page. */
export interface PageStackProps extends StackProps {
  /** Folder of the built page: index.html and assets/. */
  readonly pageDir: string;
  /** Address of the HTTP API, for config.json and the content security policy. */
  readonly apiUrl: string;
  /** Address of the WebSocket API, likewise. */
  readonly socketUrl: string;
  /**
   * Name of the bucket.
   * @default a name that nobody else has, as buckets of all accounts share their names
   */
  readonly bucketName?: string;
  /**
   * Whether the deployment uploads the page, by a custom resource. Without it, whoever deploys uploads.
   * @default true
   */
  readonly uploadWithDeployment?: boolean;
  /**
   * Whether deleting the stack empties the bucket first, by a custom resource. A bucket with objects cannot be deleted.
   * @default true
   */
  readonly deleteObjectsWithBucket?: boolean;
  /**
   * Whether the bucket refuses plain HTTP.
   * @default true
   */
  readonly enforceSsl?: boolean;
}

/** Bucket, distribution and upload. */
export class PageStack extends Stack {
  readonly bucket: IBucket;
  readonly distribution: Distribution;
  /** Address of the page, with a slash at the end. */
  readonly pageUrl: string;

  constructor(scope: Construct, id: string, props: PageStackProps) {
    super(scope, id, props);

    this.bucket = new Bucket(this, 'Bucket', {
      ...(props.bucketName && { bucketName: props.bucketName }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: props.enforceSsl ?? true,
      removalPolicy: RemovalPolicy.DESTROY, // a deployment builds and uploads everything anew
      autoDeleteObjects: props.deleteObjectsWithBucket ?? true,
    }) as IBucket; // the CDK's own types do not agree under exactOptionalPropertyTypes

    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Subpoint: the page',
      defaultRootObject: INDEX_KEY,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100, // the cheapest edges; elsewhere 100 kB come from a little farther away
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        // The default cache policy obeys the Cache-Control of each object, and compresses.
        compress: true,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: pageHeaders(this, 'Headers', props),
      },
    });
    this.pageUrl = `https://${this.distribution.distributionDomainName}/`;

    if (props.uploadWithDeployment ?? true) {
      new PageUpload(this, 'Upload', {
        bucket: this.bucket,
        indexDir: props.pageDir,
        assetsDir: join(props.pageDir, 'assets'),
        config: { apiUrl: props.apiUrl, socketUrl: props.socketUrl },
      });
    }

    new CfnOutput(this, 'PageUrl', { value: this.pageUrl });
    new CfnOutput(this, 'BucketName', { value: this.bucket.bucketName });

    const noAccessLogs =
      'Access logs would keep the addresses of viewers of a public page; CloudFront counts requests.';
    acknowledge(this.bucket, 'AwsSolutions-S1', noAccessLogs);
    acknowledge(this.distribution, 'AwsSolutions-CFR3', noAccessLogs);
    acknowledge(this.distribution, 'AwsSolutions-CFR1', 'Satellites pass over every country: the page is for all.');
    acknowledge(
      this.distribution,
      'AwsSolutions-CFR2',
      'Three static files and no input: nothing for a firewall to do.',
    );
    acknowledge(
      this.distribution,
      'AwsSolutions-CFR4',
      'The certificate of cloudfront.net allows no choice of TLS versions; a domain of your own would.',
    );
  }
}
