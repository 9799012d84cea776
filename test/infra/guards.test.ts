// Conditions and dependencies that only AWS enforces, not a local engine.

import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { synthesize } from './synthesize.ts';

const { feed } = synthesize();

test('the scheduler may assume a role only for schedules of this account: no other account can start our functions', () => {
  const roles = feed.findResources('AWS::IAM::Role', {
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [Match.objectLike({ Principal: { Service: 'scheduler.amazonaws.com' } })],
      },
    },
  });

  const conditions = Object.values(roles).map(
    (role) => role.Properties.AssumeRolePolicyDocument.Statement[0].Condition,
  );
  expect(conditions).toEqual(
    Object.keys(feed.findResources('AWS::Scheduler::Schedule')).map(() => ({
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    })),
  );
});

test("the socket's stage is created after its routes: CloudFormation refuses to throttle a missing route", () => {
  const [stage] = Object.values(
    feed.findResources('AWS::ApiGatewayV2::Stage', { Properties: { RouteSettings: Match.anyValue() } }),
  );
  const routes = Object.entries(feed.findResources('AWS::ApiGatewayV2::Route')).filter(
    ([, { Properties }]) => Properties.RouteKey === '$connect',
  );

  expect(Object.keys(stage?.Properties.RouteSettings)).toEqual(['$connect']);
  expect(routes).toHaveLength(1);
  expect(stage?.DependsOn).toContain(routes[0]?.[0]);
});
