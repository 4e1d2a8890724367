import { LinePath } from '@visx/shape';

import { workingDuration, workingWithInterval } from '../format/working.ts';
import type { ChartReading, ChartTable, ReadingSeries } from './chart-types.ts';
import type { Plot } from './plot.ts';

/** The same buckets by the clock of working hours; null where there is no figure. */
export type SecondClock = readonly ({
  readonly value: number;
  readonly interval: readonly [number, number] | null;
} | null)[];

type Line = { readonly plot: Plot; readonly second: SecondClock };

/** A dashed line below that of calendar time, broken where nothing was measured. */
export function SecondLine({ plot, second }: Line) {
  const marks = second.map((figure, index) => ({ index, value: figure?.value ?? null }));
  const x = ({ index }: (typeof marks)[number]) => plot.x(index);
  const y = ({ value }: (typeof marks)[number]) => plot.y(value ?? 0);
  const isAbsent = (index: number) => (second[index] ?? null) === null;
  const alone = marks.filter(
    ({ index }) => !isAbsent(index) && isAbsent(index - 1) && isAbsent(index + 1),
  );
  return (
    <g>
      <LinePath
        data={marks}
        x={x}
        y={y}
        defined={({ value }) => value !== null}
        className="chart-second"
      />
      {alone.map((mark) => (
        <circle key={mark.index} cx={x(mark)} cy={y(mark)} r={2} className="chart-second-dot" />
      ))}
    </g>
  );
}

/** Readings with a second line of working hours. */
export function readingsOfBoth(
  { label, readings }: ReadingSeries,
  second: SecondClock,
): ReadingSeries {
  return { label, readings: readings.map((one, index) => withBoth(one, second[index] ?? null)) };
}

function withBoth(reading: ChartReading, figure: SecondClock[number]): ChartReading {
  if (figure === null) return reading;
  const { value, interval } = figure;
  const bounds =
    interval === null
      ? ''
      : `, 95% interval ${interval.map((bound) => workingDuration(bound)).join(' to ')}`;
  return {
    ...reading,
    lines: [...reading.lines, `working hours: ${workingWithInterval(value, interval)}`],
    spoken: `${reading.spoken}; in working hours ${workingDuration(value)}${bounds}`,
  };
}

/** The table with the columns of working hours before the last, which is the state. */
export function tableOfBoth(
  { caption, columns, rows }: ChartTable,
  second: SecondClock,
): ChartTable {
  return {
    caption: `${caption}, calendar time and working hours`,
    columns: withBeforeLast(columns, ['Working hours', 'Low', 'High']),
    rows: rows.map(({ head, cells }, index) => {
      const figure = second[index];
      const [low, high] = figure?.interval ?? [];
      return { head, cells: withBeforeLast(cells, [told(figure?.value), told(low), told(high)]) };
    }),
  };
}

function told(seconds: number | undefined): string {
  return seconds === undefined ? 'none' : workingDuration(seconds);
}

function withBeforeLast(cells: readonly string[], added: readonly string[]): string[] {
  return [...cells.slice(0, -1), ...added, ...cells.slice(-1)];
}
