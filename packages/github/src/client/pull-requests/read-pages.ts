import type { RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import type { Reading } from '../connection/github-client.ts';
import { isGitHubError } from '../connection/github-error.ts';
import { withAgentWork } from './agent-work.ts';
import { askRepository, pageInfoShape, type RepositoryRead } from './answer.ts';
import { expectedPoints, pageQuery } from './query.ts';
import { problemsAt, type PullRequestRead, readPullRequestNode } from './read-node.ts';

/** A page of a repository's pull requests. */
export type PullRequestPage = RepositoryRead & {
  readonly pullRequests: readonly PullRequestRead[];
  /** The end of this page, from which the next one starts. */
  readonly cursor: string | null;
  readonly hasNextPage: boolean;
  /** All pull requests of the repository, however old. */
  readonly total: number;
  /** Pull requests of this page that GitHub could not give, or not in a form that can be read. */
  readonly unreadable: number;
  readonly problems: readonly string[];
  /** Points that the page cost. */
  readonly cost: number;
};

/** Which pull requests. */
export type PageWishes = {
  /** With the id, the page is refused where the name belongs to another repository now. */
  readonly repository: RepositoryRef;
  /** How many, 1 to 100; 25 is a good page. */
  readonly first: number;
  /** The cursor of the page before; null for the newest. */
  readonly after: string | null;
  /** By their opening, which does not move while pages are read, unless told. */
  readonly order?: 'created' | 'updated';
};

const pageShape = z.object({
  pullRequests: z.object({
    totalCount: z.int().min(0),
    pageInfo: pageInfoShape,
    nodes: z.array(z.unknown()),
  }),
});

/**
 * A page of pull requests, newest first, each with its commits, reviews and timeline.
 *
 * @throws {GitHubError} `too_heavy` where GitHub gives up: ask for half as many
 */
export async function readPullRequestPage(
  { repository, first, after, order = 'created' }: PageWishes,
  reading: Reading,
): Promise<PullRequestPage> {
  const field = order === 'created' ? 'CREATED_AT' : 'UPDATED_AT';
  const question = {
    operation: 'pull requests of a repository',
    query: pageQuery,
    variables: { first, after, order: { field, direction: 'DESC' } },
    points: expectedPoints(first),
    repository,
  };
  const { asked, problems, cost, ...place } = await askRepository(question, pageShape, reading);
  const { nodes, pageInfo, totalCount: total } = asked.pullRequests;
  const read = nodes.map((node, index) => {
    const at = ['repository', 'pullRequests', 'nodes', index];
    return readPullRequestNode(node, place, problemsAt(at, problems));
  });
  const readable = read.flatMap((one) => (one.read === null ? [] : [one.read]));
  const pullRequests = await withAgentWork(readable, place, reading);
  return {
    ...place,
    pullRequests,
    ...pageInfo,
    total,
    unreadable: read.length - pullRequests.length,
    problems: [
      ...new Set([
        ...problems.map(({ message }) => message),
        ...read.flatMap((one) => (one.read === null ? one.problems : [])),
      ]),
    ],
    cost,
  };
}

const usualPage = 25;

/** Since when, of which repository. */
export type SinceWishes = {
  readonly repository: RepositoryRef;
  /** Pull requests updated before this are left out; the newest of them ends the reading. */
  readonly since: Date;
  /** Pull requests a page, 25 unless told; halved where GitHub gives up. */
  readonly first?: number;
};

/**
 * Pages of what was updated since an instant, latest update first. What is updated while they are
 * read may move past the pages to come: the next reading must start where this one *began*.
 *
 * @throws {GitHubError}
 */
export async function* readUpdatedSince(
  { repository, since, first: wished = usualPage }: SinceWishes,
  reading: Reading,
): AsyncGenerator<PullRequestPage> {
  let first = wished;
  let after: string | null = null;
  for (;;) {
    const page: PullRequestPage | null = await pageOrNull(
      { repository, first, after, order: 'updated' },
      reading,
    );
    if (page === null) {
      first = Math.floor(first / 2);
      continue;
    }
    const fresh = page.pullRequests.filter(({ updatedAt }) => updatedAt >= since);
    const hasNextPage = page.hasNextPage && fresh.length === page.pullRequests.length;
    yield { ...page, pullRequests: fresh, hasNextPage };
    if (!hasNextPage || page.cursor === null) return;
    after = page.cursor;
  }
}

/** Null where the page was too heavy and may be halved. */
async function pageOrNull(wishes: PageWishes, reading: Reading): Promise<PullRequestPage | null> {
  try {
    return await readPullRequestPage(wishes, reading);
  } catch (error) {
    if (isGitHubError(error) && error.kind === 'too_heavy' && wishes.first > 1) return null;
    throw error;
  }
}
