import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import type { EventWeek } from '../api/comparison-detail.ts';
import { eventPlotOf } from './event-plot.ts';
import { eventStudyContent, weekName } from './event-study-content.tsx';
import { eventPositions, EventStudy } from './event-study.tsx';

const week = (number: number, percent: number, more: Partial<EventWeek> = {}): EventWeek => ({
  week: number,
  percent,
  interval: [percent - 4, percent + 4],
  band: [percent - 8, percent + 8],
  n: 40,
  ...more,
});
const weeks = [week(-2, 1), week(-1, -1), week(0, -6), week(1, -12), week(2, -14, { n: 19 })];

const drawn = (given: readonly EventWeek[], width = 600) =>
  renderToStaticMarkup(<EventStudy weeks={given} width={width} height={452} active={null} />);

const occurrences = (text: string, part: string) => text.split(part).length - 1;

describe('an event study', () => {
  test('has a dot and a whisker a week, hollow where fewer than half the adopters are seen', () => {
    const svg = drawn(weeks);

    expect(occurrences(svg, 'class="chart-dot"')).toBe(4);
    expect(occurrences(svg, 'class="chart-dot-open"')).toBe(1);
    expect(occurrences(svg, 'chart-whisker')).toBe(5);
    expect(occurrences(svg, 'event-seen')).toBe(6);
  });

  test('draws the band in one piece, and breaks it where it is not known', () => {
    const broken = weeks.map((one) => (one.week === 0 ? { ...one, band: null } : one));

    expect(occurrences(drawn(weeks), 'class="event-band"')).toBe(1);
    expect(occurrences(drawn(broken), 'class="event-band"')).toBe(2);
  });

  test('marks adoption between the last week before and the first of it', () => {
    const frame = { left: 0, right: 500, top: 0, bottom: 100 };
    const { x, step } = eventPlotOf(weeks, frame);

    expect(step).toBe(100);
    expect(weeks.map((one) => x(one.week))).toEqual([50, 150, 250, 350, 450]);
    expect(drawn(weeks)).toContain('each developer’s own adoption');
  });

  test('keeps nothing and every interval on the scale', () => {
    const { ticks } = eventPlotOf(weeks, { left: 0, right: 500, top: 0, bottom: 100 });

    // The intervals reach from −18 to +5.
    expect(ticks.map(({ label }) => label)).toEqual(['−20%', '−15%', '−10%', '−5%', '0%', '+5%']);
  });

  test('is drawn without weeks', () => {
    expect(drawn([])).toContain('<svg');
    expect(eventPositions([], 600)).toEqual([]);
  });
});

describe('the content of an event study', () => {
  test('has a reading and a row for every week', () => {
    const content = eventStudyContent(weeks, 'Change by week');

    expect(content.series[0]?.readings.map(({ spoken }) => spoken)[3]).toBe(
      '1 week after: −12%, 95% interval −16% to −8%, band −20% to −4%, n = 40 adopters',
    );
    expect(content.table.rows.map(({ head }) => head)).toEqual([
      '2 weeks before',
      '1 week before',
      'Week of adoption',
      '1 week after',
      '2 weeks after',
    ]);
    expect(content.table.rows[4]?.cells).toEqual([
      '−14%',
      '−18%',
      '−10%',
      '−22%',
      '−6%',
      '19',
      'fewer than half the adopters',
    ]);
    expect(content.positions(600)).toHaveLength(weeks.length);
  });

  test.each([
    [0, 'Week of adoption'],
    [-1, '1 week before'],
    [12, '12 weeks after'],
  ])('calls week %i "%s"', (number, name) => {
    expect(weekName(number)).toBe(name);
  });
});
