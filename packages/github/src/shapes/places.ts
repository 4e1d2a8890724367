import type { Observation, OrganizationRef, RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import { fullName, githubId, login, name, text } from './primitives.ts';

/** GitHub's organisation, or a user who owns repositories. */
export const organizationShape = z
  .object({ id: githubId.nullish(), login })
  .transform((organization): OrganizationRef => ({
    githubId: organization.id ?? null,
    login: organization.login,
  }));

/** An owner as payloads name it: pushes of old have `name` where others have `login`. */
const ownerShape = z
  .object({ id: githubId.nullish(), login: login.nullish(), name: login.nullish() })
  .nullish();

/** GitHub's repository, the fields that are read. */
export const repositoryShape = z.object({
  id: githubId.nullish(),
  full_name: fullName,
  owner: ownerShape,
  archived: z.boolean().nullish(),
  private: z.boolean().nullish(),
  default_branch: text(500).nullish(),
});

/** A repository as {@link repositoryShape} reads it. */
export type RepositoryPayload = z.output<typeof repositoryShape>;

/** The repository by name and, where known, id. */
export const repositoryRef = (repository: RepositoryPayload): RepositoryRef => ({
  githubId: repository.id ?? null,
  fullName: repository.full_name,
});

/** The owner's login in `owner/name`. */
export const ownerLogin = (repositoryFullName: string): string =>
  repositoryFullName.slice(0, repositoryFullName.indexOf('/'));

/** The repository's owner, with its id where the payload tells. */
export function ownerRef(repository: RepositoryPayload): OrganizationRef {
  const owner = repository.owner;
  return {
    githubId: owner?.id ?? null,
    login: owner?.login ?? owner?.name ?? ownerLogin(repository.full_name),
  };
}

/** What the payload says of the repository itself. `removed` only where the caller knows. */
export function repositoryObservation(
  repository: RepositoryPayload,
  removed?: boolean,
): Observation {
  const { archived, private: isPrivate, default_branch: defaultBranch } = repository;
  return {
    kind: 'repository',
    repository: repositoryRef(repository),
    ...(typeof archived === 'boolean' ? { archived } : {}),
    ...(typeof isPrivate === 'boolean' ? { isPrivate } : {}),
    ...(typeof defaultBranch === 'string' ? { defaultBranch } : {}),
    ...(removed === undefined ? {} : { removed }),
  };
}

/** GitHub's team. A team deleted meanwhile is named without its slug. */
export const teamShape = z
  .object({ id: githubId.nullish(), slug: name(200).nullish(), name: text(200).nullish() })
  .refine((team) => slugOf(team) !== '', { path: ['slug'], error: 'expected a slug or a name' })
  .transform((team) => ({
    ref: { githubId: team.id ?? null, slug: slugOf(team) },
    name: team.name ?? undefined,
  }));

/** The slug, else the name as GitHub makes slugs of names. */
function slugOf(team: { slug?: string | null | undefined; name?: string | null | undefined }) {
  if (typeof team.slug === 'string') return team.slug;
  return (team.name ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}
