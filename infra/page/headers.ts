// The security headers that CloudFront adds to every object of the page.

import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** Headers for a page that loads only its own scripts and styles, and connects only to these two addresses. */
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
    // 'self' is for config.json. With a slash at the end,
    // everything below the address is allowed; without one, only the address.
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
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true }, // for browsers without frame-ancestors
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      // Two years, as the preload list requires. Not for subdomains: the host name is CloudFront's.
      strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: false, override: true },
    },
  });
}
