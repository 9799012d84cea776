// A small CloudWatch: which state an alarm of a template has after some samples. It knows what the templates use: one
// metric, a statistic, all of the last periods, missing data
// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html).
import { MINUTE_MS, SECOND_MS } from '../../orbit/time.ts';

/** The properties of AWS::CloudWatch::Alarm that the templates use. */
export interface AlarmProperties {
  Namespace: string;
  MetricName: string;
  Dimensions?: { Name: string; Value: unknown }[];
  Statistic: string;
  /** Seconds. */
  Period: number;
  EvaluationPeriods: number;
  Threshold: number;
  ComparisonOperator: string;
  TreatMissingData: string;
}

const KNOWN = [
  ...['Namespace', 'MetricName', 'Dimensions', 'Statistic', 'Period', 'EvaluationPeriods', 'Threshold'],
  ...['ComparisonOperator', 'TreatMissingData', 'AlarmDescription', 'AlarmActions', 'OKActions', 'Tags'],
];

export interface Sample {
  namespace: string;
  name: string;
  /** Values by name. A value of AWS is as the template has it. */
  dimensions: Readonly<Record<string, unknown>>;
  atMs: number;
  value: number;
}

type State = 'OK' | 'ALARM';

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((total, value) => total + value, 0),
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
};

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
};

/**
 * The state at `untilMs`, of the periods that have ended by then.
 * @param before the state that an alarm keeps which ignores missing data
 * @throws Error on a property that this file does not know
 */
export function stateOf(
  alarm: AlarmProperties,
  samples: readonly Sample[],
  untilMs: number,
  before: State = 'OK',
): State {
  const unknown = Object.keys(alarm).filter((key) => !KNOWN.includes(key));
  const statistic = STATISTICS[alarm.Statistic];
  const compare = COMPARISONS[alarm.ComparisonOperator];
  if (unknown.length > 0 || !statistic || !compare) throw new Error(`Unknown in this alarm: ${JSON.stringify(alarm)}`);

  const periodMs = alarm.Period * SECOND_MS;
  const endMs = Math.floor(untilMs / periodMs) * periodMs;
  const values = Array.from({ length: alarm.EvaluationPeriods }, (_, index) => {
    const fromMs = endMs - (alarm.EvaluationPeriods - index) * periodMs;
    const inPeriod = samples.filter(
      (sample) => isOf(alarm, sample) && sample.atMs >= fromMs && sample.atMs < fromMs + periodMs,
    );
    return inPeriod.length === 0 ? undefined : statistic(inPeriod.map(({ value }) => value));
  });
  if (alarm.TreatMissingData === 'ignore' && values.includes(undefined)) return before;
  const isBreaching = (value: number | undefined) =>
    value === undefined ? alarm.TreatMissingData === 'breaching' : compare(value, alarm.Threshold);
  return values.every(isBreaching) ? 'ALARM' : 'OK';
}

/** A metric of another name, or of other dimensions, is another metric. */
function isOf(alarm: AlarmProperties, { namespace, name, dimensions }: Sample): boolean {
  const wanted = Object.fromEntries((alarm.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]));
  return alarm.Namespace === namespace && alarm.MetricName === name && same(wanted, dimensions);
}

const same = (one: object, other: object) =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

/** The samples of a line in CloudWatch's embedded metric format; none of any other line. */
export function samplesOf(line: Readonly<Record<string, unknown>>): Sample[] {
  const { _aws } = line as { _aws?: { Timestamp: number; CloudWatchMetrics: EmbeddedMetrics[] } };
  return (_aws?.CloudWatchMetrics ?? []).flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.flatMap(({ Name }) =>
        [line[Name]].flat().map((value) => ({
          namespace: Namespace,
          name: Name,
          dimensions: Object.fromEntries(names.map((name) => [name, line[name]])),
          atMs: _aws?.Timestamp ?? 0,
          value: value as number,
        })),
      ),
    ),
  );
}

interface EmbeddedMetrics {
  Namespace: string;
  Dimensions: string[][];
  Metrics: { Name: string }[];
}

/** The properties of AWS::Logs::MetricFilter that the templates use. */
export interface FilterProperties {
  FilterPattern: string;
  MetricTransformations: { MetricNamespace: string; MetricName: string; MetricValue: string }[];
}

/**
 * The samples that a filter of a log makes of a line.
 * It knows patterns of fields joined by && and ||, as for JSON lines.
 */
export function filteredSamples(filter: FilterProperties, line: object, atMs: number): Sample[] {
  if (!matches(filter.FilterPattern, line)) return [];
  return filter.MetricTransformations.map(({ MetricNamespace, MetricName, MetricValue }) => ({
    namespace: MetricNamespace,
    name: MetricName,
    dimensions: {},
    atMs,
    value: Number(MetricValue),
  }));
}

/** Evaluates `{ $.a = "x" && ($.b.c > 1 || $.d = "y") }`. A field that is missing matches nothing. */
function matches(pattern: string, line: object): boolean {
  const tokens = pattern.slice(1, -1).match(/\(|\)|&&|\|\||=|>|"[^"]*"|\$[.\w]+|\d+/g) ?? [];
  let next = 0;
  const term = (): boolean => {
    if (tokens[next] === '(') {
      next++;
      const result = either();
      next++;
      return result;
    }
    const [field = '', operator, literal = ''] = tokens.slice(next, next + 3);
    next += 3;
    const value = field
      .slice(2)
      .split('.')
      .reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], line);
    if (operator === '=') return value === JSON.parse(literal);
    if (operator === '>') return typeof value === 'number' && value > Number(literal);
    throw new Error(`Unknown in this pattern: ${operator}, in ${pattern}`);
  };
  const both = (): boolean => {
    let result = term();
    while (tokens[next] === '&&') {
      next++;
      result = term() && result;
    }
    return result;
  };
  const either = (): boolean => {
    let result = both();
    while (tokens[next] === '||') {
      next++;
      result = both() || result;
    }
    return result;
  };
  const result = either();
  if (next !== tokens.length) throw new Error(`This pattern is not understood: ${pattern}`);
  return result;
}

/** Times from `fromMs` on, each so many minutes later. */
export function everyMinutes(minutes: number, times: number, fromMs: number): number[] {
  return Array.from({ length: times }, (_, index) => fromMs + index * minutes * MINUTE_MS);
}
