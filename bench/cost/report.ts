// The bill as text: one audience line by line, or a table of audiences.
import { type Bill, billOf, PRICE_LIST } from './bill.ts';
import type { Measured } from './measured.ts';
import { type Audience, MONTH_HOURS, quantitiesOf } from './quantities.ts';
import { tutorialQuantitiesOf } from './tutorial.ts';

export interface ReportOptions {
  satellites: number;
  freeTier: boolean;
}

const EVENING_HOURS = 3;
const AUDIENCES: readonly (Pick<Audience, 'viewers' | 'hours'> & { name: string })[] = [
  ...[0, 100, 1_000, 10_000, 100_000].map((viewers) => ({
    name: viewers === 0 ? 'nobody' : `${grouped(viewers)}, always`,
    viewers,
    hours: MONTH_HOURS,
  })),
  { name: '100,000, one evening', viewers: 100_000, hours: EVENING_HOURS },
];

/** The bill of one audience, line by line. */
export function billReport(audience: Audience, { satellites, freeTier }: ReportOptions, measured: Measured): string {
  const bill = billOf(quantitiesOf(audience, satellites, measured), PRICE_LIST.prices, { freeTier });
  const { viewers, hours, by } = audience;
  const who = viewers === 0 ? 'nobody watches' : `${grouped(viewers)} viewers, ${hours} hours a month, by ${by}`;
  return [
    `A month of ${satellites} satellites, ${who}:`,
    `US dollars, ${basis(freeTier)}`,
    '',
    ...lineTable(bill),
  ].join('\n');
}

/** Bills of several audiences, as a table in Markdown. */
export function audienceReport({ satellites, freeTier }: ReportOptions, measured: Measured): string {
  const rows = AUDIENCES.map(({ name, viewers, hours }) => {
    const usd = (by: Audience['by']) =>
      billOf(quantitiesOf({ viewers, hours, by }, satellites, measured), PRICE_LIST.prices, { freeTier }).usd;
    const tutorial = billOf(tutorialQuantitiesOf({ viewers, hours, by: 'push' }, satellites), PRICE_LIST.prices, {
      freeTier,
    });
    return `| ${name} | ${dollars(usd('push'))} | ${dollars(usd('frame'))} | ${dollars(tutorial.usd)} |`;
  });
  return [
    `A month of ${satellites} satellites: US dollars, ${basis(freeTier)}`,
    '',
    '| viewers | by push | by `/frame` | the tutorial on Fargate and MSK |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

function lineTable({ lines, usd }: Bill): string[] {
  const rows = lines.map((line) => [line.name, amount(line.quantity), line.unit, line.usd.toFixed(2)] as const);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [name = 0, quantity = 0, unit = 0] = widths;
  return [
    ...rows.map(
      ([what, much, of, cost]) =>
        `${what.padEnd(name)}  ${much.padStart(quantity)} ${of.padEnd(unit)}  ${cost.padStart(9)}`,
    ),
    `${'Total'.padEnd(name + quantity + unit + 3)}  ${usd.toFixed(2).padStart(9)}`,
  ];
}

function basis(freeTier: boolean): string {
  const { region, date } = PRICE_LIST;
  return `${region}, prices of ${date}, ${freeTier ? 'less what is always free' : 'nothing taken off for what is free'}`;
}

function amount(value: number): string {
  return value >= 100 ? grouped(Math.round(value)) : Number(value.toPrecision(3)).toString();
}

/** Of a bill, in dollars and cents below 100. */
function dollars(usd: number): string {
  return usd < 100 ? usd.toFixed(2) : grouped(Math.round(usd));
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
