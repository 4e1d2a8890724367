import type { TeamSummaryList } from '@uplift/contracts';

import type { Figure } from '../support/figures.ts';
import { numberIn, textsOf, type Walk } from './facts.ts';

type Team = TeamSummaryList['items'][number];

/** Every figure of the page of teams: their people and who of them adopted, today and by month. */
export async function teamFigures(walk: Walk): Promise<readonly Figure[]> {
  const page = await walk.open('/teams');
  const { items } = await walk.dashboard.ask<TeamSummaryList>('/team-summaries');
  const people = await textsOf(page, '.teams td[data-label=People]');
  const adopted = await textsOf(page, '.teams td[data-label=Adopted]');
  const bars = await page.locator('.size-bars').all();
  const figures = await Promise.all(
    items.map(async (team, index): Promise<readonly Figure[]> => {
      const titles = (await bars[index]?.locator('title').allTextContents()) ?? [];
      const now = { team, people: people[index] ?? '', adopted: adopted[index] ?? '' };
      return [...(await nowOf(walk, now)), ...(await sizesOf(walk, { team, titles }))];
    }),
  );
  return figures.flat();
}

type Now = { readonly team: Team; readonly people: string; readonly adopted: string };

/** A team today: its people, who of them adopted, and which share that is. */
async function nowOf(walk: Walk, { team, people, adopted }: Now): Promise<readonly Figure[]> {
  const { slug } = team;
  const today = new Date().toISOString().slice(0, 10);
  const [own] = await countOn(walk, { slug, days: [today] });
  const [all, part] = [numberIn(own, 'people'), numberIn(own, 'adopted')];
  const [, count = '', share = ''] = /^(\d+) \((.+)\)$/.exec(adopted) ?? [];
  const of = team.adopted === null ? null : team.adopted / (team.people ?? 0);
  const [unit, counted] = ['number', (part ?? 0) / (all ?? 0)] as const;
  return [
    { what: `people of ${slug}`, shown: people, told: team.people, counted: all, unit },
    { what: `adopted of ${slug}`, shown: count, told: team.adopted, counted: part, unit },
    { what: `share of ${slug}`, shown: share, told: of, counted, unit: 'share' },
  ];
}

type Sizes = { readonly team: Team; readonly titles: readonly string[] };

/** The bars of a team: its people on the first of each month. */
async function sizesOf(walk: Walk, { team, titles }: Sizes): Promise<readonly Figure[]> {
  const { slug, sizes } = team;
  const counted = await countOn(walk, { slug, days: sizes.map(({ day }) => day) });
  return sizes.map(({ day, people }, index) => ({
    what: `people of ${slug} on ${day}`,
    shown: titles[index]?.split(': ')[1] ?? '',
    told: people,
    counted: numberIn(counted[index], 'people'),
    unit: 'number',
  }));
}

type Asked = { readonly slug: string; readonly days: readonly string[] };

/** People of a team on days, and who of them had begun by then: a licence alone is no beginning. */
function countOn({ store }: Walk, { slug, days }: Asked) {
  const list = days.map((day) => `date '${day}'`).join(', ');
  return store.rows(`
    select d.day, count(distinct p.id) as people,
      count(distinct p.id) filter (where exists (
        select from adoptions a where a.person_id = p.id and a.source <> 'seat'
          and coalesce(a.started_on <= d.day, true))) as adopted
    from unnest(array[${list}]) as d(day)
    left join teams t on t.slug = '${slug}' and not t.removed
    left join team_memberships m on m.team_id = t.id
      and m.from_day <= d.day and (m.to_day is null or d.day < m.to_day)
    left join people p on p.id = m.person_id and coalesce(p.kind_override, p.kind) = 'human'
    group by 1 order by 1`);
}
