import type { OrganizationHealth } from '@uplift/contracts';

import { readTable, type Figure } from '../support/figures.ts';
import { numberIn, textsOf, type Walk } from './facts.ts';
import { byBucket } from './series.ts';

/**
 * Every figure of data health: what files told, by repository, before a comparison with GitHub; then
 * how whole each day is, after one that found pull requests missing.
 */
export async function healthFigures(walk: Walk): Promise<readonly Figure[]> {
  return [...(await fileFigures(walk)), ...(await completenessFigures(walk))];
}

async function fileFigures(walk: Walk): Promise<readonly Figure[]> {
  const page = await walk.open('/health');
  await page.locator('.health-table').waitFor();
  const { repositories } = await walk.dashboard.ask<OrganizationHealth>('/health');
  const counted = byBucket(
    await walk.store.rows(`
      select r.full_name as bucket, count(p.id) filter (where p.folded) as n
      from repositories r left join pull_requests p on p.repository_id = r.id group by 1`),
  );
  const names = await textsOf(page, '.health-table tbody th');
  const shown = await textsOf(page, '.health-table tbody td:nth-of-type(1)');
  const [sentence = ''] = await textsOf(page, '.health-sentence');
  const rows = repositories.map(({ repository, pullRequests }): Figure => ({
    what: `pull requests of ${repository}`,
    shown: shown[names.indexOf(repository)] ?? '',
    told: pullRequests,
    counted: numberIn(counted.get(repository), 'n'),
    unit: 'number',
  }));
  const total: Figure = {
    what: 'repositories',
    shown: /: ([\d,]+) repositor/.exec(sentence)?.[1] ?? '',
    told: repositories.length,
    counted: counted.size,
    unit: 'number',
  };
  return [total, ...rows];
}

/** Given what fetching and a comparison with GitHub leave behind, one day of a repository short. */
async function completenessFigures(walk: Walk): Promise<readonly Figure[]> {
  await walk.store.rows(`
    insert into repository_backfills
      (organization_id, repository_id, state, horizon, page_size, reached, reconciled_until,
        pull_requests_done, pull_requests_total)
    select organization_id, id, 'done', now() - interval '1 year', 50, now() - interval '1 year',
      now(), 10, 10
    from repositories`);
  await walk.store.rows(`
    insert into completeness_days
      (organization_id, repository_id, day, expected, present, reason, checked_at)
    select r.organization_id, r.id, (now() at time zone 'UTC')::date - ago, 1000,
      case when ago = 9 and r.id = (select min(id) from repositories) then 998 else 1000 end,
      'live and reconciled', now()
    from repositories r cross join generate_series(1, 40) as ago`);
  const page = await walk.open('/health', ['h-days']);
  const rows = await readTable(page, 'h-days');
  const { repositories } = await walk.dashboard.ask<OrganizationHealth>('/health');
  const stored = byBucket(
    await walk.store.rows(`
      select r.full_name || ' ' || c.day as bucket, 100.0 * c.present / c.expected as percent
      from completeness_days c join repositories r on r.id = c.repository_id`),
  );
  return repositories.flatMap(({ repository, completeness }) => {
    const name = repository.split('/')[1] ?? '';
    const cells = Object.values(rows.find(({ head }) => head === name)?.cells ?? {});
    return completeness.map(({ day, percent }, index): Figure => {
      const own = numberIn(stored.get(`${repository} ${day}`), 'percent');
      // Rounded down to tenths, so that only what is whole is 100.
      const counted = own === null ? null : Math.floor(own * 10) / 10;
      const what = `completeness of ${repository} on ${day}`;
      return { what, shown: cells[index] ?? '', told: percent, counted, unit: 'change' };
    });
  });
}
