// The dashboard: what it shows, in which order, and that it is free.
import { expect, test } from 'vitest';
import { synthesize } from '../synthesize.ts';
import { widgetsOf } from './dashboard.ts';

const { operations } = synthesize();
const widgets = widgetsOf(operations);
const alarms = operations.findResources('AWS::CloudWatch::Alarm');

test('has the alarms on top, all of them', () => {
  const [top] = widgets;
  expect(top).toMatchObject({ type: 'alarm', x: 0, y: 0, width: 24 });
  expect(top?.properties.alarms).toEqual(Object.keys(alarms).map((id) => `${id}.Arn`));
});

test('has a row for each part, in the order in which data flows', () => {
  const rows = widgets.filter(({ type }) => type === 'text');
  expect(rows.map(({ properties }) => /^## (.*)/.exec(properties.markdown ?? '')?.[1])).toEqual([
    'Elements',
    'Propagate',
    'Stream',
    'Fanout',
    'Sockets',
    'API',
    'Page',
    'All functions',
  ]);
  for (const { x, y } of rows) {
    expect(x).toBe(0);
    // From left to right, without a gap or an overlap.
    const row = widgets.filter((widget) => widget.y === y);
    expect(row.reduce((end, widget) => (widget.x === end ? end + widget.width : Number.NaN), 0)).toBe(24);
  }
});

const metrics = widgets.flatMap(({ properties }) => properties.metrics ?? []);

test('shows at most 50 metrics, which are always free', () => {
  const distinct = new Set(metrics.map((metric) => JSON.stringify(metric.filter((part) => typeof part === 'string'))));
  expect(distinct.size).toBeLessThanOrEqual(50);
  expect(distinct.size).toBeGreaterThan(40);
});

test('shows the metric of every alarm, and the value at which it goes off as a red line', () => {
  for (const { Properties } of Object.values(alarms)) {
    const { Namespace, MetricName, Threshold } = Properties;
    const shown = widgets.filter(({ properties: { metrics = [] } }) =>
      metrics.some(([namespace, name]) => namespace === Namespace && name === MetricName),
    );
    expect(shown, MetricName).not.toEqual([]);
    // In counts of requests a line would be lost.
    if (MetricName === '5xx') continue;
    const lines = shown.flatMap(({ properties }) => properties.annotations?.horizontal ?? []);
    expect(lines, MetricName).toContainEqual(expect.objectContaining({ value: Threshold, color: '#d62728' }));
  }
});

test('shows the metrics of CloudFront from us-east-1, where they are', () => {
  const ofCloudFront = widgets.filter(({ properties }) => JSON.stringify(properties).includes('AWS/CloudFront'));
  expect(ofCloudFront.length).toBeGreaterThan(1);
  for (const { properties } of ofCloudFront) expect(properties.region).toBe('us-east-1');
});
