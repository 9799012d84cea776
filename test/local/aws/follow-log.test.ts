// The functions' log as a person reads it.
import { expect, test } from 'vitest';
import { createLines, readableLine } from '../../../local/aws/follow-log.ts';

const line = (entry: Record<string, unknown>) =>
  JSON.stringify({ timestamp: '2026-10-10T12:00:07.500Z', service: 'fanout', level: 'INFO', ...entry });

test('an event becomes one line: time, service, message, details', () => {
  expect(readableLine(line({ message: 'batch', stored: 9, reason: 'none', ids: [1, 2] }))).toBe(
    '12:00:07 fanout      batch stored=9 reason=none ids=[1,2]',
  );
});

test('shows the level of errors', () => {
  expect(readableLine(line({ level: 'ERROR', message: 'query failed' }))).toBe(
    '12:00:07 fanout      ERROR query failed',
  );
});

test.for(['{"_aws":{"Timestamp":1},"PointsStored":9}', 'START RequestId: 1', '{"message":1}', 'null', '"text"'])(
  'does not show %s',
  (message) => {
    expect(readableLine(message)).toBeUndefined();
  },
);

test('shows an event once, although polls overlap', () => {
  const newLines = createLines();
  const first = { logStreamName: 'a', timestamp: 1000, message: line({ message: 'first' }) };
  const second = { ...first, timestamp: 2000, message: line({ message: 'second' }) };

  expect(newLines([first], 500)).toEqual([readableLine(first.message)]);
  expect(newLines([first], 500)).toEqual([]);
  expect(newLines([first, second], 1000)).toEqual([readableLine(second.message)]);
  expect(newLines([first, second], 1000)).toEqual([]);
  // This poll no longer reaches back to the first event.
  expect(newLines([second], 1500)).toEqual([]);
});

test('shows the same message again when it comes from another time or another function', () => {
  const message = line({ message: 'batch' });
  const event = { logStreamName: 'a', timestamp: 1000, message };

  expect(createLines()([event, { ...event, timestamp: 1001 }, { ...event, logStreamName: 'b' }], 500)).toHaveLength(3);
});

test('shows the events of all functions in order of time', () => {
  const event = (timestamp: number) => ({ timestamp, message: line({ message: `at ${timestamp}` }) });

  expect(createLines()([event(3), event(1), { message: 'START' }, event(2)], 0)).toEqual(
    [1, 2, 3].map((timestamp) => readableLine(event(timestamp).message)),
  );
});
