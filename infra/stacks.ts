// The three stacks of Subpoint on AWS, in flow order.

import { type App, Tags } from 'aws-cdk-lib';
import { FeedStack } from './feed-stack.ts';
import { OperationsStack } from './operations-stack.ts';
import { PageStack } from './page-stack.ts';
import { STACK_NAMES } from './stack-names.ts';

/** What a deployment chooses. */
export interface SubpointProps {
  /** Folder of the built page. */
  readonly pageDir: string;
  /**
   * Path of the list of satellites.
   * @default satellites.json of the project
   */
  readonly satellitesFile?: string;
  /**
   * Address of the source of elements.
   * @default CelesTrak
   */
  readonly elementsUrl?: string;
  /**
   * Address that gets a mail when an alarm goes off.
   * @default no mail
   */
  readonly alarmEmail?: string;
}

/** Adds feed, page and operations to an app. */
export function addSubpoint(app: App, { pageDir, satellitesFile, elementsUrl, alarmEmail }: SubpointProps) {
  Tags.of(app).add('application', 'subpoint');

  const feed = new FeedStack(app, 'Feed', {
    stackName: STACK_NAMES.feed,
    description: 'Subpoint: from the schedule to the two APIs',
    ...(satellitesFile && { satellitesFile }),
    ...(elementsUrl && { elementsUrl }),
  });

  const page = new PageStack(app, 'Page', {
    stackName: STACK_NAMES.page,
    description: 'Subpoint: the page',
    pageDir,
    apiUrl: feed.apiUrl,
    socketUrl: feed.socketUrl,
  });

  const operations = new OperationsStack(app, 'Operations', {
    stackName: STACK_NAMES.operations,
    description: 'Subpoint: alarms',
    feed,
    ...(alarmEmail && { alarmEmail }),
  });

  return { feed, page, operations };
}
