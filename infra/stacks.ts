// The three stacks of Subpoint on AWS, in flow order.

import { type App, Tags } from 'aws-cdk-lib';
import { FeedStack } from './feed-stack.ts';
import { OperationsStack } from './operations-stack.ts';
import { PageStack } from './page-stack.ts';
import { STACK_NAMES } from './stack-names.ts';

/** What the three stacks cannot know themselves. */
export interface SubpointProps {
  /** Folder of the built page. */
  readonly pageDir: string;
  /** Path of the list of satellites; satellites.json of the project without it. */
  readonly satellitesFile?: string;
  /** Address that gets a mail when an alarm goes off; nobody without it. */
  readonly alarmEmail?: string;
  /** Address of a source of elements other than CelesTrak, which answers as it does. */
  readonly elementsUrl?: string;
}

/** Adds the feed, the page and the operations to an app, each with AWS's values. */
export function addSubpoint(app: App, { pageDir, elementsUrl, satellitesFile, ...operations }: SubpointProps) {
  Tags.of(app).add('application', 'subpoint');

  const feed = new FeedStack(app, 'Feed', {
    stackName: STACK_NAMES.feed,
    description: 'Subpoint: from the schedule to the two APIs',
    ...(elementsUrl && { elementsUrl }),
    ...(satellitesFile && { satellitesFile }),
  });

  const page = new PageStack(app, 'Page', {
    stackName: STACK_NAMES.page,
    description: 'Subpoint: the page',
    pageDir,
    apiUrl: feed.apiUrl,
    socketUrl: feed.socketUrl,
  });

  const watch = new OperationsStack(app, 'Operations', {
    stackName: STACK_NAMES.operations,
    description: 'Subpoint: alarms',
    feed,
    ...operations,
  });

  return { feed, page, operations: watch };
}
