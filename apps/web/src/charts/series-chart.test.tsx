import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import { csvOf } from './export-csv.ts';
import { mostOf, plotOf, runsOf, timeTicks } from './plot.ts';
import { SeriesChart, seriesPositions } from './series-chart.tsx';
import { readingsOf, tableOf, PULL_REQUESTS } from './series-readings.ts';
import { emptyWeek, week } from './testing.ts';

const points = [
  ...[0, 1, 2].map((index) => week(index)),
  emptyWeek(3, 'insufficient_data'),
  emptyWeek(4, 'suppressed'),
  week(5),
  week(6, { provisional: true }),
];
const options = {
  unit: 'seconds',
  grain: 'week',
  label: 'Cycle time',
  statistic: 'p50',
  counted: PULL_REQUESTS,
  points,
} as const;

function drawn(active: number | null = null): string {
  return renderToStaticMarkup(
    <SeriesChart
      id="t"
      unit="seconds"
      grain="week"
      points={points}
      width={700}
      height={212}
      active={active}
    />,
  );
}

function weeks(count: number): readonly Date[] {
  const first = Date.UTC(2025, 5, 2);
  return Array.from({ length: count }, (_, index) => new Date(first + index * 604_800_000));
}

describe('a series as a chart', () => {
  test('breaks its line where nothing was measured, and says how in the ground', () => {
    const svg = drawn();

    expect(svg.match(/class="[^"]*chart-band"/g)).toHaveLength(2);
    expect(svg).toContain('fill="url(#t-hatch)"');
    expect(svg).toContain('fill="url(#t-dots)"');
  });

  test('is dashed and hollow where the value may still change', () => {
    const svg = drawn();

    expect(svg.match(/chart-open/g)).toHaveLength(1);
    expect(svg.match(/chart-dot-open/g)).toHaveLength(1);
    expect(svg.match(/chart-running/g)).toHaveLength(1);
  });

  test('shows where the eye is, and only then', () => {
    expect(drawn()).not.toContain('chart-crosshair');
    expect(drawn(1)).toContain('chart-crosshair');
  });

  test('has no number that is not one', () => {
    expect(drawn()).not.toContain('NaN');
    expect(
      renderToStaticMarkup(
        <SeriesChart
          id="t"
          unit="count"
          grain="day"
          points={[]}
          width={300}
          height={150}
          active={null}
        />,
      ),
    ).not.toContain('NaN');
  });

  test('spreads its points from edge to edge', () => {
    expect(seriesPositions(3, 202)).toEqual([44, 94, 144]);
    expect(seriesPositions(1, 202)).toEqual([94]);
  });
});

describe('a series as words and table', () => {
  test('each point is read with interval, n and what is open', () => {
    const { readings } = readingsOf(options);

    expect(readings[0]?.spoken).toBe(
      'Week of 1 June 2026: 25 h, 95% interval 23 h to 27 h, 187 pull requests',
    );
    expect(readings[3]?.spoken).toBe('Week of 22 June 2026: no figure, too few, 3 pull requests');
    expect(readings[6]?.spoken).toMatch(/may still change$/);
    expect(readings[0]?.lines).toEqual(['p50 25 h [23, 27]', 'n = 187 pull requests']);
  });

  test('the table has the same figures, and absence is never zero', () => {
    const { rows, columns } = tableOf(options);

    expect(columns).toEqual(['Week', 'Value', 'Low', 'High', 'n, pull requests', 'State']);
    expect(rows).toHaveLength(points.length);
    expect(rows[0]).toEqual({
      head: '1–7 Jun 2026',
      cells: ['25 h', '23 h', '27 h', '187', 'measured'],
    });
    expect(rows[4]?.cells).toEqual(['none', 'none', 'none', 'hidden', 'hidden, too few people']);
  });

  test('the CSV is the table, and no cell of it a formula', () => {
    const csv = csvOf(
      { caption: 'c', columns: ['a', 'b'], rows: [{ head: '=1+1', cells: ['1,5 "x"'] }] },
      { source: 'http://x', dataVersion: 7 },
    );

    expect(csv).toBe('c; http://x; data version 7\r\na,b\r\n\'=1+1,"1,5 ""x"""\r\n');
  });
});

describe('a plot', () => {
  test('knows runs of one state', () => {
    expect(runsOf(points).map(({ state, first, last }) => [state, first, last])).toEqual([
      ['measured', 0, 2],
      ['insufficient', 3, 3],
      ['suppressed', 4, 4],
      ['measured', 5, 5],
      ['provisional', 6, 6],
    ]);
  });

  test('labels months, at most seven, and days where there is but one', () => {
    const long = timeTicks(weeks(104), { grain: 'week', step: 7 });
    expect(long.length).toBeLessThanOrEqual(7);
    expect(timeTicks(weeks(14), { grain: 'week', step: 40 }).map(({ label }) => label)).toEqual([
      'Jun',
      'Jul',
      'Aug',
      'Sept',
    ]);
    expect(timeTicks(weeks(3), { grain: 'week', step: 100 }).map(({ label }) => label)).toEqual([
      '2 Jun',
      '9 Jun',
      '16 Jun',
    ]);
  });
});

test('an interval far beyond all values ends at the edge, and does not press the line flat', () => {
  const wild = [
    week(0, { value: 2, interval: [1, 3] }),
    week(1, { value: 4, interval: [1, 9000] }),
  ];
  const frame = { left: 0, right: 100, top: 10, bottom: 110 };
  const plot = plotOf({ frame, buckets: 2, unit: 'count', most: mostOf(wild) });

  expect(mostOf(wild)).toBe(12);
  expect(mostOf(wild.slice(0, 1))).toBe(3);
  expect(plot.y(9000)).toBe(10);
  expect(mostOf([week(0, { value: 0, interval: [0, 5] })])).toBe(5);
});
