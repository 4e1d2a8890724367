import type { DistributionResponse } from '@uplift/contracts';
import {
  findCohortMembers,
  findMeasureValues,
  withOrganization,
  type Database,
  type Transaction,
} from '@uplift/db';
import {
  catalogue,
  distributionOf,
  type Authorship,
  type Distribution,
  type DistributionMeasure,
  type Window,
} from '@uplift/metrics';

import { cohortOf, repositoryOf, teamOf } from '../directory/organization-of.ts';
import { isTooSmall } from '../series/hidden-lines.ts';
import { insufficiency, SMALL_GROUP } from '../series/points.ts';

/** One measure of one organisation over a whole window. */
export type DistributionRequest = {
  readonly organizationId: number;
  readonly measure: DistributionMeasure;
  readonly window: Window;
  /** Slug or id. */
  readonly team?: string | undefined;
  /** `owner/name` or id. */
  readonly repository?: string | undefined;
  /** Id or name. */
  readonly cohort?: string | undefined;
  readonly authorship?: Authorship | undefined;
};

/**
 * How the values of merged pull requests are spread, unless the view is about too few people.
 *
 * @throws {ProblemError} 404 for an unknown team, repository or cohort
 */
export async function readDistribution(
  request: DistributionRequest,
  { db }: { readonly db: Database },
): Promise<DistributionResponse> {
  const { organizationId, measure, window } = request;
  const { title, unit, better } = catalogue[measure];
  const sample = await withOrganization(db, organizationId, (tx) => findSample(tx, request));
  return {
    measure,
    title,
    unit,
    better,
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    ...(sample === null ? suppressed : shown(distributionOf(sample, unit))),
  };
}

/** The values of a view; null where it must not be shown. */
async function findSample(
  tx: Transaction,
  { measure, window, ...asked }: DistributionRequest,
): Promise<number[] | null> {
  const team = (await teamOf(tx, asked.team))?.id ?? null;
  const repository = (await repositoryOf(tx, asked.repository))?.id ?? null;
  const cohort = (await cohortOf(tx, asked.cohort))?.id ?? null;
  const authorship = asked.authorship ?? null;
  if (await isTooSmall(tx, { team, repository, cohort, authorship }, window)) return null;
  return findMeasureValues(tx, {
    measure,
    ...window,
    teamId: team,
    repositoryId: repository,
    personIds: cohort === null ? null : await membersOf(tx, cohort),
    authorship,
  });
}

async function membersOf(tx: Transaction, cohort: number): Promise<ReadonlySet<number>> {
  return (await findCohortMembers(tx, [cohort])).get(cohort) ?? new Set();
}

type Shown = Pick<
  DistributionResponse,
  'status' | 'reason' | 'sampleSize' | 'quantiles' | 'interval' | 'mean' | 'bins'
>;

const nothing = { quantiles: null, interval: null, mean: null, bins: [] };
const suppressed: Shown = {
  status: 'suppressed',
  reason: SMALL_GROUP,
  sampleSize: null,
  ...nothing,
};

function shown(distribution: Distribution): Shown {
  const { status, sampleSize } = distribution;
  if (distribution.status === 'insufficient_data') {
    return {
      status: 'insufficient_data',
      reason: insufficiency(distribution),
      sampleSize,
      ...nothing,
    };
  }
  const { quantiles, interval, mean, bins } = distribution;
  return {
    status,
    reason: null,
    sampleSize,
    quantiles,
    interval: [...interval],
    mean,
    bins: [...bins],
  };
}
