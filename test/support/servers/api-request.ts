// The CloudFront function of the API, and requests in the form that it gets.

import type { ApiRequest, handler } from '../../../infra/page/api-request.ts';
import { apiRequestCode } from '../../../infra/page/api-request-code.ts';

/** The deployed text as a function. */
export function apiRequestHandler(): typeof handler {
  return new Function(`'use strict'; ${apiRequestCode()}; return handler;`)() as typeof handler;
}

/**
 * A request of a viewer as a CloudFront function sees it:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export function aViewerRequest(path: string, headers: Record<string, string | undefined> = {}): ApiRequest {
  const [uri = '', query = ''] = path.split('?');
  const querystring: ApiRequest['querystring'] = {};
  for (const pair of query.split('&').filter((each) => each !== '')) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/.exec(pair) ?? [];
    const given = Object.hasOwn(querystring, name) ? querystring[name] : undefined;
    const multiValue = given && [...(given.multiValue ?? [{ value: given.value }]), { value }];
    // Not an assignment, which would not create a property of the name __proto__.
    Object.defineProperty(querystring, name, {
      value: { value: given?.value ?? value, ...(multiValue && { multiValue }) },
      enumerable: true,
      configurable: true,
    });
  }
  const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { uri, querystring, headers: Object.fromEntries(sent.map(([name, value]) => [name, { value }])) };
}
