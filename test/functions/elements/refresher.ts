// Runs of the elements function's core, on a real table, with the clock in the test's hand and a source that the test plays.
import { type RefreshParts, refresh } from '../../../functions/elements/refresh.ts';
import type { Reply, Source } from '../../../functions/elements/source.ts';
import { type ElementsRow, readRows } from '../../../functions/shared/elements-table.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { anElementsTable, clientsFor } from '../../support/aws.ts';
import { aReport, aSatellite, TERRA } from '../../support/builders.ts';

export const AQUA = 27424;
export const AURA = 28376;
/** A satellite that the code brings no set for. */
export const OTHER = 799_500_123;

/** An answer with element sets, as the source gives it. */
export const answerOf = (...sets: unknown[]): Reply => ({
  status: 200,
  text: JSON.stringify(sets),
  host: 'celestrak.org',
});

export const NOT_UPDATED: Reply = {
  status: 403,
  text: 'GP data has not updated since your last successful download',
  host: 'celestrak.org',
};
/** A reason not to trust the set of one satellite: nobody else's fault. */
export const NOT_FOUND: Reply = { status: 404, text: 'Not Found', host: 'celestrak.org' };
/** A source in trouble. */
export const UNREACHABLE: Reply = { unreachable: 'ECONNREFUSED' };

/** The newest published set of each satellite; the other one is Terra under another number. */
export function newest(catalogNumber: number): Omm {
  return catalogNumber === OTHER ? { ...newestOmm(TERRA), NORAD_CAT_ID: OTHER } : newestOmm(catalogNumber);
}

type Play = (catalogNumber: number, atMs: number, signal: AbortSignal) => Reply | Promise<Reply>;

interface RefresherOptions extends Partial<Pick<RefreshParts, 'random' | 'table'>> {
  catalogNumbers?: number[];
  /** What the source answers, and when: a test may change it between runs. */
  play?: Play;
}

/** A table of its own, and runs on it. Unless told otherwise the source has the newest set of everybody, and chance is 0. */
export async function aRefresher(endpoint: string, options: RefresherOptions = {}) {
  const clients = clientsFor(endpoint);
  const table = options.table ?? (await anElementsTable(clients));
  const catalogNumbers = options.catalogNumbers ?? [TERRA, AQUA, AURA];
  const report = aReport();
  const asked: { catalogNumber: number; atMs: number }[] = [];

  const refresher = {
    clients,
    table,
    report,
    /** Each request, in order. */
    asked,
    play: options.play ?? (((catalogNumber) => answerOf(newest(catalogNumber))) as Play),

    /** One run; the clock stands still unless the test hands in another. Returns the satellites that it asked for. */
    async run(nowMs: number | (() => number), { forMs = 20_000 } = {}): Promise<number[]> {
      const clock = typeof nowMs === 'number' ? () => nowMs : nowMs;
      const mine: number[] = [];
      const source: Source = async (catalogNumber, signal) => {
        mine.push(catalogNumber);
        asked.push({ catalogNumber, atMs: clock() });
        return refresher.play(catalogNumber, clock(), signal);
      };
      await refresh({
        satellites: catalogNumbers.map((catalogNumber) => aSatellite({ catalogNumber })),
        table,
        source,
        report,
        random: options.random ?? (() => 0),
        nowMs: clock,
        deadlineMs: clock() + forMs,
      });
      return mine;
    },

    row: async (catalogNumber: number): Promise<ElementsRow | undefined> =>
      (await readRows(table, [catalogNumber])).get(catalogNumber),

    /** The lines of the log with this message, without it. */
    said: (message: string) => report.lines.filter((line) => line.message === message).map((line) => line.details),
  };
  return refresher;
}
