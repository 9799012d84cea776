// A monthly budget: it stops nothing, but somebody learns in time that the bill grows.

import { Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { accountWideName } from '../staged-stack.ts';

/** Settings of the budget. */
export interface MonthlyBudgetProps {
  readonly limitUsd: number;
  /** Gets a message when most of the budget is spent, when all of it is, and when the month will probably exceed it. */
  readonly topic: Topic;
}

/** A budget for the whole account, which publishes to a topic. */
export function monthlyBudget(scope: Construct, id: string, { limitUsd, topic }: MonthlyBudgetProps): CfnBudget {
  const { account, partition } = Stack.of(scope);
  // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('budgets.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': `arn:${partition}:budgets::${account}:*` },
      },
    }),
  );
  const notify = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
    subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
  });
  const budget = new CfnBudget(scope, id, {
    // No filter: a tag counts only after somebody has activated it for billing, and until then the budget would be
    // silent (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html).
    budget: {
      budgetName: accountWideName(scope, id),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: limitUsd, unit: 'USD' },
    },
    notificationsWithSubscribers: [notify('ACTUAL', 80), notify('ACTUAL', 100), notify('FORECASTED', 100)],
  });
  // Budgets checks that it may publish.
  budget.node.addDependency(topic);
  return budget;
}
