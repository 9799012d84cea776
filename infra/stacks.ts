// The four stacks of Subpoint on AWS, in flow order.

import { type App, Tags } from 'aws-cdk-lib';
import { ArchiveStack } from './archive-stack.ts';
import { FeedStack } from './feed-stack.ts';
import { OperationsStack } from './operations-stack.ts';
import type { DeploymentOptions } from './options.ts';
import { PageStack } from './page-stack.ts';
import { stackNames } from './stack-names.ts';

/** Adds archive, feed, page and operations to an app. Each stack takes those of the options that it knows. */
export function addSubpoint(app: App, pageDir: string, options: DeploymentOptions) {
  const names = stackNames(options.stage);
  Tags.of(app).add('application', 'subpoint');
  if (options.stage) Tags.of(app).add('stage', options.stage);

  const archive = new ArchiveStack(app, 'Archive', {
    ...options,
    stackName: names.archive,
    description: 'Subpoint: all element sets, which outlive the other stacks',
  });

  const feed = new FeedStack(app, 'Feed', {
    originKeys: ['1'],
    ...options,
    elementsArchive: archive.table,
    stackName: names.feed,
    description: 'Subpoint: from the schedule to the two APIs',
  });

  const page = new PageStack(app, 'Page', {
    ...options,
    stackName: names.page,
    description: 'Subpoint: page and API, through CloudFront',
    pageDir,
    apiDomain: feed.apiDomain,
    originKey: feed.originKey,
    socketUrl: feed.socketUrl,
  });

  const operations = new OperationsStack(app, 'Operations', {
    ...options,
    stackName: names.operations,
    description: 'Subpoint: canary, alarms, dashboard',
    feed,
    page,
  });

  return { archive, feed, page, operations };
}
