// Subpoint on AWS: `npx cdk deploy --all` deploys the four stacks, page included. Options:
//   -c alarmEmail=you@example.org   mails alarms to you
//   -c elementsUrl=https://...      downloads elements from a mirror of CelesTrak's GP query
//   -c satellites=my.json           follows the satellites of another file
//   -c stage=staging                is a second deployment, beside that of the default stage
//   -c allowedOrigins=https://...   lets only pages of these origins open the socket
//   -c embedOrigins=https://...     lets pages of these origins show this one in a frame (?embed=1)
//   -c maxViewers=10000             lets about so many sockets be open; other pages ask once a minute
//   -c monthlyBudget=20             mails when the account costs more than that in a month, US dollars
//   -c queryExecutions=20           runs at most so many executions of query; needs an account with 100 more
//   -c domain=... -c certificateArn=arn:aws:acm:us-east-1:...   serves page and API at your own domain
//   -c tracing=true                 traces the runs of all functions with X-Ray
//   -c accessLogs=true              logs requests, without addresses (apis: of the API and the sockets only)
//   -c waf=true                     limits the requests of each address (us-east-1 only; -c webAclArn=... elsewhere)
//   -c originKeys=1,2               the keys that the API accepts (none: it answers everybody); CloudFront sends the last

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { buildPage } from '../web/build/build-page.ts';
import { readOptions } from './options.ts';
import { checkSatellites } from './satellites.ts';
import { addSubpoint } from './stacks.ts';

const app = new App();
// AWS's advice. A finding that no construct acknowledges with a reason fails the synthesis, before anything is deployed.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
const context = app.node.getAllContext();
const options = readOptions((name) => context[name], process.env.CDK_DEFAULT_REGION, Object.keys(context));
if (typeof options === 'string') {
  // Not thrown: a stack trace would hide the message.
  console.error(options);
  process.exit(1);
}
checkSatellites(options.satellitesFile);

// In a folder of its own: nothing of an earlier build is uploaded, and two runs at once do not collide.
const pageDir = await mkdtemp(join(tmpdir(), 'subpoint-page-'));
try {
  await buildPage(pageDir, { satellitesFile: options.satellitesFile });
  addSubpoint(app, pageDir, options);
  app.synth(); // copies the page into the CDK's output
} finally {
  await rm(pageDir, { recursive: true });
}
