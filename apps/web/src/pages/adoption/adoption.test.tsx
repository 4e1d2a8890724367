import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import type { Adoption, AdoptionGroup } from '../../api/adoption.ts';
import { maturityContent } from '../../charts/maturity-multiples.tsx';
import { ColumnsChart } from '../../charts/week-columns.tsx';
import { FunnelFigures } from './bar-cards.tsx';
import { championBars, funnelBars, idleBars } from './bars.ts';
import { maturityRows } from './maturity.ts';
import { everybodyWords } from './moved-card.tsx';
import { StartsFoot } from './week-cards.tsx';
import { activeHeat, sourcesOf, startColumns, waysHeat } from './weeks.ts';

// In the second week of the two.
const now = new Date('2026-06-10T12:00:00Z');
const later = new Date('2026-07-01T00:00:00Z');
const unknown = { seats: null, active: null, ways: null, stages: null };
const stages = { assistive: 3, workflow: 2, agentic: 1 };
const ways = { completion: 6, chat: 3, agent_mode: 1, cli: 0, cloud_agent: 0, code_review: 0 };
const everybody: AdoptionGroup = {
  key: 'all',
  status: 'measured',
  people: 12,
  reason: null,
  sources: [
    {
      tool: 'copilot',
      source: 'seat',
      startedBefore: 2,
      unknown: 3,
      weeks: [{ week: '2026-06-08', started: 4 }],
    },
    { tool: 'claude', source: 'disclosed', startedBefore: 1, unknown: 0, weeks: [] },
  ],
  funnel: {
    week: '2026-06-08',
    seats: 10,
    active: { people: 8, share: 0.8, interval: [0.49, 0.943] },
    regular: { people: 6, share: 0.75, interval: [0.409, 0.929] },
    idle: 2,
    grace: 0,
    idleCost: 38,
  },
  weeks: [
    { week: '2026-06-01', present: 12, recentlyPresent: 12, ...unknown },
    { week: '2026-06-08', present: 12, recentlyPresent: 12, seats: 10, active: 8, ways, stages },
  ],
};
const hidden: AdoptionGroup = {
  ...everybody,
  key: 'mobile',
  status: 'suppressed',
  people: null,
  reason: 'fewer than 5 people',
  sources: [],
  funnel: null,
  weeks: [],
};
const adoption: Adoption = {
  from: '2026-06-01',
  to: '2026-06-15',
  groups: [everybody, hidden],
  champions: null,
  seatCost: { amount: 19, currency: 'USD' },
  breaks: [
    { day: '2026-06-10', what: 'Agents count as active.', affects: ['seat'] },
    { day: '2026-06-11', what: 'Reports count otherwise.', affects: ['usage'] },
  ],
};
const words = (element: React.ReactNode) =>
  renderToStaticMarkup(element).replaceAll(/<[^>]*>/g, ' ');

describe('the funnel', () => {
  test('tells seats, active and regular with intervals and n', () => {
    const told = words(<FunnelFigures adoption={adoption} />);

    expect(told).toContain('80%');
    expect(told).toContain('[49, 94]');
    expect(told).toContain('active of 10 seats');
    expect(told).toContain('n = 6');
  });

  test('says what will stand there while nothing is known', () => {
    const nothing = { ...adoption, groups: [{ ...everybody, funnel: null }] };

    expect(words(<FunnelFigures adoption={nothing} />)).toContain('Appears with the first');
  });

  test('draws parts as shares of all seats, and hides small teams with the reason', () => {
    const { rows } = funnelBars(adoption);

    expect(rows[0]?.parts.map(({ value }) => value)).toEqual([1, 0.8, 0.6]);
    expect(rows[0]?.note).toBe('10 → 8 → 6');
    expect(rows[1]?.parts).toEqual([]);
    expect(rows[1]?.cells[0]).toBe('fewer than 5 people');
  });
});

