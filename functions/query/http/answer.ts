// What a question is answered with: an answer, or a problem (RFC 9457). Neither is HTTP yet.
import type { Satellite } from '../../../orbit/satellites.ts';
import type { ElementsArchive } from '../../shared/elements-archive.ts';
import type { CurrentElements } from '../../shared/elements-reader.ts';
import type { Report } from '../../shared/log.ts';
import type { TrackTable } from '../../shared/track-table.ts';
import type { Form } from '../forms/forms.ts';

/** What answers are made from. */
export interface AnswerParts extends CurrentElements {
  satellites: readonly Satellite[];
  table: TrackTable;
  /** All sets that were ever accepted. */
  archive: ElementsArchive;
  /** Whether an answer that is still being computed would come too late. Undefined: never. */
  isLate?: () => boolean;
  /** For what a satellite lacks in an answer that is right otherwise. */
  report: Pick<Report, 'error'>;
}

export interface Answer {
  status: number;
  form: Form;
  /** Text, or a value that becomes JSON. */
  body: unknown;
  /**
   * How long the answer stays true: `live` while nothing new comes, `settled` for good.
   * A `momentary` one must not be stored. A number says for how many seconds a shared cache may keep it.
   * See CACHE_CONTROL in response.ts.
   */
  lifetime: 'live' | 'settled' | 'momentary' | number;
  /** What to save it as, without the ending. */
  fileName?: string;
}

// A query of the track table takes some 5 ms. Twenty at once serve 100 satellites without opening 100 sockets.
export const QUERIES_IN_FLIGHT = { concurrency: 20 };

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  500: 'Internal Server Error',
};

/** An error of the API. The detail says what to change. */
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
