// Which failures of a question to the API are answers. The class of the error is another script's, so its name counts.

/** Whether the API has decided, so that asking again brings the same: nothing is known of that time. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error && error.name === 'StatusError' && 'status' in error)) return false;
  return error.status === 400 || error.status === 404;
}
