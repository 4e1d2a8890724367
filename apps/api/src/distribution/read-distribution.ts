import type { DistributionResponse } from '@uplift/contracts';
import {
  findCohortMembers,
  findMeasureValues,
  findMinimumGroup,
  findWorkingCycleTimes,
  withOrganization,
  type Database,
  type Transaction,
  type ValuesRequest,
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
import {
  readWorkingClock,
  stateOfClock,
  type AskedClock,
  type WorkingClockAsked,
} from '../series/working-clock.ts';
import { insufficiency, smallGroupWords } from '../series/points.ts';

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
  /** Calendar time alone unless told. */
  readonly clock?: AskedClock | undefined;
};

/**
 * How the values of merged pull requests are spread, unless the view is about too few people.
 *
 * @throws {ProblemError} 404 for an unknown team, repository or cohort, 400 for working hours of a
 *   measure that has none
 */
export async function readDistribution(
  request: DistributionRequest,
  { db }: { readonly db: Database },
): Promise<DistributionResponse> {
  const { organizationId, measure, window } = request;
  const { title, unit, better } = catalogue[measure];
  const { sample, working, minimum } = await withOrganization(db, organizationId, async (tx) => {
    const clock = await readWorkingClock(tx, request);
    const least = await findMinimumGroup(tx);
    const values = await valuesAsked(tx, request, least);
    const found = values === null ? null : await findMeasureValues(tx, { measure, ...values });
    const part = clock && (await workingPart(tx, clock, { values, found }));
    return { sample: found, working: part, minimum: least };
  });
  return {
    measure,
    title,
    unit,
    better,
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    ...(sample === null ? suppressed(minimum) : shown(distributionOf(sample, unit))),
    ...working,
  };
}

type Values = Omit<ValuesRequest, 'measure'>;

/** The same pull requests by the clock of working hours, where all of them are measured by it. */
async function workingPart(
  tx: Transaction,
  clock: WorkingClockAsked,
  { values, found }: { readonly values: Values | null; readonly found: readonly number[] | null },
): Promise<Pick<DistributionResponse, 'working' | 'workingClock'>> {
  const { calendar } = clock;
  const timed =
    calendar === null || values === null
      ? []
      : await findWorkingCycleTimes(tx, { calendar, ...values });
  const isLacking = found !== null && timed.length < found.length;
  const workingClock = stateOfClock(clock, isLacking);
  const spread = distributionOf(timed, 'seconds');
  if (isLacking || spread.status !== 'measured') return { working: null, workingClock };
  const { quantiles, interval, mean } = spread;
  return { working: { quantiles, interval: [...interval], mean }, workingClock };
}

/** Which pull requests a view is about; null where it must not be shown. */
async function valuesAsked(
  tx: Transaction,
  { window, ...asked }: DistributionRequest,
  minimum: number,
): Promise<Values | null> {
  const team = (await teamOf(tx, asked.team))?.id ?? null;
  const repository = (await repositoryOf(tx, asked.repository))?.id ?? null;
  const cohort = (await cohortOf(tx, asked.cohort))?.id ?? null;
  const authorship = asked.authorship ?? null;
  const scope = { team, repository, cohort, authorship };
  if (await isTooSmall(tx, scope, { window, minimum })) return null;
  return {
    ...window,
    teamId: team,
    repositoryId: repository,
    personIds: cohort === null ? null : await membersOf(tx, cohort),
    authorship,
  };
}

async function membersOf(tx: Transaction, cohort: number): Promise<ReadonlySet<number>> {
  return (await findCohortMembers(tx, [cohort])).get(cohort) ?? new Set();
}

type Shown = Pick<
  DistributionResponse,
  'status' | 'reason' | 'sampleSize' | 'quantiles' | 'interval' | 'mean' | 'bins'
>;

const nothing = { quantiles: null, interval: null, mean: null, bins: [] };
function suppressed(minimum: number): Shown {
  const reason = smallGroupWords(minimum);
  return { status: 'suppressed', reason, sampleSize: null, ...nothing };
}

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
