import type { AdoptionResponse } from '@uplift/contracts';
import type { Page } from 'playwright-core';

import { readTable, withBounds, type Figure, type TableRow } from '../support/figures.ts';
import type { Row } from '../support/store.ts';
import { startFigures } from './adoption-starts.ts';
import { WAYS, weeksByGroup } from './adoption-weeks.ts';
import { HUMANS, numberIn, textsOf, type Walk } from './facts.ts';

type Group = AdoptionResponse['groups'][number];

/** The part of a whole that a cell tells: `12 (34% [20, 51])`. */
type Part = { readonly people: string; readonly share: string; readonly bounds: string };

/** Every figure of the page of adoption. */
export async function adoptionFigures(walk: Walk): Promise<readonly Figure[]> {
  const tables = ['a-funnel', 'a-dated', 'a-active', 'a-ways', 'a-idle', 'a-champions'];
  const page = await walk.open('/adoption', [...tables, 'a-disclosed']);
  const ask = (by: string) => walk.dashboard.ask<AdoptionResponse>(`/adoption?${walk.window}${by}`);
  const [all, teams] = await Promise.all([ask(''), ask('&by=team')]);
  const groups = [...all.groups, ...teams.groups];
  const weeks = await weeksByGroup(walk);
  return [
    ...(await funnelFigures(page, { groups, weeks })),
    ...(await headFigures(page, { groups, weeks })),
    ...(await activeFigures(page, { groups, weeks })),
    ...(await wayFigures(page, { groups, weeks })),
    ...(await startFigures(page, { groups, walk })),
    ...(await championFigures(page, { champions: teams.champions, walk })),
  ];
}

type Weeks = { readonly groups: readonly Group[]; readonly weeks: ReadonlyMap<string, Row> };

function partIn(text: string): Part {
  const [, people = '', share = ''] = /^([\d,]+)(?: \(([^)]*)\))?/.exec(text) ?? [];
  return { people, share: share.split(' [')[0] ?? '', bounds: share };
}

type Counted = {
  readonly what: string;
  readonly text: string;
  readonly told: NonNullable<Group['funnel']>['active'];
  readonly row: Row | undefined;
  readonly column: 'active' | 'regular';
};

/** A part of a whole: the people, the share and both bounds. */
function partFigures({ what, text, told, row, column }: Counted): readonly Figure[] {
  const { people, share, bounds } = partIn(text);
  const [, low, high] = withBounds(bounds);
  const [own, whole] = [numberIn(row, column), numberIn(row, 'whole')];
  const limits = boundsIn(row, `${column}_bounds`);
  const part = own === null || whole === null ? null : own / whole;
  const [lower, upper] = told?.interval ?? [null, null];
  const unit = 'share';
  return [
    { what, shown: people, told: told?.people ?? null, counted: own, unit: 'number' },
    { what: `${what}, share`, shown: share, told: told?.share ?? null, counted: part, unit },
    { what: `${what}, low`, shown: low, told: lower, counted: limits.low, unit },
    { what: `${what}, high`, shown: high, told: upper, counted: limits.high, unit },
  ];
}

function boundsIn(row: Row | undefined, column: string) {
  const bounds: unknown = row?.[column];
  const own = typeof bounds === 'object' && bounds !== null ? { ...bounds } : {};
  return { low: numberIn(own, 'low'), high: numberIn(own, 'high') };
}

function rowOf(rows: readonly TableRow[], key: string): TableRow['cells'] {
  return rows.find(({ head }) => head === (key === 'all' ? 'Everybody' : key))?.cells ?? {};
}

/** Seats, active and regular people, and idle seats, of everybody and of each team. */
async function funnelFigures(page: Page, { groups, weeks }: Weeks): Promise<readonly Figure[]> {
  const rows = await readTable(page, 'a-funnel');
  const idle = await readTable(page, 'a-idle');
  return groups.flatMap(({ key, funnel }): readonly Figure[] => {
    if (funnel === null) return [];
    const [cells, idleCells] = [rowOf(rows, key), rowOf(idle, key)];
    const row = weeks.get(`${key} ${funnel.week}`);
    const plain = (column: 'seats' | 'idle' | 'grace', shown = ''): Figure => ({
      what: `${column} of ${key}`,
      shown,
      told: funnel[column],
      counted: numberIn(row, column),
      unit: 'number',
    });
    const part = (column: 'active' | 'regular', text = '') =>
      partFigures({ what: `${column} of ${key}`, text, told: funnel[column], row, column });
    return [
      plain('seats', cells['Seats']),
      ...part('active', cells['Active in 28 days']),
      ...part('regular', cells['Regular, 4 days or more']),
      plain('idle', idleCells['Idle']),
      plain('grace', idleCells['In grace']),
    ];
  });
}

