// The security headers that CloudFront adds to every object of the page.

import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** Headers for a page of own scripts, own styles, and connections to these two addresses only. */
export function pageHeaders(
  scope: Construct,
  id: string,
  { apiUrl, socketUrl }: { readonly apiUrl: string; readonly socketUrl: string },
): ResponseHeadersPolicy {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    // 'self' is config.json. A slash at the end allows everything below; without one it is this very address.
    `connect-src 'self' ${apiUrl}/ ${socketUrl}`,
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
