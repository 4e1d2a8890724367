import type { EventWeek } from '../api/comparison-detail.ts';
import { changeWithInterval, count, percentChange } from '../format/numbers.ts';
import type { ChartContent, ChartReading } from './chart-types.ts';
import { isThin } from './event-plot.ts';
import { EventStudy, eventPositions } from './event-study.tsx';

const HEIGHT = 452;

/** The weeks of an event study as the content of a chart. */
export function eventStudyContent(weeks: readonly EventWeek[], caption: string): ChartContent {
  return {
    height: HEIGHT,
    summary: summaryOf(weeks),
    draw: (place) => <EventStudy {...place} weeks={weeks} />,
    positions: (width) => eventPositions(weeks, width),
    series: [{ label: caption, readings: weeks.map((week) => readingOf(week, weeks)) }],
    table: {
      caption,
      columns: ['Week', 'Change', 'Low', 'High', 'Band low', 'Band high', 'n, adopters', 'State'],
      rows: weeks.map((week) => ({ head: weekName(week.week), cells: cellsOf(week, weeks) })),
    },
  };
}

/** A week since adoption in words. */
export function weekName(week: number): string {
  if (week === 0) return 'Week of adoption';
  const size = Math.abs(week);
  const weeks = `${size} ${size === 1 ? 'week' : 'weeks'}`;
  return week < 0 ? `${weeks} before` : `${weeks} after`;
}

function readingOf(week: EventWeek, weeks: readonly EventWeek[]): ChartReading {
  const title = weekName(week.week);
  const change = changeWithInterval(week.percent, week.interval);
  const n = week.n === undefined ? null : `n = ${count(week.n)} adopters`;
  const band = week.band === null ? null : `band [${week.band.map(percentChange).join(', ')}]`;
  const thin = isThin(week, weeks) ? 'fewer than half the adopters' : null;
  const interval =
    week.interval === null
      ? 'no interval'
      : `95% interval ${week.interval.map(percentChange).join(' to ')}`;
  const whole = week.band === null ? null : `band ${week.band.map(percentChange).join(' to ')}`;
  const spoken = [`${title}: ${percentChange(week.percent)}`, interval, whole, n, thin];
  return {
    title,
    lines: [change, band, n, thin].filter((line) => line !== null),
    spoken: spoken.filter((part) => part !== null).join(', '),
  };
}

function cellsOf(week: EventWeek, weeks: readonly EventWeek[]): readonly string[] {
  return [
    percentChange(week.percent),
    ...bounds(week.interval),
    ...bounds(week.band),
    week.n === undefined ? 'not told' : count(week.n),
    isThin(week, weeks) ? 'fewer than half the adopters' : 'measured',
  ];
}

function bounds(pair: readonly [number, number] | null): readonly string[] {
  return pair === null ? ['none', 'none'] : pair.map(percentChange);
}

function summaryOf(weeks: readonly EventWeek[]): string {
  const first = weeks[0];
  const last = weeks.at(-1);
  if (first === undefined || last === undefined) return 'No week could be compared.';
  const before = weeks.filter(({ week }) => week < 0).length;
  return `${before} weeks before and ${weeks.length - before} from adoption on; ${percentChange(last.percent)} in the last, ${weekName(last.week)}.`;
}
