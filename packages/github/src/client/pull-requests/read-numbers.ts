import type { RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import { instant, ordinal } from '../../shapes/primitives.ts';
import type { Reading } from '../connection/github-client.ts';
import { askRepository, pageInfoShape, type RepositoryRead } from './answer.ts';
import { numbersQuery } from './query.ts';

/** That a pull request is there, and when it was changed last. */
export type PullRequestNumber = { readonly number: number; readonly updatedAt: Date };

/** Pull requests by number, and what it cost to learn them. */
export type NumbersRead = RepositoryRead & {
  readonly pullRequests: readonly PullRequestNumber[];
  /** Pull requests that GitHub could not even number. */
  readonly unreadable: number;
  readonly cost: number;
};

const numbersShape = z.object({
  pullRequests: z.object({
    pageInfo: pageInfoShape,
    nodes: z.array(z.object({ number: ordinal, updatedAt: instant }).nullable()),
  }),
});

type NumberWishes = {
  readonly repository: RepositoryRef;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether to go on after a page. */
  readonly isWanted: (one: PullRequestNumber) => boolean;
};

async function readNumbers(wishes: NumberWishes, reading: Reading): Promise<NumbersRead> {
  const { repository, variables, isWanted } = wishes;
  const pullRequests: PullRequestNumber[] = [];
  let after: string | null = null;
  let spent = 0;
  let unreadable = 0;
  for (;;) {
    const question = {
      operation: 'numbers of pull requests',
      query: numbersQuery,
      variables: { ...variables, after },
      points: 1,
      repository,
    };
    const answer: Awaited<ReturnType<typeof askRepository<typeof numbersShape>>> =
      await askRepository(question, numbersShape, reading);
    const { asked, cost, organization, repository: found } = answer;
    const { nodes, pageInfo } = asked.pullRequests;
    const read = nodes.filter((node) => node !== null);
    const wanted = read.filter(isWanted);
    spent += cost;
    unreadable += nodes.length - read.length;
    pullRequests.push(...wanted);
    const isEnd = !pageInfo.hasNextPage || wanted.length < read.length;
    if (isEnd || pageInfo.cursor === null) {
      return { organization, repository: found, pullRequests, unreadable, cost: spent };
    }
    after = pageInfo.cursor;
  }
}

/** The open pull requests of a repository, newest first; a point for a hundred. @throws {GitHubError} */
export async function readOpenNumbers(
  { repository }: { readonly repository: RepositoryRef },
  reading: Reading,
): Promise<
  RepositoryRead & { readonly open: readonly PullRequestNumber[]; readonly cost: number }
> {
  const order = { field: 'CREATED_AT', direction: 'DESC' };
  const wishes = { repository, variables: { states: ['OPEN'], order }, isWanted: () => true };
  const { pullRequests: open, ...read } = await readNumbers(wishes, reading);
  return { ...read, open };
}

/**
 * The pull requests of a repository that were changed since an instant, latest change first; a point
 * for a hundred, so that only those that are not known in this state need to be read whole.
 *
 * @throws {GitHubError}
 */
export function readUpdatedNumbers(
  { repository, since }: { readonly repository: RepositoryRef; readonly since: Date },
  reading: Reading,
): Promise<NumbersRead> {
  const order = { field: 'UPDATED_AT', direction: 'DESC' };
  const isWanted = ({ updatedAt }: PullRequestNumber): boolean => updatedAt >= since;
  return readNumbers({ repository, variables: { states: null, order }, isWanted }, reading);
}
