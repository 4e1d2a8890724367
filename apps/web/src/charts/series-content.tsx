import type { Series, SeriesPoint } from '../api/series.ts';
import { figure } from '../format/measured.ts';
import type { ChartContent } from './chart-types.ts';
import { SeriesChart, seriesPositions } from './series-chart.tsx';
import { readingsOfBoth, tableOfBoth, type SecondClock } from './second-clock.tsx';
import { readingsOf, tableOf, type Counted, type ReadingOptions } from './series-readings.ts';

/** How a series is shown in a frame. */
export type SeriesContentOptions = {
  readonly id: string;
  readonly series: Series;
  readonly height: number;
  /** What a value is, such as `p50`. */
  readonly statistic?: string;
  readonly counted: Counted;
  /** How many use the tool, on the same buckets. */
  readonly adoption?: Series | undefined;
  /** The same by the clock of working hours, on the same buckets. */
  readonly second?: SecondClock | null;
  /** The bucket whose pull requests are listed. */
  readonly chosen?: number | null;
  /** Opens what is behind a point. */
  readonly choose?: ChartContent['choose'];
};

/** The first line of a series as the content of a chart. */
export function seriesContent(options: SeriesContentOptions): ChartContent {
  const { id, series, height, statistic = '', counted, adoption } = options;
  const { chosen = null, choose, second = null } = options;
  const { unit, grain, title } = series;
  const points = series.series[0]?.points ?? [];
  const strip = stripOf(points, adoption);
  const reading = {
    unit,
    grain,
    label: title,
    statistic,
    counted,
    points,
    ...(strip !== null && { adoption: strip.points }),
  };
  return {
    height,
    summary: summaryOf(series),
    draw: (place) => (
      <SeriesChart
        {...place}
        id={id}
        unit={unit}
        grain={grain}
        points={points}
        chosen={chosen}
        {...(strip !== null && { strip })}
        {...(second !== null && { second })}
      />
    ),
    positions: (width) => seriesPositions(points.length, width),
    ...(choose !== undefined && { choose }),
    ...readOf(reading, second),
  };
}

/** The readings and the table, of both clocks where there are two. */
function readOf(
  reading: ReadingOptions,
  second: SecondClock | null,
): Pick<ChartContent, 'series' | 'table'> {
  const [line, table] = [readingsOf(reading), tableOf(reading)];
  if (second === null) return { series: [line], table };
  return { series: [readingsOfBoth(line, second)], table: tableOfBoth(table, second) };
}

/** Only where its buckets are those of the measure. */
function stripOf(points: readonly SeriesPoint[], adoption: Series | undefined) {
  const used = adoption?.series[0]?.points ?? [];
  const isSame =
    used.some(({ value }) => value !== null) &&
    used.length === points.length &&
    used[0]?.from === points[0]?.from;
  return isSame ? { label: 'Developers using AI tools', points: used } : null;
}

function summaryOf({ unit, series }: Series): string {
  const measured = (series[0]?.points ?? []).filter(({ value }) => value !== null);
  const first = measured[0]?.value ?? null;
  const last = measured.at(-1)?.value ?? null;
  if (first === null || last === null) return 'Nothing was measured in this period.';
  return `From ${figure(unit, first, null).value} to ${figure(unit, last, null).value} over ${measured.length} measured points.`;
}
