// Subpoint on AWS: `npx cdk deploy --all` deploys the three stacks, page included. Options:
//   -c alarmEmail=you@example.org   mails alarms to you
//   -c elementsUrl=https://...      downloads elements from a mirror of CelesTrak's GP query
//   -c satellites=my.json           follows the satellites of another file

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildPage } from '../web/build/build-page.ts';
import { checkSatellites, SATELLITES_FILE } from './satellites.ts';
import { addSubpoint } from './stacks.ts';

const app = new App();
const alarmEmail: string | undefined = app.node.tryGetContext('alarmEmail');
const elementsUrl: string | undefined = app.node.tryGetContext('elementsUrl');
const satellitesFile: string = app.node.tryGetContext('satellites') ?? SATELLITES_FILE;

if (elementsUrl && !/^https?:$/.test(URL.parse(elementsUrl)?.protocol ?? '')) {
  throw new Error(`elementsUrl is "${elementsUrl}". It must begin with https:// or http://.`);
}
checkSatellites(satellitesFile);

// In a folder of its own: nothing of an earlier build is uploaded, and two runs at once do not collide.
const pageDir = await mkdtemp(join(tmpdir(), 'subpoint-page-'));
try {
  await buildPage(pageDir, { satellitesFile });
  addSubpoint(app, { pageDir, satellitesFile, ...(alarmEmail && { alarmEmail }), ...(elementsUrl && { elementsUrl }) });
  app.synth(); // copies the page into the CDK's output
} finally {
  await rm(pageDir, { recursive: true });
}
