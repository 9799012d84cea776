// Subpoint on AWS: `npx cdk deploy --all` puts up everything, page included. `-c alarmEmail=you@example.org` asks for mail,
// `-c elementsUrl=https://...` takes the elements from a mirror of CelesTrak's GP query, `-c satellites=my.json` follows other satellites.

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
  throw new Error(`elementsUrl must be an address that begins with https:// or http://, and is "${elementsUrl}".`);
}
checkSatellites(satellitesFile);

// A folder of its own, so that nothing of an earlier build is uploaded, and two runs at once do not meet.
const pageDir = await mkdtemp(join(tmpdir(), 'subpoint-page-'));
try {
  await buildPage(pageDir, { satellitesFile });
  addSubpoint(app, { pageDir, satellitesFile, ...(alarmEmail && { alarmEmail }), ...(elementsUrl && { elementsUrl }) });
  app.synth(); // copies the page into the CDK's output, after which the folder may go
} finally {
  await rm(pageDir, { recursive: true });
}
