import {
  findOrganizationsNamed,
  insertOrganizations,
  renameOrganizations,
  type NamedRef,
  type Queryable,
} from '@uplift/db';
import type { Observation, OrganizationObservations } from '@uplift/metrics';

import { indexNames, planNames } from './plan-names.ts';

/** Everything observed of one organisation. */
export type ResolvedObservations = {
  readonly organizationId: number;
  readonly observations: readonly Observation[];
};

/**
 * Finds or makes the organisations that observations are of, and puts together what belongs to one.
 * In the order of their ids, so that transactions that store several never wait for each other in a
 * circle.
 */
export async function resolveOrganizations(
  db: Queryable,
  groups: readonly OrganizationObservations[],
): Promise<ResolvedObservations[]> {
  const refs = groups.flatMap(({ organization, observations }) => [
    named(organization),
    ...observations.flatMap((observation) =>
      observation.kind === 'organization' ? [named(observation.organization)] : [],
    ),
  ]);
  const indexOf = await resolveNamedOrganizations(db, refs);

  const byId = new Map<number, Observation[]>();
  for (const { organization, observations } of groups) {
    const id = indexOf(named(organization));
    const all = byId.get(id) ?? [];
    byId.set(id, all);
    for (const observation of observations) all.push(observation);
  }
  return [...byId]
    .toSorted(([a], [b]) => a - b)
    .map(([organizationId, observations]) => ({ organizationId, observations }));
}

async function resolveNamedOrganizations(db: Queryable, refs: readonly NamedRef[]) {
  const distinct = distinctRefs(refs);
  const rows = await findOrganizationsNamed(db, distinct);
  const { changed, inserted, merged } = planNames(rows, distinct);
  if (changed.length + inserted.length + merged.length === 0) return indexNames(rows);

  // Two organisations with data of their own stay two: the one known by name only gives the name up.
  const freed = rows.flatMap((row) =>
    merged.some(({ from }) => from === row.id) ? [{ ...row, name: `${row.name}~${row.id}` }] : [],
  );
  await renameOrganizations(db, [...freed, ...changed]);
  await insertOrganizations(db, inserted);
  return indexNames(await findOrganizationsNamed(db, distinct));
}

/** Each reference once, where it stood last. */
export function distinctRefs(refs: readonly NamedRef[]): NamedRef[] {
  const distinct = new Map<string, NamedRef>();
  for (const ref of refs) {
    const key = `${ref.githubId ?? ''} ${ref.name.toLowerCase()}`;
    distinct.delete(key);
    distinct.set(key, ref);
  }
  return [...distinct.values()];
}

function named({ githubId, login }: { githubId: number | null; login: string }): NamedRef {
  return { githubId, name: login };
}
