// Where a local run serves things. The engine fixes an API's id by a tag, so that every address is known before anything is deployed.

/** The tag by which the engine takes an API's id: eight hex digits. */
export const API_ID_TAG = 'ms-custom-id';

export const HTTP_API_ID = '5ab90147';
export const SOCKET_API_ID = '5ab9050c';

/** The socket's stage, as the stack names it. */
const SOCKET_STAGE = 'live';

/** Address of the HTTP API. It is always 127.0.0.1: names under localhost do not resolve everywhere. */
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
