import type { AdoptionResponse } from '@uplift/contracts';
import type { Page } from 'playwright-core';

import { readTable, type Figure, type TableRow } from '../support/figures.ts';
import type { Row } from '../support/store.ts';
import { HUMANS, numberIn, type Walk } from './facts.ts';

type Group = AdoptionResponse['groups'][number];

/** Starts by week, and those that are not known. */
const STARTS = `
    with ${HUMANS},
    used as (select distinct h.person_id, u.day from copilot_user_days u
      join humans h on h.account_id = u.person_id where u.active),
    fourth as (select *, lead(day, 3) over (partition by person_id order by day) as fourth from used),
    starts as (select person_id, min(day) as day from fourth where fourth < day + 28 group by 1),
    seats as (select h.person_id,
        min(least(s.day, (s.granted_at at time zone 'UTC')::date)) as seat
      from copilot_seats s join humans h on h.account_id = s.person_id group by 1),
    judged as (select s.day, s.day >= r.first + 28 or coalesce(t.seat >= r.first, false) as is_known
      from starts s left join seats t using (person_id)
      cross join (select min(day) as first from copilot_user_days) r)
    select (select count(*) from judged where not is_known) as unknown,
      (select json_object_agg(week, people) from (
        select date_trunc('week', day)::date::text as week, count(*) as people
        from judged where is_known group by 1) w) as weeks`;

type Starts = { readonly groups: readonly Group[]; readonly walk: Walk };

/**
 * When people started, by use: the first of four active days within 28. A start in the first 28 days
 * of the reports is not known, unless the seat came with them or after.
 */
export async function startFigures(
  page: Page,
  { groups, walk }: Starts,
): Promise<readonly Figure[]> {
  const [own] = await walk.store.rows(STARTS);
  const weeksOf: unknown = own?.['weeks'];
  const counted: Row = typeof weeksOf === 'object' ? { ...weeksOf } : {};
  const rows = await readTable(page, 'a-dated');
  const told = groups
    .find(({ key }) => key === 'all')
    ?.sources.find(({ source }) => source === 'usage');
  const hasUnknown = (told?.unknown ?? 0) > 0;
  const unknown = {
    what: 'starts that are not known',
    shown: hasUnknown ? shownIn(rows[0]) : '0',
    told: told?.unknown ?? null,
    counted: numberIn(own, 'unknown'),
    unit: 'number' as const,
  };
  const weeks = (told?.weeks ?? []).map(({ week, started }, index): Figure => {
    const shown = shownIn(rows[index + (hasUnknown ? 1 : 0)]);
    const people = numberIn(counted, week) ?? 0;
    return { what: `started, ${week}`, shown, told: started, counted: people, unit: 'number' };
  });
  return [unknown, ...weeks];
}

function shownIn(row: TableRow | undefined): string {
  return row?.cells['People who started'] ?? '';
}
