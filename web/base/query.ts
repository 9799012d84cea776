// The query of an address as the page writes it. Pure.

/** With its question mark; empty without parameters. */
export function formatQuery(parameters: URLSearchParams): string {
  // A comma and a colon need no escape in a query (RFC 3986, section 3.4), and read better without one.
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text && `?${text}`;
}
