// The last download of elements, kept in .local/ from one run to the next: the engine forgets everything when it stops,
// and the source must not get the same request again because of that.
// Rows are kept as in the table, with the time of the last request.
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { readIfThere, writeWhole } from '../machine/files.ts';
import { LOCAL_FOLDER } from '../machine/folders.mjs';
import { localClientConfig } from './client-config.ts';

/** Tests name another file, so that they never touch that of a running `npm start`. */
export const KEPT_ELEMENTS_FILE = process.env.SUBPOINT_ELEMENTS_FILE ?? join(LOCAL_FOLDER, 'elements.json');

type Row = Record<string, unknown> & { catalogNumber: number; attemptedAtMs: number };

/** Rows of one source. When another source is used, they say nothing about what it may be asked. */
interface Kept {
  source: string;
  rows: Row[];
}

/** The elements table of one run, and the file that keeps its rows. */
export interface KeptElements {
  endpoint: string;
  tableName: string;
  /** Address of the source. */
  source: string;
  file: string;
}

/** Puts the kept rows into a new table. Returns how many. */
export async function restoreElements(kept: KeptElements): Promise<number> {
  const documents = documentsOf(kept);
  const { rows } = readKept(kept);
  for (const Item of rows) await documents.send(new PutCommand({ TableName: kept.tableName, Item }));
  return rows.length;
}

/**
 * Writes the table's rows to the file if they have changed.
 * Of two parallel runs, the later request for each satellite stays.
 */
export async function keepElements(kept: KeptElements): Promise<void> {
  const latest = new Map(readKept(kept).rows.map((row) => [row.catalogNumber, row]));
  for await (const page of paginateScan({ client: documentsOf(kept) }, { TableName: kept.tableName })) {
    for (const row of (page.Items ?? []) as Row[]) {
      if (row.attemptedAtMs >= (latest.get(row.catalogNumber)?.attemptedAtMs ?? 0)) latest.set(row.catalogNumber, row);
    }
  }
  if (latest.size === 0) return;
  const rows = [...latest.values()].toSorted((a, b) => a.catalogNumber - b.catalogNumber);
  const text = `${JSON.stringify({ source: kept.source, rows } satisfies Kept, undefined, 2)}\n`;
  if (readIfThere(kept.file) !== text) writeWhole(kept.file, text);
}

// Rows that somebody has edited are left out: one more request does the source no harm.
function readKept({ file, source }: KeptElements): Kept {
  const kept: Partial<Kept> | null = parseOrNull(readIfThere(file) ?? 'null');
  const rows = kept?.source === source && Array.isArray(kept.rows) ? kept.rows.filter(isRow) : [];
  return { source, rows };
}

// A set that the functions cannot read would stop them.
function isRow(row: Partial<Row> | null): boolean {
  if (!Number.isInteger(row?.catalogNumber) || !Number.isInteger(row?.attemptedAtMs)) return false;
  return [row?.current, row?.previous].every((set) => set === undefined || parseOrNull(String(set))?.omm);
}

function parseOrNull(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function documentsOf({ endpoint }: KeptElements): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(localClientConfig(endpoint)));
}
