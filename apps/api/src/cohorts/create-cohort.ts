import type { CohortRequest } from '@uplift/contracts';
import {
  findCohort,
  findCohortMembers,
  findCohorts,
  findHumans,
  findMinimumGroup,
  findPeopleByRules,
  findTeamMembersOn,
  lockCohorts,
  recordCohort,
  withOrganization,
  type Database,
  type StoredCohort,
  type StoredCohortRules,
  type Transaction,
} from '@uplift/db';
import { dayOf, refuseGroup } from '@uplift/metrics';

import type { Note } from '../access/note-change.ts';
import { ProblemError } from '../http/problem.ts';
import { smallGroup } from './small-group.ts';
import { resolveRules } from './resolve-rules.ts';

export type CreateCohortDeps = {
  readonly db: Database;
  readonly now: () => Date;
  /** Notes who made it. */
  readonly note: Note<StoredCohort>;
};

const ALL = 1_000_000;

/**
 * Applies rules to the people as they are known now, and keeps whom they fit as a cohort, frozen;
 * one at a time, since each is held against all that are kept.
 *
 * @throws {ProblemError} 404 for an unknown team, 409 for a name that is taken, 422 for a cohort that
 *   would let figures of too few people be had, or rules of which nothing is known
 */
export async function createCohort(
  { organizationId, asked }: { readonly organizationId: number; readonly asked: CohortRequest },
  { db, now, note }: CreateCohortDeps,
): Promise<StoredCohort> {
  const at = now();
  return withOrganization(db, organizationId, async (tx) => {
    await lockCohorts(tx, organizationId);
    const { rules, namedIds } = await resolveRules(tx, asked.rules, at);
    const memberIds = await findPeopleByRules(tx, { rules, namedIds });
    await requireUnrevealing(tx, memberIds, rules.asOf ?? dayOf(at));

    const { name } = asked;
    const id = await recordCohort(tx, { organizationId, name, rules, memberIds, at });
    const kept = id === null ? null : await findCohort(tx, String(id));
    if (kept === null) {
      throw new ProblemError({ status: 409, detail: `there is a cohort "${name}" already` });
    }
    await note(tx, kept);
    return kept;
  });
}

async function requireUnrevealing(
  tx: Transaction,
  group: ReadonlySet<number>,
  day: NonNullable<StoredCohortRules['asOf']>,
): Promise<void> {
  const everybody = await findHumans(tx);
  const minimum = await findMinimumGroup(tx);
  const known = await knownGroups(tx, day);
  const refusal = refuseGroup({ group, everybody, known, minimum });
  if (refusal !== null) throw smallGroup(refusal, minimum);
}

/** The groups whose figures can be asked for, by what people call them. */
async function knownGroups(
  tx: Transaction,
  day: NonNullable<StoredCohortRules['asOf']>,
): Promise<Map<string, ReadonlySet<number>>> {
  const teams = await findTeamMembersOn(tx, day);
  const members = await findCohortMembers(tx, null);
  const cohorts = await findCohorts(tx, { before: null, limit: ALL });
  return new Map([
    ...[...teams].map(([slug, people]) => [`the team ${slug}`, people] as const),
    ...cohorts.map(
      ({ id, name }) => [`the cohort "${name}"`, members.get(id) ?? new Set<number>()] as const,
    ),
  ]);
}
