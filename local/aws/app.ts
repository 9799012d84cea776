// The CDK app of a local run: the stacks of AWS, with the properties that the local engine needs.
// `local/aws/deploy.ts` runs it, and sets the environment variables that it reads.
import { App, Tags } from 'aws-cdk-lib';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { ArchiveStack } from '../../infra/archive-stack.ts';
import { FeedStack } from '../../infra/feed-stack.ts';
import { OperationsStack } from '../../infra/operations-stack.ts';
import { PageStack } from '../../infra/page-stack.ts';
import { checkSatellites, SATELLITES_FILE } from '../../infra/satellites.ts';
import { stackNames } from '../../infra/stack-names.ts';
import {
  API_ID_TAGS,
  addressesOn,
  type EmulatorKind,
  HTTP_API_ID,
  PAGE_BUCKET,
  SOCKET_API_ID,
  socketCallbackUrl,
} from '../emulator/addresses.ts';
import { requireLoopback } from '../machine/loopback.mjs';
import { APP_VARIABLES } from './deploy.ts';

const endpoint = requireLoopback(process.env[APP_VARIABLES.endpoint] ?? '');
const emulator = (process.env[APP_VARIABLES.emulator] ?? 'MiniStack') as EmulatorKind;
const elementsUrl = process.env[APP_VARIABLES.elementsUrl];
const satellitesFile = process.env[APP_VARIABLES.satellitesFile] || SATELLITES_FILE;
checkSatellites(satellitesFile);
// The validation of templates takes seconds. infra/app.ts, which is for AWS, runs it.
const app = new App({ builtinCloudFormationValidation: false });

// `npm run destroy -- --endpoint` removes the table only when asked; nothing outlives the engine.
const archive = new ArchiveStack(app, 'Archive', { stackName: stackNames().archive, keep: false });

const feed = new FeedStack(app, 'Feed', {
  elementsArchive: archive.table,
  stackName: stackNames().feed,
  socketCallbackUrl: socketCallbackUrl(endpoint, emulator),
  satellitesFile,
  // Without a source nothing is downloaded: `npm start -- --offline`.
  refreshElements: Boolean(elementsUrl),
  ...(elementsUrl && { elementsUrl }),
});
for (const tag of API_ID_TAGS) {
  Tags.of(feed.query.api).add(tag, HTTP_API_ID);
  Tags.of(feed.socket.api).add(tag, SOCKET_API_ID);
}

// The engine runs no custom resources.
// `local/aws/upload.ts` uploads the page, and nothing deletes it: the bucket ends with the engine.
const page = new PageStack(app, 'Page', {
  stackName: stackNames().page,
  pageDir: '',
  bucketName: PAGE_BUCKET,
  apiDomain: feed.apiDomain,
  socketUrl: feed.socketUrl,
  uploadWithDeployment: false,
  deleteObjectsWithBucket: false,
});

// docs/local.md lists what a local AWS leaves out.
const operations = new OperationsStack(app, 'Operations', {
  stackName: stackNames().operations,
  feed,
  page,
  pageUrl: addressesOn(emulator, endpoint).pageUrl,
  saveQueries: false,
});
// Nobody reads what the canary of a local run counts, and its sockets would be viewers that tests do not expect.
for (const construct of operations.node.findAll()) {
  if (construct instanceof CfnSchedule) construct.state = 'DISABLED';
}
