// cdk-nag's rules for AWS solutions: every finding is fixed, or accepted with a reason beside the construct.

import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { synthesize } from './synthesize.ts';

test.each([
  ['the default deployment', {}],
  [
    'one with every option',
    {
      alarmEmail: 'somebody@example.org',
      monthlyBudget: 20,
      waf: true,
      domain: { name: 'subpoint.example.org', certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a' },
    },
  ],
])('cdk-nag has no finding about %s that is not accepted with a reason', (_, options) => {
  // On a finding the synthesis throws, and prints the construct and the rule.
  expect(() => synthesize({ ...options, plugin: (app) => new AwsSolutionsChecks(app) })).not.toThrow();
});
