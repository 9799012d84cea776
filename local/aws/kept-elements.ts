// The last download of elements, kept in .local/ from one run to the next: the engine forgets everything when it stops, and the source
// must not be asked again for that. Rows are kept as they are in the table, with the time of the last attempt.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { LOCAL_FOLDER } from '../machine/folders.mjs';
import { localClientConfig } from './loopback.ts';

/** Where rows are kept. Tests name another file, so that they never meet a running `npm start`. */
export const KEPT_ELEMENTS_FILE = process.env.SUBPOINT_ELEMENTS_FILE ?? join(LOCAL_FOLDER, 'elements.json');

type Row = Record<string, unknown> & { catalogNumber: number; attemptedAtMs: number };

/** Rows of one source: those of another address say nothing about what this one may be asked. */
interface Kept {
  source: string;
  rows: Row[];
}

/** The elements table of one run. */
export interface ElementsKeeper {
  endpoint: string;
  tableName: string;
  /** Address of the source. */
  source: string;
  file: string;
}

/** Puts the kept rows into a fresh table. Returns how many. */
export async function putElementsBack(keeper: ElementsKeeper): Promise<number> {
  const documents = documentsOf(keeper);
  const rows = readKept(keeper).rows;
  for (const Item of rows) await documents.send(new PutCommand({ TableName: keeper.tableName, Item }));
  return rows.length;
}

/** Writes the table's rows to the file, where they have changed. Of two runs side by side the later attempt of each satellite stays. */
export async function keepElements(keeper: ElementsKeeper): Promise<void> {
  const latest = new Map(readKept(keeper).rows.map((row) => [row.catalogNumber, row]));
  for await (const page of paginateScan({ client: documentsOf(keeper) }, { TableName: keeper.tableName })) {
    for (const row of (page.Items ?? []) as Row[]) {
      if (row.attemptedAtMs >= (latest.get(row.catalogNumber)?.attemptedAtMs ?? 0)) latest.set(row.catalogNumber, row);
    }
  }
  if (latest.size === 0) return;
  const rows = [...latest.values()].toSorted((a, b) => a.catalogNumber - b.catalogNumber);
  const text = `${JSON.stringify({ source: keeper.source, rows } satisfies Kept, undefined, 2)}\n`;
  if (existsSync(keeper.file) && readFileSync(keeper.file, 'utf8') === text) return;
  mkdirSync(dirname(keeper.file), { recursive: true });
  // Renamed into place: a run that is killed while it writes leaves the file as it was.
  const written = `${keeper.file}.${process.pid}`;
  writeFileSync(written, text);
  renameSync(written, keeper.file);
}

// What somebody has edited is left out: the source is asked anew, which it does not mind once.
function readKept({ file, source }: ElementsKeeper): Kept {
  const kept: Partial<Kept> | null = existsSync(file) ? parseOrNothing(readFileSync(file, 'utf8')) : null;
  const rows = kept?.source === source && Array.isArray(kept.rows) ? kept.rows.filter(isRow) : [];
  return { source, rows };
}

// A set that the functions cannot read would stop them.
function isRow(row: Partial<Row> | null): boolean {
  if (!Number.isInteger(row?.catalogNumber) || !Number.isInteger(row?.attemptedAtMs)) return false;
  return [row?.current, row?.previous].every((set) => set === undefined || parseOrNothing(String(set))?.omm);
}

function parseOrNothing(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function documentsOf({ endpoint }: ElementsKeeper): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(localClientConfig(endpoint)));
}
