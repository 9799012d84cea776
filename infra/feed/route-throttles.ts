// Limits of single routes of an API.

import type { CfnStage, HttpStage, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IConstruct } from 'constructs';

/** How many requests a second a route answers, and how many at once. */
export interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** Gives the routes of a stage limits of their own, by their keys. CloudFormation refuses those of missing routes. */
export function throttleRoutes(
  stage: HttpStage | WebSocketStage,
  throttles: Readonly<Record<string, Throttle>>,
  routes: readonly IConstruct[],
): void {
  const resource = stage.node.defaultChild as CfnStage;
  resource.routeSettings = Object.fromEntries(
    Object.entries(throttles).map(([key, { rateLimit, burstLimit }]) => [
      key,
      { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit },
    ]),
  );
  stage.node.addDependency(...routes);
}
