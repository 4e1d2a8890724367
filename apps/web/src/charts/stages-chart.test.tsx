import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import type { Series, SeriesPoint } from '../api/series.ts';
import { stackOf } from './bar-plot.ts';
import { stageAt, StagesChart, stagesPlot } from './stages-chart.tsx';
import { meanStages, stagesContent } from './stages-content.tsx';

const HOUR = 3600;

function point(from: string, parts: Partial<SeriesPoint>): SeriesPoint {
  return {
    from: `${from}T00:00:00.000Z`,
    to: `${from}T00:00:00.000Z`,
    status: 'measured',
    value: 10 * HOUR,
    p75: 20 * HOUR,
    p90: 30 * HOUR,
    mean: null,
    stages: null,
    interval: null,
    sampleSize: 10,
    provisional: false,
    reason: null,
    ...parts,
  };
}

/** Means of 3, 4, 2 and 1 hours, which sum to 10. */
const first = point('2026-11-02', {
  stages: { coding: 3 * HOUR, pickup: 4 * HOUR, review: 2 * HOUR, merge: HOUR },
  mean: 10 * HOUR,
});
/** Means of 6, 6, 4 and 4 hours, which sum to 20. */
const second = point('2026-11-09', {
  stages: { coding: 6 * HOUR, pickup: 6 * HOUR, review: 4 * HOUR, merge: 4 * HOUR },
  mean: 20 * HOUR,
  sampleSize: 30,
});
const hidden = point('2026-11-16', {
  status: 'suppressed',
  value: null,
  sampleSize: null,
  reason: 'fewer than 5 people',
});
const running = { ...second, from: '2026-11-23T00:00:00.000Z', provisional: true };

const size = { width: 400, height: 212 };
const draw = (points: readonly SeriesPoint[]) =>
  renderToStaticMarkup(
    <StagesChart id="t" grain="week" points={points} chosen={null} active={null} {...size} />,
  );

function heights(markup: string): readonly number[] {
  const parts = markup.matchAll(/<rect[^>]* height="([\d.]+)"[^>]*class="stage-(?:c|p|r|m)/g);
  return [...parts].map(([, height]) => Number(height));
}

function seriesOf(points: readonly SeriesPoint[]): Series {
  return {
    measure: 'cycle_time',
    title: 'Cycle time',
    unit: 'seconds',
    better: 'lower',
    grain: 'week',
    series: [{ key: 'all', points: [...points] }],
  };
}

describe('stages of cycle time', () => {
  test('are laid one on another and end at their sum', () => {
    const stack = stackOf({ coding: 3, pickup: 4, review: 2, merge: 1 });

    expect(stack.map(({ from, to }) => [from, to])).toEqual([
      [0, 3],
      [3, 7],
      [7, 9],
      [9, 10],
    ]);
  });

  test('are drawn as high together as their mean', () => {
    const { y, frame } = stagesPlot([first, second], size);
    const drawn = heights(draw([first, second]));

    expect(drawn).toHaveLength(8);
    const whole = (from: number) => drawn.slice(from, from + 4).reduce((sum, one) => sum + one, 0);
    expect(whole(0)).toBeCloseTo(frame.bottom - y(10 * HOUR), 6);
    expect(whole(4)).toBeCloseTo(frame.bottom - y(20 * HOUR), 6);
  });

  test('of a hidden bucket are not drawn, and the table tells why', () => {
    const drawn = heights(draw([first, hidden]));
    const { table, series } = stagesContent({
      id: 't',
      series: seriesOf([first, hidden]),
      height: 212,
      chosen: null,
      choose: () => undefined,
    });

    expect(drawn).toHaveLength(4);
    expect(table.rows[0]?.cells.slice(0, 6)).toEqual([
      '3.0 h',
      '4.0 h',
      '2.0 h',
      '60 min',
      '10 h',
      '10',
    ]);
    expect(table.rows[1]?.cells.at(-1)).toBe('hidden, too few people');
    expect(series[0]?.readings[1]?.lines).toEqual([
      'hidden, too few people',
      'fewer than 5 people',
    ]);
  });

  test('of a bucket that may still change are paler', () => {
    expect(draw([first])).not.toContain('stage-open');
    expect(draw([first, running])).toContain('stage-open');
  });

  test('of a whole period are weighted by n, settled buckets alone', () => {
    // (10 × 10 h + 30 × 20 h) / 40 = 17.5 h; coding (10 × 3 + 30 × 6) / 40 = 5.25 h.
    const whole = meanStages(seriesOf([first, second, hidden, running]));

    expect(whole?.n).toBe(40);
    expect(whole?.mean).toBeCloseTo(17.5 * HOUR, 6);
    expect(whole?.parts.coding).toBeCloseTo(5.25 * HOUR, 6);
    expect(meanStages(seriesOf([hidden]))).toBeNull();
  });

  test('are found under the pointer', () => {
    const plot = stagesPlot([first, second], size);
    const at = (index: number, seconds: number) =>
      stageAt([first, second], { x: plot.x(index), y: plot.y(seconds), ...size });

    expect(at(0, 2 * HOUR)).toEqual({ series: 0, index: 0 });
    expect(at(0, 5 * HOUR)).toEqual({ series: 1, index: 0 });
    expect(at(1, 15 * HOUR)).toEqual({ series: 2, index: 1 });
    expect(at(0, 19 * HOUR)).toEqual({ series: 3, index: 0 });
  });
});
