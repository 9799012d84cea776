// The bucket that holds the page. Only CloudFront may read it.

import { RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** Settings of the bucket, as in PageStackProps. */
export interface PageBucketProps {
  readonly bucketName?: string;
  readonly enforceSsl?: boolean;
  readonly deleteObjectsWithBucket?: boolean;
}

/** A private bucket that goes with its stack. */
export function pageBucket(
  scope: Construct,
  id: string,
  { bucketName, enforceSsl = true, deleteObjectsWithBucket = true }: PageBucketProps,
): IBucket {
  const bucket = new Bucket(scope, id, {
    ...(bucketName && { bucketName }),
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: enforceSsl,
    removalPolicy: RemovalPolicy.DESTROY, // every deployment builds and uploads all of it again
    autoDeleteObjects: deleteObjectsWithBucket,
  });
  acknowledge(bucket, 'AwsSolutions-S1', 'Only CloudFront reads it, and each read is a request to CloudFront.');
  return bucket as IBucket; // the CDK's own types disagree under exactOptionalPropertyTypes
}