describe('what moved', () => {
  const active = (counts: readonly (number | null)[], at = new Date('2026-08-01T00:00:00Z')) => {
    const weeks = counts.map((count, index) => ({
      week: new Date(Date.UTC(2026, 5, 1 + index * 7)).toISOString().slice(0, 10),
      present: 12,
      recentlyPresent: 12,
      ...unknown,
      active: count,
    }));
    return everybodyWords({ groups: [{ ...everybody, weeks }] }, at);
  };

  test('is told of the last week that is known against four weeks before', () => {
    expect(active([5, 1, 2, 3, 8, null])).toContain('went from 5 to 8 in four weeks');
    expect(active([8, 1, 2, 3, 8])).toContain('as many as four weeks before');
  });

  test('is not told of a week that still runs', () => {
    const inTheSixth = new Date('2026-07-07T12:00:00Z');
    expect(active([5, 1, 2, 3, 8, 2], inTheSixth)).toContain('went from 5 to 8 in four weeks');
  });

  test('is not told where a figure is missing', () => {
    expect(active([null, 1, 2, 3, 8])).toContain('no figure of four weeks before');
    expect(active([null])).toContain('not known yet');
  });
});

describe('idle seats', () => {
  test('cost what is told, and say so where nobody set the cost', () => {
    const costly = idleBars(adoption).rows[0]?.cells ?? [];
    const unset = idleBars({ ...adoption, seatCost: null }).rows[0]?.cells ?? [];

    expect(costly[2]).toMatch(/38\.00 a month/);
    expect(unset[2]).toBe('cost of a seat not set');
  });
});

describe('weeks', () => {
  test('that are not known are no zeros', () => {
    const cells = activeHeat(adoption, later).rows[0]?.cells ?? [];

    expect(cells.map(({ look }) => look)).toEqual(['unknown', 'q4']);
    expect(cells.map(({ told }) => told)).toEqual(['not known', '8 (80%)']);
  });

  test('show ways of working as shares of the people present', () => {
    const last = waysHeat(everybody, later).rows.map(({ cells }) => cells[1]?.told);

    expect(last.slice(0, 4)).toEqual(['6 (50%)', '3 (25%)', '1 (8.3%)', '0 (0%)']);
  });
});

describe('a week that is not over', () => {
  test('looks different in every chart, and says so in readings and tables', () => {
    const [past, running] = activeHeat(adoption, now).rows[0]?.cells ?? [];
    const { weeks } = startColumns(adoption, { sources: sourcesOf(everybody, 'dated'), now });

    expect([past?.isOpen, running?.isOpen]).toEqual([false, true]);
    expect(activeHeat(adoption, now).columns).toEqual(['Team', '1 Jun', '8 Jun, running']);
    expect(running?.reading.spoken).toContain('week still running');
    expect(weeks.map((week) => week.running === null)).toEqual([true, false]);
  });
});

