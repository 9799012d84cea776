// The CDK app of a local run: the same stacks, with the properties that a local engine needs.
// What it needs to know comes in environment variables, which the CDK passes on from `local/deploy.ts`.
import { App, Tags } from 'aws-cdk-lib';
import { FeedStack } from '../../infra/feed-stack.ts';
import { PageStack } from '../../infra/page-stack.ts';
import { checkSatellites, SATELLITES_FILE } from '../../infra/satellites.ts';
import { STACK_NAMES } from '../../infra/stack-names.ts';
import { API_ID_TAG, HTTP_API_ID, SOCKET_API_ID, socketCallbackUrl } from './addresses.ts';
import { ELEMENTS_URL_VARIABLE, ENDPOINT_VARIABLE, SATELLITES_FILE_VARIABLE } from './deploy.ts';
import { requireLoopback } from './loopback.ts';

const endpoint = requireLoopback(process.env[ENDPOINT_VARIABLE] ?? '');
const satellitesFile = process.env[SATELLITES_FILE_VARIABLE] || SATELLITES_FILE;
checkSatellites(satellitesFile);
const elementsUrl = process.env[ELEMENTS_URL_VARIABLE];
const app = new App();

const feed = new FeedStack(app, 'Feed', {
  stackName: STACK_NAMES.feed,
  socketCallbackUrl: socketCallbackUrl(endpoint),
  satellitesFile,
  // Without an address nothing is downloaded: `npm start -- --offline`.
  refreshElements: Boolean(elementsUrl),
  ...(elementsUrl && { elementsUrl }),
});
Tags.of(feed.query.api).add(API_ID_TAG, HTTP_API_ID);
Tags.of(feed.socket.api).add(API_ID_TAG, SOCKET_API_ID);

// The engine runs no custom resources: `local/upload.ts` puts the page into the bucket, which goes with the engine.
new PageStack(app, 'Page', {
  stackName: STACK_NAMES.page,
  pageDir: '',
  // The same at every start: a page that was open, or its address kept, is there again.
  bucketName: 'subpoint-page',
  apiUrl: feed.apiUrl,
  socketUrl: feed.socketUrl,
  uploadWithDeployment: false,
  deleteObjectsWithBucket: false,
});
