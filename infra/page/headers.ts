// The security headers that CloudFront adds to every object of the page.

import { Duration, Fn } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** Headers for a page of own scripts, own styles, and connections to the given addresses only. */
export function pageHeaders(scope: Construct, id: string, connectTo: readonly string[]): ResponseHeadersPolicy {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    ['connect-src', "'self'", ...connectTo.map(originOf)].join(' '), // 'self' is config.json
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

  return new ResponseHeadersPolicy(scope, id, {
    comment: 'Subpoint: the page',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true }, // for browsers before frame-ancestors
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      // Two years, what the preload list asks for; only of this host name, which is CloudFront's.
      strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: false, override: true },
    },
  });
}

/** Scheme and host of an address, which may be known only at deployment: a policy's paths have rules of their own. */
function originOf(url: string): string {
  const parts = Fn.split('/', url);
  return `${Fn.select(0, parts)}//${Fn.select(2, parts)}`;
}
