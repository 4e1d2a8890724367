import type { PullRequestStory } from '@uplift/simulated-github';
import { afterEach, describe, expect, it } from 'vitest';

import { eventsIn } from '../../testing/reading.ts';
import type { Reading } from '../connection/github-client.ts';
import { commit, copilot, hour, pullRequest, reviews, storyOf } from '../testing/one-story.ts';
import { ada, grace } from '../testing/one-story.ts';
import { type OpenGitHub, openGitHub } from '../testing/open-github.ts';
import { expectedPoints } from './query.ts';
import { readOpenNumbers } from './read-numbers.ts';
import { type PullRequestPage, readPullRequestPage, readUpdatedSince } from './read-pages.ts';
import { readPullRequest, readPullRequestPart } from './read-pull-request.ts';

const repository = { githubId: 7, fullName: 'acme/api' };
const opened: OpenGitHub[] = [];

afterEach(async () => {
  for (const { github } of opened.splice(0)) await github.close();
});

type Opened = OpenGitHub & { readonly reading: Reading };

async function open(
  pullRequests: readonly PullRequestStory[],
  server: NonNullable<Parameters<typeof openGitHub>[0]['server']> = {},
): Promise<Opened> {
  const one = await openGitHub({ stories: [storyOf(pullRequests)], server });
  opened.push(one);
  return { ...one, reading: { github: one.client } };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => pullRequest(index + 1));

const numbersOf = ({ pullRequests }: Pick<PullRequestPage, 'pullRequests'>) =>
  pullRequests.map(({ number }) => number);

