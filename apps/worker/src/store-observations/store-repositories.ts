import {
  followReach,
  recordDeployments,
  recordDeploymentStatuses,
  saveInstallation,
  saveReleases,
  saveRepositoryStates,
  type ReleaseRow,
  type RepositoryState,
} from '@uplift/db';
import { dayOf, type Observation } from '@uplift/metrics';

import type { Places } from './resolve-places.ts';
import { markStale, ofKind, type StoreScope } from './store-scope.ts';

/** Keeps what is said of repositories themselves, and of the App's installation. */
export async function storeRepositories(
  scope: StoreScope,
  observations: readonly Observation[],
  places: Places,
): Promise<void> {
  const states = new Map<number, RepositoryState>();
  for (const observation of ofKind(observations, 'repository')) {
    const id = places.repositoryId(observation.repository);
    const before = states.get(id);
    states.set(id, {
      id,
      archived: observation.archived ?? before?.archived ?? null,
      isPrivate: observation.isPrivate ?? before?.isPrivate ?? null,
      defaultBranch: observation.defaultBranch ?? before?.defaultBranch ?? null,
      removed: observation.removed ?? before?.removed ?? null,
    });
  }
  await saveRepositoryStates(scope.tx, scope.organizationId, [...states.values()]);
  const moved = [...states.values()].flatMap(({ id, removed }) => (removed === null ? [] : [id]));
  if (moved.length > 0) await followReach(scope.tx, moved);
  for (const installation of ofKind(observations, 'installation')) {
    await saveInstallation(scope.tx, scope.organizationId, installation);
  }
}

/** Keeps deployments, the states they reached, and releases. */
export async function storeDeployments(
  scope: StoreScope,
  observations: readonly Observation[],
  places: Places,
): Promise<void> {
  const { tx, organizationId, changes } = scope;
  const deployments = ofKind(observations, 'deployment').map(({ repository, ...row }) => ({
    ...row,
    repositoryId: places.repositoryId(repository),
  }));
  const statuses = ofKind(observations, 'deployment_status');
  const releases = new Map<number, ReleaseRow>();
  for (const { repository, removed, ...row } of ofKind(observations, 'release')) {
    releases.set(row.releaseId, {
      ...row,
      removed: removed === true || releases.get(row.releaseId)?.removed === true,
      repositoryId: places.repositoryId(repository),
    });
  }

  const changed =
    (await recordDeployments(tx, organizationId, deployments)) +
    (await recordDeploymentStatuses(tx, organizationId, statuses)) +
    (await saveReleases(tx, organizationId, [...releases.values()]));
  if (changed === 0) return;
  changes.data = true;
  markStale(
    scope,
    statuses.map(({ createdAt }) => dayOf(createdAt)),
  );
}
