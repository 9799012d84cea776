// Lines of `npm run logs`: those of the functions as in npm start, and what the platform reports as an error.
import { expect, test } from 'vitest';
import { lineOf } from '../../../local/logs/follow.ts';

const timestamp = Date.parse('2026-10-10T12:00:07.500Z');
const written = (entry: object) =>
  JSON.stringify({ timestamp: '2026-10-10T12:00:07.500Z', service: 'fanout', ...entry });

test.for([
  [written({ level: 'INFO', message: 'batch', stored: 9 }), '12:00:07 fanout      batch stored=9', undefined],
  [
    written({ level: 'ERROR', message: 'not stored', reason: 'throttled' }),
    '12:00:07 fanout      ERROR not stored reason=throttled',
    '12:00:07 fanout      ERROR not stored reason=throttled',
  ],
  [
    '{"time":"2026-10-10T12:00:07.500Z","type":"platform.report","record":{"status":"timeout"}}',
    '12:00:07 fanout      ERROR Lambda ended it: timeout',
    '12:00:07 fanout      ERROR Lambda ended it: timeout',
  ],
  ['{"time":"2026-10-10T12:00:07.500Z","type":"platform.report","record":{"status":"success"}}', undefined, undefined],
  [
    '2026-10-10T12:00:07.500Z 1-2-3 Task timed out after 10.00 seconds',
    '12:00:07 fanout      ERROR Task timed out after 10.00 seconds',
    '12:00:07 fanout      ERROR Task timed out after 10.00 seconds',
  ],
  ['{"_aws":{"Timestamp":1},"PointsStored":9}', undefined, undefined],
] as const)('%s', ([message, line, error]) => {
  expect(lineOf({ name: 'fanout', timestamp, message }, false)).toBe(line);
  expect(lineOf({ name: 'fanout', timestamp, message }, true)).toBe(error);
});
