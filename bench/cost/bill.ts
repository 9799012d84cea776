// A bill: quantities of a month times prices.
import list from './prices.json' with { type: 'json' };

/** A price as in prices.json. */
interface Price {
  /** What is paid for, as a line of the bill. */
  name: string;
  unit: string;
  /** US dollars for `per` units. */
  usd: number;
  per: number;
  /** Another price for what is above an amount in a month. */
  further?: readonly { above: number; usd: number }[];
  /** Units that each account has free every month. */
  alwaysFree?: number;
  /** Where AWS publishes it. */
  page: string;
  /** A page on which the figure was read on the date of the file; null: on none. */
  seen: string | null;
}

type PriceName = keyof typeof list.prices;
export type Prices = Readonly<Record<PriceName, Price>>;

/** Quantities of a month. What is left out is none. */
export type Quantities = Readonly<Partial<Record<PriceName, number>>>;

interface Line {
  name: string;
  unit: string;
  quantity: number;
  usd: number;
}

export interface Bill {
  lines: Line[];
  usd: number;
}

export const PRICE_LIST: { region: string; viewersIn: string; date: string; prices: Prices } = list;

/** The bill of a month, in the order of the price list. With `freeTier`, what each account has free is taken off. */
export function billOf(quantities: Quantities, prices: Prices, { freeTier }: { freeTier: boolean }): Bill {
  const lines = Object.entries(prices).flatMap(([key, price]) => {
    const quantity = quantities[key as PriceName];
    if (quantity === undefined) return [];
    const free = freeTier ? (price.alwaysFree ?? 0) : 0;
    return [{ name: price.name, unit: price.unit, quantity, usd: costOf(Math.max(0, quantity - free), price) }];
  });
  return { lines, usd: lines.reduce((sum, { usd }) => sum + usd, 0) };
}

/** Each part of a quantity at the price of its range. */
function costOf(quantity: number, { usd, per, further = [] }: Price): number {
  const ranges = [{ above: 0, usd }, ...further];
  return ranges.reduce((sum, range, index) => {
    const end = ranges[index + 1]?.above ?? Infinity;
    return sum + (Math.max(0, Math.min(quantity, end) - range.above) / per) * range.usd;
  }, 0);
}
