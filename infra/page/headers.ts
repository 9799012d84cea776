// The security headers that CloudFront adds to every object of the page.

import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { accountWideName, titleOf } from '../staged-stack.ts';

/** Two years, as the preload list requires. Not for subdomains: the host name may be CloudFront's. */
export const HSTS = { accessControlMaxAge: Duration.days(730), includeSubdomains: false, override: true };

/** Where the page opens its socket, and the origins whose pages may show it in a frame. */
export interface PageHeadersProps {
  readonly socketUrl: string;
  readonly embedOrigins: readonly string[];
}

/** Headers for a page that loads only its own scripts and styles, and connects only to its origin and the socket. */
export function pageHeaders(
  scope: Construct,
  id: string,
  { socketUrl, embedOrigins }: PageHeadersProps,
): ResponseHeadersPolicy {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    // 'self' is for config.json and the API.
    `connect-src 'self' ${socketUrl}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${embedOrigins.length > 0 ? ["'self'", ...embedOrigins].join(' ') : "'none'"}`,
    // No text becomes code or markup: the page builds its elements one by one. The one policy admits the one address of
    // the service worker.
    "require-trusted-types-for 'script'",
    'trusted-types service-worker',
  ].join('; ');

  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: accountWideName(scope, id),
    comment: `${titleOf(scope)}: the page`,
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
      contentTypeOptions: { override: true },
      // For browsers without frame-ancestors. It cannot name origins.
      ...(embedOrigins.length === 0 && { frameOptions: { frameOption: HeadersFrameOption.DENY, override: true } }),
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: HSTS,
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(ISOLATION).map(([header, value]) => ({ header, value, override: true })),
    },
  });
}

// What a browser would otherwise allow by default: https://www.w3.org/TR/permissions-policy/ and the specifications of
// the features. Only names that browsers know, since they complain about others.
const OFF = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'compute-pressure',
  'digital-credentials-get',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'local-network-access',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

const ISOLATION = {
  // The page asks for the viewer's place, fills the screen in front of a class, and copies a link. Nothing else.
  'permissions-policy': [
    ...['geolocation', 'fullscreen', 'clipboard-write'].map((feature) => `${feature}=(self)`),
    ...OFF.map((feature) => `${feature}=()`),
  ].join(', '),
  // No other page holds a handle on this one's window, or embeds its files.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
