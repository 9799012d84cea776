// The topic that alarms publish to.

import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { titleOf } from '../staged-stack.ts';

/** A topic that only alarms of this account may publish to. */
export function alarmTopic(scope: Construct, id: string): Topic {
  const topic = new Topic(scope, id, { displayName: titleOf(scope), enforceSSL: true });
  // The policy that enforceSSL adds replaces SNS's default one, which lets alarms publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  return topic;
}
