// The functions' structured lines as a person reads them.
import { expect, test } from 'vitest';
import { readableLine } from '../../local/follow-log.ts';

const line = (entry: Record<string, unknown>) =>
  JSON.stringify({ timestamp: '2026-10-10T12:00:07.500Z', service: 'fanout', level: 'INFO', ...entry });

test('an event is one line: time, service, message, details', () => {
  expect(readableLine(line({ message: 'batch', stored: 9, reason: 'none', ids: [1, 2] }))).toBe(
    '12:00:07 fanout      batch stored=9 reason=none ids=[1,2]',
  );
});

test('what is not well says so', () => {
  expect(readableLine(line({ level: 'ERROR', message: 'query failed' }))).toBe(
    '12:00:07 fanout      ERROR query failed',
  );
});

test.for(['{"_aws":{"Timestamp":1},"PointsStored":9}', 'START RequestId: 1', '{"message":1}', 'null', '"text"'])(
  '%s is not for a person',
  (message) => {
    expect(readableLine(message)).toBeUndefined();
  },
);
