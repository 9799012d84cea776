// An optional firewall in front of page and API: a limit for each address.

import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { titleOf } from '../staged-stack.ts';

/**
 * Requests of one address in five minutes. A page that opens sends some fifteen, then one in several minutes: an office
 * behind one address may open a hundred. https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
 */
const LIMIT = 2000;

/** A web ACL for CloudFront. AWS accepts it in us-east-1 only. */
export function rateLimit(scope: Construct, id: string): CfnWebACL {
  const visibilityConfig = (what: string) => ({
    cloudWatchMetricsEnabled: true,
    metricName: `${titleOf(scope)} ${what}`.replaceAll(' ', '-'),
    sampledRequestsEnabled: true, // the last three hours, in the console
  });
  return new CfnWebACL(scope, id, {
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: visibilityConfig('all'),
    rules: [
      {
        name: 'limit-for-each-address',
        priority: 0,
        statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: LIMIT, evaluationWindowSec: 300 } },
        action: { block: { customResponse: { responseCode: 429 } } },
        visibilityConfig: visibilityConfig('limit'),
      },
    ],
  });
}
