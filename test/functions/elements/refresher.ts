// Runs refresh() on a real table, with the test's clock and a source that the test scripts.
import { type RefreshParts, refresh } from '../../../functions/elements/refresh.ts';
import type { Reply, Source } from '../../../functions/elements/source.ts';
import { type ElementsRow, readRows } from '../../../functions/shared/elements-table.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { anElementsArchive, anElementsTable, clientsFor } from '../../support/aws.ts';
import { AQUA, AURA, aReport, aSatellite, TERRA } from '../../support/builders.ts';

/** A satellite without a bundled set. */
export const OTHER = 799_500_123;

/** An answer with element sets in the source's form. */
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
/** An answer that concerns one satellite only. */
export const NOT_FOUND: Reply = { status: 404, text: 'Not Found', host: 'celestrak.org' };
/** A source in trouble. */
export const UNREACHABLE: Reply = { unreachable: 'ECONNREFUSED', host: 'celestrak.org' };

/** The newest published set of a satellite. OTHER has Terra's set under its own number. */
export function newest(catalogNumber: number): Omm {
  return catalogNumber === OTHER ? { ...newestOmm(TERRA), NORAD_CAT_ID: OTHER } : newestOmm(catalogNumber);
}

type Play = (catalogNumber: number, atMs: number, signal: AbortSignal) => Reply | Promise<Reply>;

interface RefresherOptions extends Partial<Pick<RefreshParts, 'random' | 'table' | 'archive'>> {
  catalogNumbers?: number[];
  /** The answers of the source. A test may change them between runs. */
  play?: Play;
}

/** Runs on a table of its own. By default the source has the newest set of every satellite, and random() returns 0. */
export async function aRefresher(endpoint: string, options: RefresherOptions = {}) {
  const clients = clientsFor(endpoint);
  const table = options.table ?? (await anElementsTable(clients));
  const archive = options.archive ?? (await anElementsArchive(clients));
  const catalogNumbers = options.catalogNumbers ?? [TERRA, AQUA, AURA];
  const report = aReport();
  const asked: { catalogNumber: number; atMs: number }[] = [];

  const refresher = {
    clients,
    table,
    archive,
    report,
    /** Each request, in order. */
    asked,
    play: options.play ?? (((catalogNumber) => answerOf(newest(catalogNumber))) as Play),

    /** One run, by default at a fixed time. Returns the satellites that it requested. */
    async run(nowMs: number | (() => number), { forMs = 20_000 } = {}): Promise<number[]> {
      const clock = typeof nowMs === 'number' ? () => nowMs : nowMs;
      const requested: number[] = [];
      const source: Source = async (catalogNumber, signal) => {
        requested.push(catalogNumber);
        asked.push({ catalogNumber, atMs: clock() });
        return refresher.play(catalogNumber, clock(), signal);
      };
      await refresh({
        satellites: catalogNumbers.map((catalogNumber) => aSatellite({ catalogNumber })),
        table,
        archive,
        source,
        report,
        random: options.random ?? (() => 0),
        nowMs: clock,
        deadlineMs: clock() + forMs,
      });
      return requested;
    },

    row: async (catalogNumber: number): Promise<ElementsRow | undefined> =>
      (await readRows(table, [catalogNumber])).get(catalogNumber),

    /** The details of the log lines with this message. */
    logged: (message: string) => report.lines.filter((line) => line.message === message).map((line) => line.details),
  };
  return refresher;
}
