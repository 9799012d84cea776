// The page: a private bucket, CloudFront in front of it and of the API, and the upload of the built files.

import type { SecretValue } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { API_PATH } from '../functions/shared/names.ts';
import type { DeploymentOptions } from './options.ts';
import { addOutputs } from './outputs.ts';
import { pageBucket } from './page/bucket.ts';
import { pageDistribution } from './page/distribution.ts';
import { PageUpload } from './page/upload.ts';
import { StagedStack, type StagedStackProps } from './staged-stack.ts';

/** Properties of the page. */
export interface PageStackProps
  extends StagedStackProps,
    Pick<DeploymentOptions, 'embedOrigins' | 'domain' | 'waf' | 'webAclArn' | 'accessLogs'> {
  /** Folder of the built page: index.html and assets/. */
  readonly pageDir: string;
  /** Host of the HTTP API. */
  readonly apiDomain: string;
  /** The key that the HTTP API requires of CloudFront; undefined: none. */
  readonly originKey?: SecretValue | undefined;
  /** Address of the WebSocket API, for config.json and the content security policy. */
  readonly socketUrl: string;
  /**
   * Name of the bucket.
   * @default a generated name, since all accounts share one space of bucket names
   */
  readonly bucketName?: string;
  /**
   * Whether the deployment uploads the page, with a custom resource.
   * @default true
   */
  readonly uploadWithDeployment?: boolean;
  /**
   * Whether deleting the stack empties the bucket first, with a custom resource.
   * A bucket with objects cannot be deleted.
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
export class PageStack extends StagedStack {
  readonly bucket: IBucket;
  readonly distribution: Distribution;
  /** Address of the page, with a slash at the end. */
  readonly pageUrl: string;

  constructor(scope: Construct, id: string, props: PageStackProps) {
    super(scope, id, props);

    this.bucket = pageBucket(this, 'Bucket', props);

    this.distribution = pageDistribution(this, 'Distribution', {
      bucket: this.bucket,
      apiDomain: props.apiDomain,
      originKey: props.originKey,
      socketUrl: props.socketUrl,
      embedOrigins: props.embedOrigins ?? [],
      ...(props.domain && { domain: props.domain }),
      ...(props.waf && { waf: props.waf }),
      ...(props.webAclArn && { webAclArn: props.webAclArn }),
      accessLogs: props.accessLogs === 'all',
    });

    const origin = `https://${props.domain?.name ?? this.distribution.distributionDomainName}`;
    this.pageUrl = `${origin}/`;
    if (props.uploadWithDeployment ?? true) {
      new PageUpload(this, 'Upload', {
        bucket: this.bucket,
        pageDir: props.pageDir,
        pageUrl: this.pageUrl,
        config: { apiUrl: API_PATH, socketUrl: props.socketUrl },
      });
    }

    addOutputs(this, {
      PageUrl: this.pageUrl,
      ApiUrl: origin + API_PATH,
      // What the DNS record of a domain of your own points to.
      DistributionDomainName: this.distribution.distributionDomainName,
      BucketName: this.bucket.bucketName,
    });
  }
}
