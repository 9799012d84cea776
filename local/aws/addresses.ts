// Where a local run serves things.
// The engine takes an API's id from a tag, so all addresses are known before the deployment.

/** The addresses for other programs: the content of .local/outputs.json. */
export interface Addresses {
  pageUrl: string;
  apiUrl: string;
  socketUrl: string;
  endpointUrl: string;
}

/** The tag from which the engine takes an API's id: eight hex digits. */
export const API_ID_TAG = 'ms-custom-id';

export const HTTP_API_ID = '5ab90147';
export const SOCKET_API_ID = '5ab9050c';

/** Stage of the socket in the feed stack. */
const SOCKET_STAGE = 'live';

/** Address of the HTTP API. Its host is always 127.0.0.1, because names below localhost do not resolve everywhere. */
export function apiUrl(endpoint: string): string {
  return `${endpoint}/_aws/execute-api/${HTTP_API_ID}/$default`;
}

/** Address that a page connects its socket to. */
export function socketUrl(endpoint: string): string {
  return socketCallbackUrl(endpoint).replace('http', 'ws');
}

/** Address that fanout posts to. */
export function socketCallbackUrl(endpoint: string): string {
  return `${endpoint}/_aws/execute-api/${SOCKET_API_ID}/${SOCKET_STAGE}`;
}