async function pagesIn(pages: AsyncIterable<PullRequestPage>): Promise<PullRequestPage[]> {
  const all: PullRequestPage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

describe('a page of pull requests', () => {
  it('goes on where the one before ended, newest first', async () => {
    const { reading } = await open(many(5));

    const first = await readPullRequestPage({ repository, first: 3, after: null }, reading);
    const second = await readPullRequestPage(
      { repository, first: 3, after: first.cursor },
      reading,
    );

    expect([numbersOf(first), numbersOf(second)]).toEqual([
      [5, 4, 3],
      [2, 1],
    ]);
    expect([first.hasNextPage, second.hasNextPage]).toEqual([true, false]);
    expect(first).toMatchObject({
      organization: { githubId: 9, login: 'acme' },
      repository,
      total: 5,
      unreadable: 0,
      problems: [],
    });
    expect(first.pullRequests[0]).toMatchObject({
      number: 5,
      state: 'open',
      createdAt: hour(5),
      updatedAt: hour(5),
      overflow: [],
    });
  });

  it('tells bots, and who is deleted, as REST does', async () => {
    const ghost = { id: 10_137, login: 'ghost', type: 'User' as const };
    const { reading } = await open([
      pullRequest(1, { author: ghost, commits: [commit(1, ghost)] }),
      pullRequest(2, { author: copilot, assignees: [ada], commits: [commit(2, copilot)] }),
    ]);

    const { pullRequests } = await readPullRequestPage(
      { repository, first: 10, after: null },
      reading,
    );

    const [byAgent, byNobody] = pullRequests.map(({ observations }) => eventsIn(observations));
    const agent = { githubId: copilot.id };
    expect(byAgent).toMatchObject([
      { kind: 'snapshot', attributes: { author: agent, assignees: [{ githubId: 1 }] } },
      { kind: 'commit', actor: agent },
    ]);
    expect(byNobody).toMatchObject([
      { kind: 'snapshot', attributes: { author: null } },
      { kind: 'commit', actor: null },
    ]);
  });

  it('costs at most 0.15 points for a pull request', async () => {
    const { reading, github } = await open(many(100));
    await readOpenNumbers({ repository }, reading);
    github.stats.reset();

    let after: string | null = null;
    let cost = 0;
    do {
      const page: PullRequestPage = await readPullRequestPage(
        { repository, first: 25, after },
        reading,
      );
      cost += page.cost;
      after = page.hasNextPage ? page.cursor : null;
    } while (after !== null);

    expect(cost).toBe(github.stats.points());
    expect(cost / 100).toBeLessThanOrEqual(0.15);
    expect(expectedPoints(25) * 4).toBeGreaterThanOrEqual(cost);
  });

  it('says so where GitHub gives up on it, or on a part of it', async () => {
    const slow = await open(many(20), { limits: { graphqlSecondsPerQuery: 0.5 } });
    const large = await open(many(20), { limits: { graphqlNodesPerQuery: 30 } });

    for (const { reading } of [slow, large]) {
      const asking = (first: number) =>
        readPullRequestPage({ repository, first, after: null }, reading);

      await expect(asking(20)).rejects.toMatchObject({ kind: 'too_heavy' });
      expect(numbersOf(await asking(5))).toEqual([20, 19, 18, 17, 16]);
    }
  });

  it('counts pull requests that GitHub could not give, and reads the others', async () => {
    const { reading, github } = await open(many(40));
    github.faults.set([{ fault: { kind: 'nodes', share: 0.3, type: 'FORBIDDEN' } }]);

    const page = await readPullRequestPage({ repository, first: 40, after: null }, reading);

    expect(page.unreadable).toBeGreaterThan(0);
    expect(page.pullRequests.length + page.unreadable).toBe(40);
    expect(page.problems).toContain('pull_request: not given');
  });

  it('lacks commits, and says so, without the right to read them', async () => {
    const { reading } = await open([pullRequest(1)], {
      app: { permissions: { pull_requests: 'read', metadata: 'read' } },
    });

    const { pullRequests } = await readPullRequestPage(
      { repository, first: 1, after: null },
      reading,
    );

    expect(pullRequests[0]?.problems).toEqual(['commits.commit: not given', 'commit: not given']);
    expect(pullRequests[0]?.isForbidden).toBe(true);
    expect(eventsIn(pullRequests[0]?.observations ?? [])).toMatchObject([{ kind: 'snapshot' }]);
  });
});

describe('the repository', () => {
  it('is told under its present name', async () => {
    const { reading, github } = await open(many(1));
    github.state.renameRepository(7, 'core');

    const page = await readPullRequestPage({ repository, first: 1, after: null }, reading);

    const renamed = { githubId: 7, fullName: 'acme/core' };
    expect(page.repository).toEqual(renamed);
    expect(page.pullRequests[0]?.observations[0]).toMatchObject({ repository: renamed, number: 1 });
  });

  it('has moved where another one has its name', async () => {
    const { reading } = await open(many(1));
    const other = { githubId: 8, fullName: 'acme/api' };

    const asking = readPullRequestPage({ repository: other, first: 1, after: null }, reading);

    await expect(asking).rejects.toMatchObject({ kind: 'moved' });
  });

  it('is not found where there is none, nor is a pull request', async () => {
    const { reading } = await open(many(1));
    const nowhere = { githubId: null, fullName: 'acme/nowhere' };

    const asking = [
      readPullRequestPage({ repository: nowhere, first: 1, after: null }, reading),
      readPullRequest({ repository, number: 4711 }, reading),
      readPullRequestPart({ repository, number: 4711, part: 'reviews', after: null }, reading),
    ];

    for (const one of asking) await expect(one).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('a pull request of many parts', () => {
  const commits = Array.from({ length: 130 }, (_, index) => commit(1000 + index));
  const comments = Array.from({ length: 70 }, (_, index) => ({
    kind: 'issue_comment' as const,
    at: new Date(hour(3).getTime() + index * 60_000),
    actor: grace,
    commentId: 500 + index,
    body: '',
  }));
  const large = pullRequest(1, { commits, steps: [...reviews(60, hour(1)), ...comments] });

  const countsOf = (observations: Parameters<typeof eventsIn>[0]) => {
    const kinds = eventsIn(observations).map(({ kind }) => kind);
    return ['commit', 'review', 'response'].map(
      (kind) => kinds.filter((one) => one === kind).length,
    );
  };

  it('says which parts go on and where, and the rest can be fetched', async () => {
    const { reading } = await open([large]);
    const page = await readPullRequestPage({ repository, first: 1, after: null }, reading);
    const [read] = page.pullRequests;
    const overflow = read?.overflow ?? [];

    const rest = await Promise.all(
      overflow.map(({ part, cursor: after }) =>
        readPullRequestPart({ repository, number: 1, part, after }, reading),
      ),
    );

    expect(overflow.map(({ part }) => part)).toEqual(['commits', 'reviews', 'timeline']);
    expect(countsOf(read?.observations ?? [])).toEqual([100, 50, 60]);
    expect(rest.map(({ hasNextPage, cost }) => [hasNextPage, cost])).toEqual([
      [false, 1],
      [false, 1],
      [false, 1],
    ]);
    expect(countsOf(rest.flatMap(({ observations }) => observations))).toEqual([30, 10, 10]);
  });

  it('is whole where it is read alone', async () => {
    const { reading } = await open([large]);

    const { pullRequest: whole, cost } = await readPullRequest({ repository, number: 1 }, reading);

    expect(countsOf(whole.observations)).toEqual([130, 60, 70]);
    expect(whole.overflow).toEqual([]);
    expect(cost).toBe(4);
  });
});

describe('what was updated since', () => {
  const told = [...many(9), pullRequest(10, { openedAt: hour(0), steps: reviews(1, hour(20)) })];

  it('is read until an older one comes', async () => {
    const { reading } = await open(told);
    const updated = readUpdatedSince({ repository, since: hour(6), first: 2 }, reading);

    const pages = await pagesIn(updated);

    expect(pages.map(numbersOf)).toEqual([[10, 9], [8, 7], [6]]);
    expect(pages.at(-1)?.hasNextPage).toBe(false);
  });

  it('is read in smaller pages where GitHub gives up', async () => {
    const { reading } = await open(told, { limits: { graphqlSecondsPerQuery: 0.2 } });

    const pages = await pagesIn(readUpdatedSince({ repository, since: hour(0) }, reading));

    expect(pages.flatMap(numbersOf)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('ends with the error where not even one can be had', async () => {
    const { reading } = await open(told, { limits: { graphqlSecondsPerQuery: 0.01 } });

    const asking = pagesIn(readUpdatedSince({ repository, since: hour(0) }, reading));

    await expect(asking).rejects.toMatchObject({ kind: 'too_heavy' });
  });
});
