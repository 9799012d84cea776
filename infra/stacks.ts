// The three stacks of Subpoint on AWS, in flow order.

import { type App, Tags } from 'aws-cdk-lib';
import { FeedStack } from './feed-stack.ts';
import { OperationsStack } from './operations-stack.ts';
import type { CustomDomain } from './page/distribution.ts';
import { PageStack } from './page-stack.ts';
import { stackNames } from './stack-names.ts';

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
  /**
   * Stage, for a second deployment in the same account and region.
   * @default the default stage
   */
  readonly stage?: string;
  /**
   * Origins of the pages that may open the socket.
   * @default all
   */
  readonly allowedOrigins?: readonly string[];
  /**
   * How many sockets may be open.
   * @default 10,000
   */
  readonly maxViewers?: number;
  /**
   * What the account may cost in a month, US dollars, before a message is sent.
   * @default no budget
   */
  readonly monthlyBudget?: number;
  /**
   * How many executions of query may run at once.
   * @default as many as the account has
   */
  readonly queryExecutions?: number;
  /**
   * Labels of the origin keys: the API accepts all, CloudFront sends the last.
   * @default one key
   */
  readonly originKeys?: readonly string[];
  /** Host name of page and API. */
  readonly domain?: CustomDomain;
  /** Whether a firewall limits the requests of each address. */
  readonly waf?: boolean;
  /** ARN of a firewall that exists. */
  readonly webAclArn?: string;
}

/** Adds feed, page and operations to an app. */
export function addSubpoint(app: App, props: SubpointProps) {
  const { pageDir, satellitesFile, elementsUrl, alarmEmail, allowedOrigins, maxViewers } = props;
  const { monthlyBudget, queryExecutions } = props;
  const { domain, waf, webAclArn } = props;
  const names = stackNames(props.stage);
  const stage = props.stage && { stage: props.stage };
  Tags.of(app).add('application', 'subpoint');
  if (stage) Tags.of(app).add('stage', stage.stage);

  const feed = new FeedStack(app, 'Feed', {
    ...stage,
    stackName: names.feed,
    description: 'Subpoint: from the schedule to the two APIs',
    ...(satellitesFile && { satellitesFile }),
    ...(elementsUrl && { elementsUrl }),
    ...(allowedOrigins && { allowedOrigins }),
    ...(maxViewers !== undefined && { maxViewers }),
    ...(queryExecutions && { queryExecutions }),
    originKeys: props.originKeys ?? ['1'],
  });

  const page = new PageStack(app, 'Page', {
    ...stage,
    stackName: names.page,
    description: 'Subpoint: page and API, through CloudFront',
    pageDir,
    apiDomain: feed.apiDomain,
    originKey: feed.originKey,
    socketUrl: feed.socketUrl,
    ...(domain && { domain }),
    ...(waf && { waf }),
    ...(webAclArn && { webAclArn }),
  });

  const operations = new OperationsStack(app, 'Operations', {
    ...stage,
    stackName: names.operations,
    description: 'Subpoint: alarms',
    feed,
    ...(alarmEmail && { alarmEmail }),
    ...(monthlyBudget && { monthlyBudget }),
  });

  return { feed, page, operations };
}
