// cdk-nag's rules for AWS solutions: every finding is fixed, or accepted with a reason beside the construct.

import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { synthesize } from './synthesize.ts';

test('cdk-nag has no finding that is not accepted with a reason', () => {
  // On a finding the synthesis throws, and prints the construct and the rule.
  expect(() =>
    synthesize({
      alarmEmail: 'somebody@example.org',
      monthlyBudget: 20,
      plugin: (app) => new AwsSolutionsChecks(app),
    }),
  ).not.toThrow();
});
