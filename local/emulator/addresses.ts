// Where an emulator serves APIs, sockets and pages.
// The id of each API comes from a tag and the bucket's name is fixed, so all addresses are known before the deployment.

/** The addresses for other programs: the content of .local/outputs.json. */
export interface Addresses {
  pageUrl: string;
  apiUrl: string;
  socketUrl: string;
  endpointUrl: string;
}

/** The programs whose addresses are known. What is unknown is tried with the addresses of MiniStack. */
export type EmulatorKind = 'MiniStack' | 'LocalStack' | 'unknown';

/**
 * The tags from which MiniStack (eight hex digits) and LocalStack take an API's id:
 * https://docs.localstack.cloud/aws/services/apigateway/#custom-ids-for-api-gateway-resources-via-tags
 */
export const API_ID_TAGS = ['ms-custom-id', '_custom_id_'];

export const HTTP_API_ID = '5ab90147';
export const SOCKET_API_ID = '5ab9050c';

/** A fixed name, so that an open page and its address work again after the next start. */
export const PAGE_BUCKET = 'subpoint-page';

/** Stage of the socket in the feed stack. */
const SOCKET_STAGE = 'live';

/** The addresses of a system on an emulator. */
export function addressesOn(kind: EmulatorKind, endpointUrl: string): Addresses {
  return {
    pageUrl: pageUrl(kind, endpointUrl),
    apiUrl: kind === 'LocalStack' ? onLocalStack(endpointUrl, `${HTTP_API_ID}.execute-api`) : apiUrl(endpointUrl),
    socketUrl: socketCallbackUrl(endpointUrl, kind).replace('http', 'ws'),
    endpointUrl,
  };
}

function pageUrl(kind: EmulatorKind, endpoint: string): string {
  return kind === 'LocalStack'
    ? `${onLocalStack(endpoint, `${PAGE_BUCKET}.s3-website`)}/index.html`
    : `${endpoint}/${PAGE_BUCKET}/index.html`;
}

/** By path: the host is always 127.0.0.1, because names below localhost do not resolve everywhere. */
function apiUrl(endpoint: string): string {
  return `${endpoint}/_aws/execute-api/${HTTP_API_ID}/$default`;
}

/** Address that fanout posts to. */
export function socketCallbackUrl(endpoint: string, kind: EmulatorKind = 'MiniStack'): string {
  return kind === 'LocalStack'
    ? `${onLocalStack(endpoint, `${SOCKET_API_ID}.execute-api`)}/${SOCKET_STAGE}`
    : `${endpoint}/_aws/execute-api/${SOCKET_API_ID}/${SOCKET_STAGE}`;
}

/**
 * LocalStack has a host for each API and each website. They resolve to 127.0.0.1 by public DNS, and in the containers of
 * functions to LocalStack: https://docs.localstack.cloud/aws/services/apigateway/#recommended-url-format and
 * https://docs.localstack.cloud/aws/services/s3/
 */
function onLocalStack(endpoint: string, label: string): string {
  const { protocol, port } = new URL(endpoint);
  return `${protocol}//${label}.localhost.localstack.cloud${port && `:${port}`}`;
}
