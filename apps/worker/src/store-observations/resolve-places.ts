import {
  findRepositoriesNamed,
  findTeamsNamed,
  insertRepositories,
  insertTeams,
  mergeRepository,
  mergeTeam,
  renameRepositories,
  renameTeams,
  type NamedRef,
} from '@uplift/db';
import type { Observation, RepositoryRef, TeamRef } from '@uplift/metrics';

import { indexNames, planNames } from './plan-names.ts';
import { distinctRefs } from './resolve-organizations.ts';
import type { StoreScope } from './store-scope.ts';

/** Ids of stored repositories and teams by how a source names them. */
export type Places = {
  readonly repositoryId: (ref: RepositoryRef) => number;
  readonly teamId: (ref: TeamRef) => number;
};

/** Finds or makes every repository and team that observations name. */
export async function resolvePlaces(
  scope: StoreScope,
  observations: readonly Observation[],
): Promise<Places> {
  const repositories = await resolveRepositories(
    scope,
    observations.flatMap((observation) =>
      'repository' in observation ? [namedRepository(observation.repository)] : [],
    ),
  );
  const teams = await resolveTeams(
    scope,
    observations.flatMap((observation) =>
      'team' in observation ? [namedTeam(observation.team)] : [],
    ),
  );
  return {
    repositoryId: (ref) => repositories(namedRepository(ref)),
    teamId: (ref) => teams(namedTeam(ref)),
  };
}

async function resolveRepositories(scope: StoreScope, refs: readonly NamedRef[]) {
  const { tx, organizationId, changes } = scope;
  const distinct = distinctRefs(refs);
  if (distinct.length === 0) return indexNames([]);
  const rows = await findRepositoriesNamed(tx, distinct);
  const { changed, inserted, merged } = planNames(rows, distinct);
  if (changed.length + inserted.length + merged.length === 0) return indexNames(rows);

  changes.data = true;
  for (const merge of merged) {
    const together = await mergeRepository(tx, organizationId, merge);
    for (const id of together) changes.pullRequests.add(id);
  }
  await renameRepositories(tx, organizationId, changed);
  await insertRepositories(tx, organizationId, inserted);
  return indexNames(await findRepositoriesNamed(tx, distinct));
}

async function resolveTeams(scope: StoreScope, refs: readonly NamedRef[]) {
  const { tx, organizationId, changes } = scope;
  const distinct = distinctRefs(refs);
  if (distinct.length === 0) return indexNames([]);
  const rows = await findTeamsNamed(tx, distinct);
  const { changed, inserted, merged } = planNames(rows, distinct);
  if (changed.length + inserted.length + merged.length === 0) return indexNames(rows);

  changes.data = true;
  for (const merge of merged) await mergeTeam(tx, organizationId, merge);
  await renameTeams(tx, organizationId, changed);
  await insertTeams(tx, organizationId, inserted);
  return indexNames(await findTeamsNamed(tx, distinct));
}

function namedRepository({ githubId, fullName }: RepositoryRef): NamedRef {
  return { githubId, name: fullName };
}

function namedTeam({ githubId, slug }: TeamRef): NamedRef {
  return { githubId, name: slug };
}
