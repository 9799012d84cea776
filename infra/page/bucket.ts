// The bucket that holds the page. Only CloudFront may read it.

import { type CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { logGroup } from '../function/log-group.ts';

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
  if (deleteObjectsWithBucket) keepLogOfDeletion(scope, `${id}DeletionLogs`);
  acknowledge(bucket, 'AwsSolutions-S1', 'Only CloudFront reads it, and each read is a request to CloudFront.');
  return bucket as IBucket; // the CDK's own types disagree under exactOptionalPropertyTypes
}

/**
 * Gives the CDK's function that empties the bucket a log group of this stack. It runs when the stack is destroyed, and
 * without one it would make a group then that nothing deletes.
 */
function keepLogOfDeletion(scope: Construct, id: string): void {
  const handler = Stack.of(scope)
    .node.findChild('Custom::S3AutoDeleteObjectsCustomResourceProvider')
    .node.findChild('Handler') as CfnResource;
  handler.addPropertyOverride('LoggingConfig', { LogGroup: logGroup(scope, id).logGroupName });
}
