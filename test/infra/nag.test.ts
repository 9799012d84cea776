// cdk-nag's rules for AWS solutions: what they find is repaired, or accepted with a reason beside the construct.

import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { synthesize } from './synthesize.ts';

test('cdk-nag finds nothing that is not accepted with a reason', () => {
  // A finding makes the synthesis throw, and prints where it is and what it says.
  expect(() =>
    synthesize({ alarmEmail: 'somebody@example.org', plugin: (app) => new AwsSolutionsChecks(app) }),
  ).not.toThrow();
});
