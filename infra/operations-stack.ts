// What watches the system: a canary, alarms, a dashboard, saved queries, a budget. Each alarm has an article in
// docs/operations.md.

import { Annotations } from 'aws-cdk-lib';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { FeedStack } from './feed-stack.ts';
import { alarmTopic } from './operations/alarm-topic.ts';
import { addAlarms } from './operations/alarms.ts';
import { monthlyBudget } from './operations/budget.ts';
import { Canary } from './operations/canary.ts';
import { addDashboard } from './operations/dashboard.ts';
import { SavedQueries } from './operations/saved-queries.ts';
import type { DeploymentOptions } from './options.ts';
import { addOutputs } from './outputs.ts';
import type { PageStack } from './page-stack.ts';
import { StagedStack, type StagedStackProps } from './staged-stack.ts';

/** Properties of the operations. */
export interface OperationsStackProps
  extends StagedStackProps,
    Pick<DeploymentOptions, 'alarmEmail' | 'monthlyBudget'> {
  readonly feed: FeedStack;
  readonly page: PageStack;
  /**
   * Address of the page that the canary visits.
   * @default that of the page's distribution
   */
  readonly pageUrl?: string;
  /**
   * Whether queries are saved. A local AWS may not know them.
   * @default true
   */
  readonly saveQueries?: boolean;
}

/** Canary, alarms and the topic that they publish to, dashboard, queries. */
export class OperationsStack extends StagedStack {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const { feed, page, alarmEmail } = props;

    const topic = alarmTopic(this, 'Alarms');
    this.topic = topic;
    if (alarmEmail) {
      const subscription = topic.addSubscription(new EmailSubscription(alarmEmail));
      acknowledge(
        subscription,
        'Serverless-SNSRedrivePolicy',
        'Nobody would read a queue of mails that did not arrive; the alarm itself stays in the console.',
      );
    } else {
      Annotations.of(this).addWarningV2('subpoint:nobody-gets-alarms', NOBODY);
    }
    if (props.monthlyBudget) monthlyBudget(this, 'Budget', { limitUsd: props.monthlyBudget, topic });

    const canary = new Canary(this, 'Canary', {
      satellitesFile: feed.satellitesFile,
      pageUrl: props.pageUrl ?? page.pageUrl,
      maxViewers: feed.maxViewers,
    });

    const alarms = addAlarms(this, { feed, topic });

    const dashboard = addDashboard(this, 'Dashboard', { feed, page, canary, alarms });
    if (props.saveQueries ?? true) new SavedQueries(this, 'Queries', { feed, canary });

    addOutputs(this, {
      AlarmMails: alarmEmail ? `to ${alarmEmail}, once its owner has confirmed the mail of AWS` : NOBODY,
      AlarmTopicArn: topic.topicArn,
      CanaryFunctionName: canary.fn.functionName,
      CanaryScheduleName: canary.schedule.scheduleName,
      DashboardName: dashboard.dashboardName,
    });
  }
}

const NOBODY = 'NOBODY gets a mail when something breaks. Deploy again with -c alarmEmail=you@example.org.';