/** The three figures at the head of the page. */
async function headFigures(page: Page, { groups, weeks }: Weeks): Promise<readonly Figure[]> {
  const funnel = groups.find(({ key }) => key === 'all')?.funnel;
  const row = weeks.get(`all ${funnel?.week ?? ''}`);
  const [seats = '', active = '', regular = ''] = await textsOf(page, '.adoption-head b');
  const share = (column: 'active' | 'regular') =>
    (numberIn(row, column) ?? 0) / (numberIn(row, 'whole') ?? 1);
  return [
    {
      what: 'seats',
      shown: seats,
      told: funnel?.seats ?? null,
      counted: numberIn(row, 'seats'),
      unit: 'number',
    },
    {
      what: 'active',
      shown: active,
      told: funnel?.active?.share ?? null,
      counted: share('active'),
      unit: 'share',
    },
    {
      what: 'regular',
      shown: regular,
      told: funnel?.regular?.share ?? null,
      counted: share('regular'),
      unit: 'share',
    },
  ];
}

/** Active people, a cell for each group and week. */
async function activeFigures(page: Page, { groups, weeks }: Weeks): Promise<readonly Figure[]> {
  const rows = await readTable(page, 'a-active');
  return groups.flatMap(({ key, weeks: told }) => {
    const cells = Object.values(rowOf(rows, key));
    return told.flatMap((week, index): readonly Figure[] => {
      const row = weeks.get(`${key} ${week.week}`);
      const of = week.seats ?? week.recentlyPresent;
      const isKnown = row?.['listed'] != null || row?.['is_reported'] === true;
      const own = isKnown ? numberIn(row, 'active') : null;
      const text = cells[index] ?? '';
      if (of === 0) return [];
      const what = `active of ${key}, ${week.week}`;
      const { people, share } = partIn(text);
      return [
        {
          what,
          shown: people === '' ? text : people,
          told: week.active,
          counted: own,
          unit: 'number',
        },
        {
          what: `${what}, share`,
          shown: people === '' ? text : share,
          told: week.active === null ? null : week.active / of,
          counted: own === null ? null : own / (numberIn(row, 'whole') ?? 0),
          unit: 'share',
        },
      ];
    });
  });
}

/** How many of everybody chose each way of working, week by week. */
async function wayFigures(page: Page, { groups, weeks }: Weeks): Promise<readonly Figure[]> {
  const rows = await readTable(page, 'a-ways');
  const told = groups.find(({ key }) => key === 'all')?.weeks ?? [];
  return (
    ['completion', 'chat', 'agent_mode', 'cli', 'cloud_agent', 'code_review'] as const
  ).flatMap((way) => {
    const cells = Object.values(rowOf(rows, WAYS[way]));
    return told.map((week, index): Figure => {
      const row = weeks.get(`all ${week.week}`);
      const own = row?.['is_reported'] === true ? numberIn(row, way) : null;
      const shown = cells[index] ?? '';
      const what = `${way}, ${week.week}`;
      return { what, shown, told: week.ways?.[way] ?? null, counted: own, unit: 'number' };
    });
  });
}

type Champions = { readonly champions: AdoptionResponse['champions']; readonly walk: Walk };

/** People of teams without a champion, who are all of them here. */
async function championFigures(
  page: Page,
  { champions, walk }: Champions,
): Promise<readonly Figure[]> {
  const rows = await readTable(page, 'a-champions');
  const cells = rowOf(rows, 'Without');
  const week = champions?.week ?? walk.days.from;
  const [own] = await walk.store.rows(`
    with ${HUMANS}
    select count(distinct t.id) as teams, count(distinct h.person_id) as people
    from teams t join team_memberships m on m.team_id = t.id
      and m.from_day <= date '${week}' + 6 and (m.to_day is null or date '${week}' + 6 < m.to_day)
    join humans h on h.account_id = m.person_id where not t.removed and (
      exists (select from activity_days d join humans a on a.account_id = d.person_id
        where a.person_id = h.person_id and d.day >= date '${week}' - 21 and d.day < date '${week}' + 7)
      or exists (select from copilot_user_days u join humans a on a.account_id = u.person_id
        where a.person_id = h.person_id and u.active
          and u.day >= date '${week}' - 21 and u.day < date '${week}' + 7)
      or exists (select from copilot_seats s where s.person_id = h.person_id and s.day = (
        select max(day) from copilot_seats where day >= date '${week}' and day < date '${week}' + 7)))`);
  return [
    {
      what: 'teams without champion',
      shown: cells['Number of teams'] ?? '',
      told: champions?.without.teams ?? null,
      counted: numberIn(own, 'teams'),
      unit: 'number',
    },
    {
      what: 'people without champion',
      shown: cells['People'] ?? '',
      told: champions?.without.people ?? null,
      counted: numberIn(own, 'people'),
      unit: 'number',
    },
  ];
}