describe('stages of working', () => {
  const content = maturityContent({
    id: 'm',
    rows: maturityRows(adoption.groups, now),
    columns: 2,
    caption: 'Stages',
    noInterval: 'everybody is counted',
    tells: ['Assistive', 'Workflow', 'Agentic', 'n', 'State'],
  });

  test('have a small chart for each group; a hidden one is a dotted field', () => {
    const drawing = renderToStaticMarkup(
      content.draw({ width: 416, height: content.height, active: null }),
    );

    expect(drawing.match(/chart-name/g)).toHaveLength(2);
    expect(drawing.match(/url\(#m-dots\)/g)).toHaveLength(1);
    expect(drawing.match(/maturity-unknown/g)).toHaveLength(1);
    expect(drawing.match(/maturity-open/g)).toHaveLength(3);
    expect(drawing).not.toContain('NaN');
  });

  test('are read and tabled as people and shares of those present, and as hidden', () => {
    expect(content.series[0]?.readings[1]?.spoken).toBe(
      'Everybody, Week of 8 June 2026, Assistive: 3 (25%), Workflow: 2 (17%), Agentic: 1 (8.3%), n = 12 present, week still running, may change',
    );
    expect(content.series[1]?.readings).toEqual([
      { title: 'mobile', lines: ['fewer than 5 people'], spoken: 'mobile: fewer than 5 people' },
    ]);
    expect(content.table.rows.map(({ head }) => head)).toEqual([
      'Everybody, 1–7 Jun 2026',
      'Everybody, 8–14 Jun 2026',
      'mobile',
    ]);
    expect(content.table.rows[0]?.cells).toEqual(['none', 'none', 'none', '12', 'not known']);
  });

  test('are found under the pointer', () => {
    // Two abreast of 200 pixels with 16 between; two weeks of 100 pixels each.
    expect(content.locate?.({ x: 150, y: 50, width: 416 })).toEqual({ series: 0, index: 1 });
    expect(content.locate?.({ x: 400, y: 50, width: 416 })).toEqual({ series: 1, index: 0 });
    expect(content.locate?.({ x: 10, y: 300, width: 416 })).toBeNull();
    expect(content.placeOf?.({ series: 0, index: 1 }, 416)).toBe(150);
  });
});

describe('starts', () => {
  test('keep disclosed authorship apart from seats', () => {
    expect(sourcesOf(everybody, 'dated').map(({ source }) => source)).toEqual(['seat']);
    expect(sourcesOf(everybody, 'disclosed').map(({ source }) => source)).toEqual(['disclosed']);
  });

  test('count nobody twice: use dates them before a word of an administrator, and that before a seat', () => {
    const seat = { tool: 'copilot', startedBefore: 0, unknown: 0 };
    const weeks = [{ week: '2026-06-08', started: 4 }];
    const sources = (['seat', 'import', 'usage'] as const).map((source) => ({
      ...seat,
      source,
      weeks,
    }));
    const other = { ...seat, tool: 'claude', source: 'import' as const, weeks };

    const dated = sourcesOf({ sources: [...sources, other] }, 'dated');

    expect(dated.map(({ tool, source }) => `${tool} ${source}`)).toEqual([
      'copilot usage',
      'claude import',
    ]);
    expect(
      startColumns(adoption, { sources: sourcesOf({ sources }, 'dated'), now }).weeks.at(-1)
        ?.people,
    ).toBe(4);
    expect(sourcesOf({ sources: sources.slice(0, 2) }, 'dated')).toEqual([sources[1]]);
  });

  test('mark the breaks of their own sources alone', () => {
    const columns = startColumns(adoption, { sources: sourcesOf(everybody, 'dated'), now });
    const drawing = renderToStaticMarkup(
      <ColumnsChart {...columns} width={400} height={190} active={null} />,
    );

    expect(columns.weeks.map(({ people }) => people)).toEqual([0, 4]);
    expect(drawing.match(/break-mark/g)).toHaveLength(1);
    // three whose start is not known stand apart
    expect(columns.unknown).toBe(3);
    expect(drawing).toMatch(/part-unknown.*unknown/);
  });

  test('say of how many the start is not known', () => {
    const sources = sourcesOf(everybody, 'dated');
    const told = words(<StartsFoot kind="dated" sources={sources} isBroken={false} />);

    expect(told).not.toContain('counting changed');
    expect(told).toContain('copilot, from seats');
    expect(told).toContain('start not known of 3');
  });
});

describe('champions', () => {
  test('are compared only where groups are large enough', () => {
    const part = { people: 5, share: 0.5, interval: [0.24, 0.76] as [number, number] };
    const side = { status: 'measured' as const, reason: null, teams: 2, people: 10 };
    const { rows } = championBars({
      week: '2026-06-08',
      with: { ...side, active: part, regular: { ...part, people: 3, share: 0.6 } },
      without: { ...side, status: 'suppressed', reason: 'too few', active: null, regular: null },
    });

    expect(rows[0]?.parts.map(({ value }) => value)).toEqual([1, 0.5, 0.3]);
    expect(rows[1]?.note).toBe('hidden');
  });
});
