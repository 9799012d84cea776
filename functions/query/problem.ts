// What the API says when it cannot answer (RFC 9457).

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  500: 'Internal Server Error',
};

/** An error of the API, to be answered as `application/problem+json`; the detail is a sentence that says what to change. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }

  get body() {
    return { type: 'about:blank', title: TITLES[this.status] ?? 'Error', status: this.status, detail: this.message };
  }
}
