import type { OrganizationRef, RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import { fullName, githubId, login } from '../../shapes/primitives.ts';
import type { Reading } from '../connection/github-client.ts';
import { GitHubError } from '../connection/github-error.ts';
import { failureOfProblem, type GraphQLCall, type GraphQLProblem } from '../connection/graphql.ts';
import { readAnswer } from '../connection/rest.ts';

/** Where pull requests were read: the repository and its owner as they are called now, with ids. */
export type RepositoryRead = {
  readonly organization: OrganizationRef;
  readonly repository: RepositoryRef;
};

/** A page's end. */
export const pageInfoShape = z
  .object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })
  .transform(({ hasNextPage, endCursor }) => ({ hasNextPage, cursor: endCursor ?? null }));

const placeFields = {
  databaseId: githubId,
  nameWithOwner: fullName,
  owner: z.object({ login, databaseId: githubId.nullish() }),
};

const anything = z.unknown();

const rateLimitShape = z.object({ cost: z.int().min(0) }).nullish();

/** What a repository answered beside itself, and what it cost. */
export type RepositoryAnswer<Asked> = RepositoryRead & {
  readonly asked: Asked;
  /** Points, as GitHub says. */
  readonly cost: number;
  readonly problems: readonly GraphQLProblem[];
};

/** A repository by the name that `call` gave, checked against the id that is expected. */
export type RepositoryQuestion = Omit<GraphQLCall, 'variables'> & {
  readonly repository: RepositoryRef;
  readonly variables?: GraphQLCall['variables'];
};

/**
 * Asks something of a repository by its name.
 *
 * @throws {GitHubError} `not_found`, or `moved` where the name belongs to another repository now
 */
export async function askRepository<Shape extends z.ZodType>(
  question: RepositoryQuestion,
  shape: Shape,
  { github, signal }: Reading,
): Promise<RepositoryAnswer<z.output<Shape>>> {
  const { repository, operation } = question;
  const [owner, name] = repository.fullName.split('/');
  const variables = { ...question.variables, owner, name };
  const { data, problems, status } = await github.graphql({ ...question, variables }, signal);
  const where = { operation, status };
  const whole = z.object({
    rateLimit: rateLimitShape,
    repository: z.object(placeFields).nullable(),
  });
  const read = readAnswer({ data, ...where }, whole);
  const found = read.repository;
  if (found === null) {
    const problem = problems.find(({ path }) => path[0] === 'repository');
    throw new GitHubError(problem ? failureOfProblem(problem) : { kind: 'not_found' }, where);
  }
  const expected = repository.githubId;
  if (expected !== null && expected !== found.databaseId) {
    throw new GitHubError({ kind: 'moved' }, where);
  }
  const { repository: answered } = readAnswer(
    { data, ...where },
    z.object({ repository: anything }),
  );
  const asked = readAnswer({ data: answered, ...where }, shape);
  return {
    organization: { githubId: found.owner.databaseId ?? null, login: found.owner.login },
    repository: { githubId: found.databaseId, fullName: found.nameWithOwner },
    asked,
    cost: read.rateLimit?.cost ?? question.points,
    problems,
  };
}
