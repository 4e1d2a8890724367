import type { Observation, OrganizationRef, RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import { ownerRef, repositoryObservation, repositoryShape } from '../../shapes/places.ts';
import { githubId, instant } from '../../shapes/primitives.ts';
import type { Reading } from '../connection/github-client.ts';
import { allOf, ask, type RestCall } from '../connection/rest.ts';

/** A repository within reach. */
export type SeenRepository = {
  readonly repository: RepositoryRef;
  readonly githubId: number;
  readonly organization: OrganizationRef;
  readonly archived: boolean;
  readonly isPrivate: boolean;
  readonly defaultBranch: string | null;
  /** The last push; null where nothing was pushed yet. */
  readonly pushedAt: Date | null;
};

const seenShape = repositoryShape.extend({ id: githubId, pushed_at: instant.nullish() });

const toSeen = (read: z.output<typeof seenShape>): SeenRepository => ({
  repository: { githubId: read.id, fullName: read.full_name },
  githubId: read.id,
  organization: ownerRef(read),
  archived: read.archived ?? false,
  isPrivate: read.private ?? true,
  defaultBranch: read.default_branch ?? null,
  pushedAt: read.pushed_at ?? null,
});

/** The repositories within reach, with their owner and what is to be stored of them. */
export type RepositoriesRead = {
  /** Null where there is no repository to tell. */
  readonly organization: OrganizationRef | null;
  readonly observations: readonly Observation[];
  readonly repositories: readonly SeenRepository[];
};

const listShape = z.array(seenShape);

const wrappedShape = z
  .object({ repositories: listShape })
  .transform(({ repositories }) => repositories);

/**
 * All repositories that an installation sees, or that a token sees in an organisation.
 *
 * @throws {GitHubError}
 */
export async function readRepositories(
  { organization }: { readonly organization: string },
  reading: Reading,
): Promise<RepositoriesRead> {
  const isInstallation = reading.github.kind === 'installation';
  const call: RestCall = isInstallation
    ? { route: 'GET /installation/repositories' }
    : { route: 'GET /orgs/{org}/repos', parameters: { org: organization, type: 'all' } };
  const read = await allOf(call, isInstallation ? wrappedShape : listShape, reading);
  const [first] = read;
  return {
    organization: first === undefined ? null : ownerRef(first),
    observations: read.map((one) => repositoryObservation(one, false)),
    repositories: read.map(toSeen),
  };
}

/**
 * A repository by its id, wherever it is and whatever it is called now.
 *
 * @throws {GitHubError} `not_found` if it is gone or out of reach
 */
export async function readRepository(
  { githubId: id }: { readonly githubId: number },
  reading: Reading,
): Promise<SeenRepository> {
  const route = 'GET /repositories/{repository_id}';
  return toSeen(await ask({ route, parameters: { repository_id: id } }, seenShape, reading));
}
