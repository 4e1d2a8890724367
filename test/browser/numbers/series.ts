import type { SeriesResponse } from '@uplift/contracts';

import { readTable, type Figure } from '../support/figures.ts';
import type { Row } from '../support/store.ts';
import { numberIn, type Walk } from './facts.ts';

/** A point of a series, as the API tells it. */
export type Point = SeriesResponse['series'][number]['points'][number];

/** The only line of a measure over the window, as the API tells it. */
export async function pointsOf(walk: Walk, measure: string): Promise<readonly Point[]> {
  const answer = await walk.dashboard.ask<SeriesResponse>(`/series/${measure}?${walk.window}`);
  return answer.series[0]?.points ?? [];
}

/** What SQL counts of a bucket; bounds are left out where they are not counted. */
type Counted = {
  readonly value: number | null;
  readonly n: number;
  readonly bounds?: readonly [number, number] | null;
};

/** Rows of SQL by the first day of their bucket. */
export function byBucket(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [String(row['bucket']), row]));
}

/** The day on which a bucket begins. */
export function dayOf({ from }: Pick<Point, 'from'>): string {
  return from.slice(0, 10);
}

/** A share with its bounds, from a row. */
export function shareIn(row: Row | undefined): Counted {
  const [low, high] = [numberIn(row, 'low'), numberIn(row, 'high')];
  return {
    value: numberIn(row, 'value'),
    n: numberIn(row, 'n') ?? 0,
    bounds: low === null || high === null ? null : [low, high],
  };
}

type Table = {
  readonly id: string;
  readonly unit: Figure['unit'];
  readonly points: readonly Point[];
  readonly counted: (point: Point) => Counted;
};

/** The figures of a chart of a series: value, bounds and n of each bucket. */
export async function seriesFigures(
  page: Parameters<typeof readTable>[0],
  { id, unit, points, counted }: Table,
): Promise<readonly Figure[]> {
  const rows = await readTable(page, id);
  const n = Object.keys(rows[0]?.cells ?? {}).find((column) => column.startsWith('n, ')) ?? '';
  const count: Figure = {
    what: `rows of ${id}`,
    shown: String(rows.length),
    told: points.length,
    unit: 'number',
  };
  const figures = points.flatMap((point, index): readonly Figure[] => {
    const cells = rows[index]?.cells ?? {};
    const own = counted(point);
    const what = `${id}, ${rows[index]?.head ?? 'no row'}`;
    const bound = (side: 0 | 1) =>
      own.bounds === undefined ? {} : { counted: own.bounds?.[side] ?? null };
    const told = (side: 0 | 1) => point.interval?.[side] ?? null;
    return [
      { what, shown: cells['Value'] ?? '', told: point.value, counted: own.value, unit },
      { what: `${what}, low`, shown: cells['Low'] ?? '', told: told(0), ...bound(0), unit },
      { what: `${what}, high`, shown: cells['High'] ?? '', told: told(1), ...bound(1), unit },
      {
        what: `${what}, n`,
        shown: cells[n] ?? '',
        told: point.sampleSize,
        counted: own.n,
        unit: 'number',
      },
    ];
  });
  return [count, ...figures];
}
