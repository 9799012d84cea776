// Which pages may open the socket, by the header Origin (RFC 6455, sections 4.2.2 and 10.2). It keeps other pages from
// using the socket at this deployment's cost. It does not keep programs out, which can send any header.
// Any status but 200 refuses the connection, as in the example of
// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html

/** The origins in the function's environment, separated by spaces; none: all pages may connect. */
export function readOrigins(variable: string | undefined): ReadonlySet<string> {
  return new Set(variable?.split(' ').filter((origin) => origin !== ''));
}

/** The header Origin of a request. The gateway passes the names of headers as the client wrote them. */
export function originOf(headers: Readonly<Record<string, string | undefined>>): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'origin')?.[1];
}

/** Whether a request of this origin may connect. Browsers always send one. */
export function mayConnect(origin: string | undefined, allowed: ReadonlySet<string>): boolean {
  return allowed.size === 0 || (origin !== undefined && allowed.has(origin));
}
