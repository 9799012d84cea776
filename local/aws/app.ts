// The CDK app of a local run: the stacks of AWS, with the properties that the local engine needs.
// `local/aws/deploy.ts` runs it, and sets the environment variables that it reads.
import { App, Tags } from 'aws-cdk-lib';
import { FeedStack } from '../../infra/feed-stack.ts';
import { PageStack } from '../../infra/page-stack.ts';
import { checkSatellites, SATELLITES_FILE } from '../../infra/satellites.ts';
import { stackNames } from '../../infra/stack-names.ts';
import { requireLoopback } from '../machine/loopback.mjs';
import { API_ID_TAG, HTTP_API_ID, SOCKET_API_ID, socketCallbackUrl } from './addresses.ts';
import { APP_VARIABLES } from './deploy.ts';

const endpoint = requireLoopback(process.env[APP_VARIABLES.endpoint] ?? '');
const elementsUrl = process.env[APP_VARIABLES.elementsUrl];
const satellitesFile = process.env[APP_VARIABLES.satellitesFile] || SATELLITES_FILE;
checkSatellites(satellitesFile);
// The validation of templates takes seconds. infra/app.ts, which is for AWS, runs it.
const app = new App({ builtinCloudFormationValidation: false });

const feed = new FeedStack(app, 'Feed', {
  stackName: stackNames().feed,
  socketCallbackUrl: socketCallbackUrl(endpoint),
  satellitesFile,
  // Without a source nothing is downloaded: `npm start -- --offline`.
  refreshElements: Boolean(elementsUrl),
  ...(elementsUrl && { elementsUrl }),
});
Tags.of(feed.query.api).add(API_ID_TAG, HTTP_API_ID);
Tags.of(feed.socket.api).add(API_ID_TAG, SOCKET_API_ID);

// The engine runs no custom resources.
// `local/aws/upload.ts` uploads the page, and nothing deletes it: the bucket ends with the engine.
new PageStack(app, 'Page', {
  stackName: stackNames().page,
  pageDir: '',
  // A fixed name, so that an open page and its address work again after the next start.
  bucketName: 'subpoint-page',
  apiDomain: feed.apiDomain,
  socketUrl: feed.socketUrl,
  uploadWithDeployment: false,
  deleteObjectsWithBucket: false,
});
