import type { PullRequestListQuery } from '@uplift/contracts';
import {
  findAccountsOf,
  findCohortMembers,
  findMinimumGroup,
  type PullRequestFilter,
  type Transaction,
} from '@uplift/db';
import type { Scope, Window } from '@uplift/metrics';

import { cohortOf, repositoryOf, teamOf } from '../directory/organization-of.ts';
import { invalidRequest } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { isTooSmall } from '../series/hidden-lines.ts';

/** What a list is asked to hold. */
export type ListAsked = {
  readonly query: PullRequestListQuery;
  readonly window: Window;
  /** GitHub's id of whoever asks for their own; null: everybody's. */
  readonly ownGithubId: number | null;
};

/**
 * The filter that a query means.
 *
 * @throws {ProblemError} 400 for a stage of what has ended, 403 for a team or cohort too small to be
 *   shown, 404 for an unknown one
 */
export async function filterOf(
  tx: Transaction,
  { query, window, ownGithubId }: ListAsked,
): Promise<PullRequestFilter> {
  const { state, stage = null, authorship = null, sort } = query;
  if (stage !== null && state !== 'open' && state !== 'all') throw noStage();
  const team = await teamOf(tx, query.team);
  const repository = await repositoryOf(tx, query.repository);
  const cohort = await cohortOf(tx, query.cohort);
  const place = {
    team: team?.id ?? null,
    repository: repository?.id ?? null,
    cohort: cohort?.id ?? null,
    authorship: null,
  };
  // One's own are seen by oneself alone, whatever group they are in.
  if ((team !== null || cohort !== null) && ownGithubId === null) {
    await requireLargeGroup(tx, place, window);
  }
  return {
    state,
    ...window,
    repositoryId: place.repository,
    teamId: place.team,
    personIds: await peopleAsked(tx, place.cohort, ownGithubId),
    authorship,
    stage,
    sort,
    cycleTime: { from: query.cycleTimeFrom ?? null, to: query.cycleTimeTo ?? null },
  };
}

async function peopleAsked(
  tx: Transaction,
  cohort: number | null,
  ownGithubId: number | null,
): Promise<ReadonlySet<number> | null> {
  const members =
    cohort === null
      ? null
      : ((await findCohortMembers(tx, [cohort])).get(cohort) ?? new Set<number>());
  if (ownGithubId === null) return members;
  const own = await findAccountsOf(tx, ownGithubId);
  return members === null ? own : new Set([...own].filter((id) => members.has(id)));
}

async function requireLargeGroup(tx: Transaction, scope: Scope, window: Window): Promise<void> {
  const minimum = await findMinimumGroup(tx);
  if (!(await isTooSmall(tx, scope, { window, minimum }))) return;
  const group = scope.cohort === null ? 'team' : scope.team === null ? 'cohort' : 'group';
  throw new ProblemError({
    status: 403,
    type: '/problems/small-group',
    title: 'The group is too small',
    detail: `in this window the ${group}, or everybody but the ${group}, is fewer than ${minimum} people; ask for a longer window, or without the ${group}`,
  });
}

function noStage() {
  const detail = 'is that of open pull requests: ask for state open';
  return invalidRequest([{ in: 'query', name: 'stage', detail }]);
}
