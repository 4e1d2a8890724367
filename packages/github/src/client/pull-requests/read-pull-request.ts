import type { RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import type { Reading } from '../connection/github-client.ts';
import { GitHubError } from '../connection/github-error.ts';
import { failureOfProblem } from '../connection/graphql.ts';
import { readAnswer } from '../connection/rest.ts';
import { readAgentWork } from './agent-work.ts';
import { askRepository, type RepositoryQuestion, type RepositoryRead } from './answer.ts';
import { partQuery, type PullRequestPart, pullRequestQuery } from './query.ts';
import {
  type EventsRead,
  partPageShape,
  problemsAt,
  type PullRequestRead,
  readPart,
  readPullRequestNode,
} from './read-node.ts';

/** Which pull request. */
type PullRequestWishes = { readonly repository: RepositoryRef; readonly number: number };

/** A further page of a part. */
export type PullRequestPartPage = RepositoryRead &
  EventsRead & {
    readonly isForbidden: boolean;
    readonly cursor: string | null;
    readonly hasNextPage: boolean;
    readonly cost: number;
  };

/** Where a pull request lies in an answer about it. */
const PULL_REQUEST = ['repository', 'pullRequest'];

const framed = z.object({ pullRequest: z.unknown() });

/** One pull request of a repository, whatever is asked of it. @throws {GitHubError} */
async function askPullRequest<Shape extends z.ZodType>(
  question: RepositoryQuestion,
  shape: Shape,
  reading: Reading,
) {
  const answer = await askRepository(question, framed, reading);
  const where = { operation: question.operation, status: 200 };
  const { pullRequest: data } = answer.asked;
  if (data !== null) return { ...answer, asked: readAnswer({ data, ...where }, shape) };
  const [problem] = answer.problems;
  throw new GitHubError(problem ? failureOfProblem(problem) : { kind: 'not_found' }, where);
}

/**
 * A page of up to a hundred commits, reviews or timeline entries of a pull request.
 *
 * @throws {GitHubError} `not_found` if there is no such pull request
 */
export async function readPullRequestPart(
  wishes: PullRequestWishes & { readonly part: PullRequestPart; readonly after: string | null },
  reading: Reading,
): Promise<PullRequestPartPage> {
  const { repository, number, part, after } = wishes;
  const question = {
    operation: `${part} of a pull request`,
    query: partQuery(part),
    variables: { number, after },
    points: 1,
    repository,
  };
  const answer = await askPullRequest(question, partPageShape(part), reading);
  const { asked, cost, organization, repository: found } = answer;
  const { observations, problems } = readPart(part, asked, {
    organization,
    repository: found,
    number,
  });
  const unanswered = problemsAt(PULL_REQUEST, answer.problems);
  return {
    organization,
    repository: found,
    observations,
    ...asked.pageInfo,
    problems: [...new Set([...unanswered.problems, ...problems])],
    isForbidden: unanswered.isForbidden,
    cost,
  };
}

/**
 * A pull request with all of its commits, reviews and timeline, however many.
 *
 * @throws {GitHubError} `not_found` if there is no such pull request
 */
export async function readPullRequest(
  { repository, number }: PullRequestWishes,
  reading: Reading,
): Promise<RepositoryRead & { readonly pullRequest: PullRequestRead; readonly cost: number }> {
  const operation = 'a pull request';
  const question = { operation, query: pullRequestQuery, variables: { number }, points: 1 };
  const answer = await askPullRequest({ ...question, repository }, z.unknown(), reading);
  const { asked, organization, repository: found } = answer;
  const place = { organization, repository: found };
  const { read, problems } = readPullRequestNode(
    asked,
    place,
    problemsAt(PULL_REQUEST, answer.problems),
  );
  if (read === null) {
    throw new GitHubError({ kind: 'malformed', problems }, { operation, status: 200 });
  }
  const work = await readAgentWork(read, place, reading);
  const rest = await readOverflow(read, found, reading);
  const pullRequest = {
    ...read,
    observations: [...read.observations, ...rest.observations, ...work],
    overflow: [],
    problems: [...new Set([...read.problems, ...rest.problems])],
    isForbidden: read.isForbidden || rest.isForbidden,
  };
  return { organization, repository: found, pullRequest, cost: answer.cost + rest.cost };
}

async function readOverflow(
  { number, overflow }: PullRequestRead,
  repository: RepositoryRef,
  reading: Reading,
) {
  const pages: PullRequestPartPage[] = [];
  for (const { part, cursor } of overflow) {
    let after: string | null = cursor;
    while (after !== null) {
      const page: PullRequestPartPage = await readPullRequestPart(
        { repository, number, part, after },
        reading,
      );
      pages.push(page);
      after = page.hasNextPage ? page.cursor : null;
    }
  }
  return {
    observations: pages.flatMap(({ observations }) => observations),
    problems: pages.flatMap(({ problems }) => problems),
    isForbidden: pages.some(({ isForbidden }) => isForbidden),
    cost: pages.reduce((sum, { cost }) => sum + cost, 0),
  };
}
