// The API on the page's origin: CloudFront in front of the HTTP API, with a cache.

import { Duration, type SecretValue } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Function as CloudFrontFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  OriginProtocolPolicy,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Construct } from 'constructs';
import { API_PATH, COMPACT_FRAME_PATH, ORIGIN_KEY_HEADER } from '../../functions/shared/names.ts';
import { accountWideName, titleOf } from '../staged-stack.ts';
import { apiRequestCode } from './api-request-code.ts';
import { HSTS } from './headers.ts';

/** The API behind CloudFront. */
export interface ApiBehaviorProps {
  /** Host of the HTTP API. */
  readonly apiDomain: string;
  /** What the API requires in the header ORIGIN_KEY_HEADER; undefined: nothing. */
  readonly originKey: SecretValue | undefined;
}

/**
 * How CloudFront answers below API_PATH. The frame, which viewers without a socket ask for each minute, has a behavior
 * of its own: it has one parameter and one type, so no function needs to run before the cache, at 0.10 USD a million.
 */
export function apiBehaviors(scope: Construct, props: ApiBehaviorProps): Record<string, BehaviorOptions> {
  const common = {
    origin: apiOrigin(props),
    // Any other method gets 403 from CloudFront itself, and costs the API nothing.
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    compress: true,
    responseHeadersPolicy: apiHeaders(scope, 'ApiHeaders'),
  };
  const frame: BehaviorOptions = {
    ...common,
    cachePolicy: new CachePolicy(scope, 'FrameCache', {
      cachePolicyName: accountWideName(scope, 'FrameCache'),
      comment: `${titleOf(scope)}: as long as the API says; one answer for all`,
      queryStringBehavior: CacheQueryStringBehavior.none(),
      headerBehavior: CacheHeaderBehavior.none(),
      ...KEPT,
    }),
  };
  const questions: BehaviorOptions = {
    ...common,
    cachePolicy: new CachePolicy(scope, 'ApiCache', {
      cachePolicyName: accountWideName(scope, 'ApiCache'),
      comment: `${titleOf(scope)}: as long as the API says, for each question and form`,
      // Only what the answer depends on. What is in the key is also what the API gets. The function leaves known
      // parameters only; a policy that lists them may have ten, and there are more:
      // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-policies
      queryStringBehavior: CacheQueryStringBehavior.all(),
      headerBehavior: CacheHeaderBehavior.allowList('Accept'),
      ...KEPT,
    }),
    functionAssociations: [
      {
        eventType: FunctionEventType.VIEWER_REQUEST,
        function: new CloudFrontFunction(scope, 'ApiRequest', {
          functionName: accountWideName(scope, 'ApiRequest'),
          comment: `${titleOf(scope)}: refuses unknown parameters, removes /api`,
          runtime: FunctionRuntime.JS_2_0,
          code: FunctionCode.fromInline(apiRequestCode()),
        }),
      },
    ],
  };
  return {
    [COMPACT_FRAME_PATH]: frame,
    // The output ApiUrl, which people open: the answer names the paths.
    [API_PATH]: questions,
    [`${API_PATH}/*`]: questions,
  };
}

const KEPT = {
  cookieBehavior: CacheCookieBehavior.none(),
  // The API writes gzip, once for each entry. With Brotli in the key there would be two entries for each question.
  enableAcceptEncodingGzip: true,
  enableAcceptEncodingBrotli: false,
  minTtl: Duration.seconds(0), // above 0, CloudFront would also keep what must not be stored
  defaultTtl: Duration.seconds(0), // every answer of the API has a Cache-Control
  maxTtl: Duration.days(1), // also limits stale answers
};

function apiOrigin({ apiDomain, originKey }: ApiBehaviorProps): HttpOrigin {
  return new HttpOrigin(apiDomain, {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    // A stale answer is at hand while the API fails: two short tries, then as long as the function may take (20 s).
    connectionAttempts: 2,
    connectionTimeout: Duration.seconds(3),
    readTimeout: Duration.seconds(21),
    ...(originKey && { customHeaders: { [ORIGIN_KEY_HEADER]: originKey.unsafeUnwrap() } }),
  });
}

/** What an answer that is not the function's own lacks: the gateway's 429, and CloudFront's errors. */
function apiHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: accountWideName(scope, id),
    comment: `${titleOf(scope)}: the API`,
    corsBehavior: {
      accessControlAllowOrigins: ['*'],
      accessControlAllowMethods: ['GET', 'HEAD'],
      accessControlAllowHeaders: ['If-None-Match'],
      // Age: how old an answer of the cache is.
      accessControlExposeHeaders: ['ETag', 'Date', 'Age', 'Attribution', 'Content-Disposition'],
      accessControlAllowCredentials: false,
      accessControlMaxAge: Duration.days(1),
      originOverride: false, // the API's own come first
    },
    securityHeadersBehavior: {
      contentTypeOptions: { override: true },
      strictTransportSecurity: HSTS,
    },
    // Not the page's same-origin: pages that isolate themselves may embed an answer too.
    customHeadersBehavior: {
      customHeaders: [{ header: 'cross-origin-resource-policy', value: 'cross-origin', override: false }],
    },
  });
}
