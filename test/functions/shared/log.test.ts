// The log of a function: lines, and metrics in CloudWatch's embedded format.
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { createReport, errorText } from '../../../functions/shared/log.ts';
import { METRIC, METRIC_NAMESPACE } from '../../../functions/shared/names.ts';
import { becomeFunction, collectLog, type LogLine } from '../../support/lambda.ts';

let log: LogLine[];

beforeEach(() => {
  becomeFunction(inject('endpoint'), {});
  log = collectLog();
});

afterEach(() => {
  vi.restoreAllMocks();
});

test('a line is one JSON object with its level, the service and the details', () => {
  createReport().warn('points left over', { leftOver: 3 });

  expect(log).toEqual([
    expect.objectContaining({ level: 'WARN', message: 'points left over', service: 'test', leftOver: 3 }),
  ]);
});

test('counts are written once, when they are published, in the embedded metric format', () => {
  const report = createReport();

  report.count(METRIC.pointsStored, 500);
  report.count(METRIC.pointsStored, 67);
  report.percent(METRIC.framesDropped, 12.5);
  expect(log).toEqual([]);
  report.publish();

  expect(log).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: METRIC_NAMESPACE,
            Dimensions: [['service']],
            Metrics: [
              { Name: METRIC.pointsStored, Unit: 'Count' },
              { Name: METRIC.framesDropped, Unit: 'Percent' },
            ],
          },
        ],
      },
      service: 'subpoint',
      [METRIC.pointsStored]: [500, 67],
      [METRIC.framesDropped]: 12.5,
    },
  ]);
});

test('without a count nothing is written, not even the warning of the library', () => {
  createReport().publish();

  expect(log).toEqual([]);
});

test.each([
  [new RangeError('too far'), 'RangeError: too far'],
  ['text', 'text'],
  [undefined, 'undefined'],
])('the text of an error is its name and message: %s', (error, expected) => {
  expect(errorText(error)).toBe(expected);
});
