// The function as Lambda calls it, on a real table, with a real HTTP server as its source.
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { readRows } from '../../../functions/shared/elements-table.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import { anElementsArchive, anElementsTable, clientsFor } from '../../support/aws.ts';
import { TERRA, THREE_SATELLITES } from '../../support/builders.ts';
import { aContext, becomeFunction, collectLog, type LogLine, metricIn } from '../../support/lambda.ts';
import { anHttpServer } from './http-server.ts';
import { newest } from './refresher.ts';

const endpoint = inject('endpoint');
const clients = clientsFor(endpoint);
let log: LogLine[];

beforeEach(() => {
  log = collectLog();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A new instance of the function, with a table of its own. */
async function aFunction(elementsUrl: string) {
  const table = await anElementsTable(clients);
  const archive = await anElementsArchive(clients);
  becomeFunction(endpoint, {
    elementsTable: table.tableName,
    elementsArchiveTable: archive.tableName,
    elementsUrl,
  });
  vi.resetModules();
  const { handler } = await import('../../../functions/elements/handler.ts');
  return {
    handler,
    rows: () =>
      readRows(
        table,
        THREE_SATELLITES.map(({ catalogNumber }) => catalogNumber),
      ),
  };
}

const aSource = () =>
  anHttpServer((request, response) => {
    const catalogNumber = Number(new URL(request.url ?? '', 'http://server').searchParams.get('CATNR'));
    response.end(JSON.stringify([{ ...newest(catalogNumber), NORAD_CAT_ID: catalogNumber }]));
  });

test('it requests every satellite once at the configured address, and reports', async () => {
  // After the sets' epochs, whenever this test runs.
  vi.setSystemTime('2026-10-10T12:00:00Z');
  const source = await aSource();
  const { handler, rows } = await aFunction(`${source.origin}/gp.php`);

  await handler({}, aContext());
  await handler(undefined, aContext());

  expect(source.asked).toEqual(
    THREE_SATELLITES.map(({ catalogNumber }) => `/gp.php?CATNR=${catalogNumber}&FORMAT=JSON`),
  );
  expect((await rows()).get(TERRA)).toMatchObject({
    current: { omm: newest(TERRA), source: '127.0.0.1' },
    failures: 0,
  });
  expect(metricIn(log, METRIC.elementsRefreshed)).toEqual([[1, 1, 1]]);
  expect(log).toContainEqual(expect.objectContaining({ level: 'INFO', message: 'elements', asked: 3, due: 3 }));
  expect(log).toContainEqual(expect.objectContaining({ level: 'INFO', message: 'elements', asked: 0, due: 0 }));
});

test('it reserves eight seconds for the end: with less it requests none', async () => {
  const source = await aSource();
  const { handler, rows } = await aFunction(source.origin);

  await handler({}, aContext(8000));

  expect(source.asked).toEqual([]);
  expect((await rows()).size).toBe(0);
});

test('a failure of the source is not a failure of the function', async () => {
  const source = await anHttpServer((_request, response) => response.writeHead(503).end('Service Unavailable'));
  const { handler } = await aFunction(source.origin);

  await handler({}, aContext());

  expect(log).toContainEqual(expect.objectContaining({ level: 'WARN', message: 'elements refused', failures: 1 }));
  expect(log).toContainEqual(
    expect.objectContaining({ level: 'WARN', message: 'elements refused', reason: '503: Service Unavailable' }),
  );
});

test.each(['ELEMENTS_TABLE', 'ELEMENTS_ARCHIVE_TABLE', 'ELEMENTS_URL'])(
  'without %s it fails, and the error says so',
  async (name) => {
    await aFunction('http://127.0.0.1:9');
    vi.resetModules();
    delete process.env[name];

    await expect(import('../../../functions/elements/handler.ts')).rejects.toThrow(`${name} is not set`);
  },
);
