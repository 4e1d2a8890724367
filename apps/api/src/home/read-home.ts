import type { SeriesResponse } from '@uplift/contracts';
import {
  countStaleDays,
  findComparisons,
  findMinimumGroup,
  findRepositoryHealth,
  withOrganization,
  type OrganizationRow,
} from '@uplift/db';

import { toListedComparison } from '../comparisons/to-comparison.ts';
import type { ApiDeps } from '../deps.ts';
import { weeksUpTo } from '../http/window.ts';
import { readSeries } from '../series/read-series.ts';
import type { HomeView } from './home-page.ts';
import { headlines } from './measure-card.ts';

const WEEKS = 26;
const LATEST_COMPARISONS = 5;

/** Reads what the first page shows. */
export async function readHome(
  {
    organization,
    organizations,
  }: {
    readonly organization: OrganizationRow;
    readonly organizations: readonly OrganizationRow[];
  },
  deps: ApiDeps,
): Promise<HomeView> {
  const series: SeriesResponse[] = [];
  for (const { measure } of headlines)
    series.push(await headlineSeries(organization, measure, deps));
  const { id, login } = organization;
  return withOrganization(deps.db, id, async (tx) => {
    const repositories = await findRepositoryHealth(tx);
    const comparisons = await findComparisons(tx, { before: null, limit: LATEST_COMPARISONS });
    const minimum = await findMinimumGroup(tx);
    return {
      organization: login,
      organizations: organizations.map((row) => row.login),
      series,
      comparisons: comparisons.map((row) => toListedComparison(row, minimum)),
      health: {
        repositories: repositories.length,
        pullRequests: repositories.reduce((sum, { pullRequests }) => sum + pullRequests, 0),
        lastEventAt: latest(repositories.map(({ lastEventAt }) => lastEventAt)),
        staleDays: await countStaleDays(tx),
      },
    };
  });
}

function headlineSeries(
  { id }: OrganizationRow,
  measure: (typeof headlines)[number]['measure'],
  deps: ApiDeps,
): Promise<SeriesResponse> {
  const to = deps.now();
  const window = { from: weeksUpTo(WEEKS)(to), to };
  return readSeries({ organizationId: id, measure, grain: 'week', window }, deps);
}

function latest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.flatMap((instant) => (instant === null ? [] : [instant.getTime()]));
  return known.length === 0 ? null : new Date(Math.max(...known));
}
