// Uploads the page as part of a deployment on AWS: assets first, then the page that names them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { logGroup } from '../function/log-group.ts';
import { ASSETS_PREFIX, CONFIG_KEY, cacheControlOf, INDEX_KEY } from './objects.ts';

/** What is uploaded, and to where. */
export interface PageUploadProps {
  readonly bucket: IBucket;
  /** Folder of the built page: index.html and assets/. */
  readonly pageDir: string;
  /** Address of the page, with a slash at the end. It may be known only when it is deployed. */
  readonly pageUrl: string;
  /** Content of config.json; its values may be known only when it is deployed. */
  readonly config: Record<string, string>;
}

/** Two uploads, since assets and page differ in Cache-Control. */
export class PageUpload extends Construct {
  constructor(scope: Construct, id: string, props: PageUploadProps) {
    super(scope, id);

    const common = {
      destinationBucket: props.bucket,
      // Assets of earlier deployments stay: a page that is open, or cached by a proxy, still needs them.
      // docs/operations.md says how to remove them.
      prune: false,
      logGroup: logGroup(this, 'Logs'),
    };

    const assets = new BucketDeployment(this, 'Assets', {
      ...common,
      sources: [Source.asset(join(props.pageDir, ASSETS_PREFIX))],
      destinationKeyPrefix: ASSETS_PREFIX,
      cacheControl: [CacheControl.fromString(cacheControlOf(ASSETS_PREFIX))],
    });

    const index = new BucketDeployment(this, 'Index', {
      ...common,
      sources: [
        Source.asset(props.pageDir, { exclude: ['assets', INDEX_KEY] }),
        Source.data(INDEX_KEY, indexHtml(props)),
        Source.jsonData(CONFIG_KEY, props.config),
      ],
      cacheControl: [CacheControl.fromString(cacheControlOf(INDEX_KEY))],
    });
    index.node.addDependency(assets);

    // Both uploads share one function of the CDK, which contains their role.
    const uploader = assets.handlerRole.node.scope;
    if (uploader) for (const id of findingsAboutTheUploader(this)) acknowledge(uploader, id, UPLOADER);
  }
}

/** The page with the whole address of its preview, which programs that show links need. All others are relative. */
function indexHtml({ pageDir, pageUrl }: PageUploadProps): string {
  const html = readFileSync(join(pageDir, INDEX_KEY), 'utf8');
  const preview = '<meta property="og:image" content="';
  if (!html.includes(preview)) throw new Error(`${INDEX_KEY} of the built page has no ${preview}`);
  return html.replace(preview, () => preview + pageUrl);
}

const UPLOADER =
  "Part of the CDK's construct: it runs only during deployments, and reaches only the CDK's assets and the page's bucket.";

function findingsAboutTheUploader(scope: Construct): string[] {
  const { synthesizer } = Stack.of(scope);
  const assets = `cdk-${synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets`;
  return [
    'AwsSolutions-L1',
    'Serverless-LambdaLatestVersion',
    'Serverless-LambdaDLQ',
    'Serverless-LambdaTracing',
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'AwsSolutions-IAM5[Action::s3:Abort*]',
    'AwsSolutions-IAM5[Action::s3:DeleteObject*]',
    'AwsSolutions-IAM5[Action::s3:GetBucket*]',
    'AwsSolutions-IAM5[Action::s3:GetObject*]',
    'AwsSolutions-IAM5[Action::s3:List*]',
    'AwsSolutions-IAM5[Resource::<Bucket83908E77.Arn>/*]',
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::${assets}-<AWS::AccountId>-<AWS::Region>/*]`,
  ];
}
