import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { api, january } from '../../testing/small-story.ts';
import { at, listAt, openGraphQLServer } from './testing/ask.ts';
import type { GraphQLServer } from './testing/ask.ts';
import { BACKFILL_QUERY, NEWEST_FIRST } from './testing/backfill-query.ts';
import { oddStory } from './testing/odd-story.ts';

let server: GraphQLServer;

beforeAll(async () => {
  server = await openGraphQLServer({ organizations: [oddStory] });
});

afterAll(() => server.github.close());

const API = { owner: 'acme', name: 'api', n: 10, order: NEWEST_FIRST };

async function eventfulNode(): Promise<unknown> {
  const { data } = await server.ask(BACKFILL_QUERY, API);
  return listAt(data, 'repository', 'pullRequests', 'nodes').at(-1);
}

describe('a pull request in an answer', () => {
  it('has its own fields, its merge and its people', async () => {
    const { data, errors } = await server.ask(BACKFILL_QUERY, API);

    expect(errors).toStrictEqual([]);
    expect(at(data, 'repository', 'databaseId')).toBe(7);
    expect(at(data, 'repository', 'pullRequests', 'totalCount')).toBe(4);
    expect(await eventfulNode()).toMatchObject({
      fullDatabaseId: '5012',
      number: 12,
      title: 'Retry payments',
      body: 'Twice.',
      state: 'MERGED',
      isDraft: false,
      createdAt: '2026-01-05T10:00:00Z',
      closedAt: '2026-01-07T09:00:00Z',
      mergedAt: '2026-01-07T09:00:00Z',
      additions: 120,
      totalCommentsCount: 2,
      author: { __typename: 'User', login: 'ada', databaseId: 1001 },
      mergedBy: { __typename: 'User', login: 'bob', databaseId: 1002 },
      labels: { nodes: [] },
      assignees: { nodes: [{ login: 'bob', databaseId: 1002 }] },
    });
  });

  it('has its reviews, of which one that was dismissed keeps its time', async () => {
    expect(listAt(await eventfulNode(), 'reviews', 'nodes')).toMatchObject([
      {
        fullDatabaseId: '301',
        state: 'COMMENTED',
        author: {
          __typename: 'Bot',
          login: 'copilot-pull-request-reviewer',
          databaseId: 175_728_472,
        },
      },
      { fullDatabaseId: '302', state: 'DISMISSED', submittedAt: '2026-01-05T12:00:00Z' },
      { fullDatabaseId: '303', state: 'APPROVED', author: { login: 'bob' } },
    ]);
  });

  it('has its commits in the order of the branch, with authors as git and GitHub know them', async () => {
    const commits = listAt(await eventfulNode(), 'commits', 'nodes');

    expect(commits).toHaveLength(3);
    expect(at(commits, 0, 'commit')).toStrictEqual({
      oid: 'a'.repeat(40),
      authoredDate: '2026-01-04T16:00:00Z',
      committedDate: '2026-01-04T16:00:00Z',
      message: 'Try again',
      author: {
        name: 'ada',
        email: '1001+ada@users.noreply.github.com',
        user: { login: 'ada', databaseId: 1001 },
      },
    });
  });

  it('has the timeline that was asked for, a merge being two entries', async () => {
    const items = listAt(await eventfulNode(), 'timelineItems', 'nodes');

    expect(items.map((item) => [at(item, '__typename'), at(item, 'createdAt')])).toStrictEqual([
      ['ReviewRequestedEvent', '2026-01-05T10:01:00Z'],
      ['ReviewRequestedEvent', '2026-01-05T10:02:00Z'],
      ['ReadyForReviewEvent', '2026-01-05T11:00:00Z'],
      ['ReviewDismissedEvent', '2026-01-05T13:00:05Z'],
      ['ConvertToDraftEvent', '2026-01-05T14:00:00Z'],
      ['ClosedEvent', '2026-01-06T09:00:00Z'],
      ['ReopenedEvent', '2026-01-06T10:00:00Z'],
      ['ReadyForReviewEvent', '2026-01-06T11:00:00Z'],
      ['MergedEvent', '2026-01-07T09:00:00Z'],
      ['ClosedEvent', '2026-01-07T09:00:00Z'],
    ]);
    expect(items[3]).toMatchObject({
      previousReviewState: 'APPROVED',
      review: { fullDatabaseId: '302' },
    });
  });

  it('has everything in one timeline if asked for, in the order in which GitHub learned of it', async () => {
    const { data, errors } = await server.ask(`{ repository(owner: "acme", name: "api") {
      pullRequest(number: 12) { commits { totalCount } timelineItems(first: 100, itemTypes: [
        PULL_REQUEST_COMMIT, PULL_REQUEST_REVIEW, ISSUE_COMMENT, MERGED_EVENT
      ]) { totalCount nodes { __typename
        ... on PullRequestCommit { commit { message } }
        ... on PullRequestReview { fullDatabaseId }
        ... on IssueComment { fullDatabaseId author { login } createdAt }
      } } } } }`);

    expect(errors).toStrictEqual([]);
    const pull = at(data, 'repository', 'pullRequest');
    expect(at(pull, 'commits', 'totalCount')).toBe(3);
    expect(listAt(pull, 'timelineItems', 'nodes')).toStrictEqual([
      { __typename: 'PullRequestCommit', commit: { message: 'Try again' } },
      { __typename: 'PullRequestReview', fullDatabaseId: '301' },
      { __typename: 'PullRequestReview', fullDatabaseId: '302' },
      { __typename: 'PullRequestCommit', commit: { message: 'Wait between' } },
      { __typename: 'PullRequestCommit', commit: { message: 'Give up in the end' } },
      {
        __typename: 'IssueComment',
        fullDatabaseId: '402',
        author: { login: 'bob' },
        createdAt: '2026-01-05T14:30:00Z',
      },
      { __typename: 'PullRequestReview', fullDatabaseId: '303' },
      { __typename: 'MergedEvent' },
    ]);
  });

  it('has no author if the account was deleted, and tells people, bots and mannequins apart', async () => {
    const { data } = await server.ask(BACKFILL_QUERY, API);

    const authors = listAt(data, 'repository', 'pullRequests', 'nodes').map((node) =>
      at(node, 'author'),
    );
    expect(authors).toMatchObject([
      {
        __typename: 'Bot',
        login: 'copilot-swe-agent',
        databaseId: 198_982_749,
        id: 'BOT_kgDOC9w8XQ',
      },
      { __typename: 'Mannequin', login: 'imported-ivy', databaseId: 1900 },
      null,
      { __typename: 'User', login: 'ada' },
    ]);
  });

  it('has ids beyond 32 bits in full only, people alone as assignees, and open requests', async () => {
    const { data, errors } = await server.ask(`{ repository(owner: "acme", name: "api") {
      pullRequest(number: 22) {
        databaseId fullDatabaseId
        assignees(first: 5) { nodes { login } }
        reviewRequests(first: 5) { nodes { requestedReviewer { ... on User { login } } } }
      } } }`);

    expect(errors).toStrictEqual([]);
    expect(at(data, 'repository', 'pullRequest')).toStrictEqual({
      databaseId: null,
      fullDatabaseId: '4000000002',
      assignees: { nodes: [{ login: 'ada' }] },
      reviewRequests: { nodes: [{ requestedReviewer: { login: 'bob' } }] },
    });
  });
});

describe('objects by their node id', () => {
  const idOf = (node: unknown) => String(at(node, 'id'));

  it('are found: the rest of a long list of one pull request', async () => {
    const first = `{ repository(owner: "acme", name: "api") { pullRequest(number: 12) {
      id reviews(first: 2) { pageInfo { hasNextPage endCursor } } } } }`;
    const { data } = await server.ask(first);
    const pull = at(data, 'repository', 'pullRequest');
    const more = `query ($id: ID!, $after: String) { node(id: $id) { ... on PullRequest {
      reviews(first: 2, after: $after) { pageInfo { hasNextPage } nodes { fullDatabaseId } } } } }`;

    const answer = await server.ask(more, {
      id: idOf(pull),
      after: at(pull, 'reviews', 'pageInfo', 'endCursor'),
    });

    expect(at(answer.data, 'node', 'reviews')).toStrictEqual({
      pageInfo: { hasNextPage: false },
      nodes: [{ fullDatabaseId: '303' }],
    });
  });

  it('are null with an error where there is none, and the others stay', async () => {
    const { data: found } = await server.ask('{ repository(owner: "acme", name: "api") { id } }');
    const ids = [idOf(at(found, 'repository')), 'R_kgDOAAAAYw', 'nonsense'];

    const { data, errors } = await server.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Repository { nameWithOwner } } }',
      { ids },
    );

    expect(at(data, 'nodes')).toStrictEqual([{ nameWithOwner: 'acme/api' }, null, null]);
    expect(errors.map(({ type, path }) => [type, path])).toStrictEqual([
      ['NOT_FOUND', ['nodes', 1]],
      ['NOT_FOUND', ['nodes', 2]],
    ]);
  });
});

describe('organisations', () => {
  it('tell their repositories, members with roles, and teams', async () => {
    server.setClock(january(10));
    const { data, errors } = await server.ask(`{ organization(login: "acme") {
      databaseId
      repositories(first: 5) { nodes { nameWithOwner } }
      membersWithRole(first: 5) { totalCount edges { role node { login } } }
      teams(first: 5) { nodes { slug databaseId members(first: 5) { nodes { login } } } }
    } viewer { login } }`);
    server.setClock(january(31));

    expect(errors).toStrictEqual([]);
    expect(data).toStrictEqual({
      organization: {
        databaseId: 9,
        repositories: { nodes: [{ nameWithOwner: 'acme/api' }, { nameWithOwner: 'acme/billing' }] },
        membersWithRole: {
          totalCount: 2,
          edges: [
            { role: 'ADMIN', node: { login: 'ada' } },
            { role: 'MEMBER', node: { login: 'bob' } },
          ],
        },
        teams: {
          nodes: [
            {
              slug: 'payments',
              databaseId: 3,
              members: { nodes: [{ login: 'ada' }, { login: 'bob' }] },
            },
          ],
        },
      },
      viewer: { login: 'uplift[bot]' },
    });
  });
});

describe('what cannot be answered', () => {
  it('is a repository that is not there, not seen, or called by a former name without following it', async () => {
    const ask = (name: string, more = '') =>
      server.ask(`{ repository(owner: "acme", name: "${name}"${more}) { databaseId } }`);

    const none = await ask('nothing');
    server.github.state.renameRepository(api.id, 'gateway');
    const followed = await ask('api');
    const unfollowed = await ask('api', ', followRenames: false');
    server.github.state.renameRepository(api.id, 'api');
    const unseen = await server.askWith(
      { repositoryIds: [8] },
      '{ repository(owner: "acme", name: "api") { id } }',
    );

    expect(none.body).toStrictEqual({
      data: { repository: null },
      errors: [
        {
          type: 'NOT_FOUND',
          path: ['repository'],
          locations: [{ line: 1, column: 3 }],
          message: "Could not resolve to a Repository with the name 'acme/nothing'.",
        },
      ],
    });
    expect(followed.data).toStrictEqual({ repository: { databaseId: 7 } });
    expect([unfollowed, unseen].map(({ errors }) => errors[0]?.['type'])).toStrictEqual([
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
  });

  it('is what the token has no permission for: null from the nearest field that may be null', async () => {
    const permissions = { metadata: 'read', pull_requests: 'read' } as const;
    const query = `{ repository(owner: "acme", name: "api") { pullRequests(first: 1) { nodes {
      number mergeCommit { oid } commits(first: 1) { nodes { commit { oid } } } } } } }`;

    const noContents = await server.askWith({ permissions }, query);
    const noPulls = await server.askWith({ permissions: { metadata: 'read' } }, query);

    const [pull] = listAt(noContents.data, 'repository', 'pullRequests', 'nodes');
    expect(pull).toStrictEqual({ number: 12, mergeCommit: null, commits: { nodes: [null] } });
    expect(noContents.errors.map(({ type }) => type)).toStrictEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(noPulls.data).toStrictEqual({ repository: null });
    expect(noPulls.errors).toMatchObject([
      {
        type: 'FORBIDDEN',
        path: ['repository', 'pullRequests'],
        message: 'Resource not accessible by integration',
      },
    ]);
  });

  it.each([
    ['{ repository(', 'Syntax Error'],
    ['{ nothing }', 'Cannot query field "nothing"'],
    ['mutation { x }', 'not configured to execute mutation'],
    ['query A { viewer { login } } query B { viewer { login } }', 'An operation name is required'],
    [
      'query ($n: Int!) { viewer { login } nodes(ids: []) { id } repository(owner: "a", name: "b") { pullRequests(first: $n) { totalCount } } }',
      '$n',
    ],
    [
      '{ repository(owner: "acme", name: "api") { pullRequests(first: 1, after: "x") { totalCount } } }',
      '`x` does not appear to be a valid cursor.',
    ],
  ])('is %s', async (query, message) => {
    const { status, errors } = await server.ask(query);

    expect(status).toBe(200);
    expect(String(errors[0]?.['message'])).toContain(message);
  });

  it('is anything without a token', async () => {
    const answer = await fetch(server.github.graphqlUrl, { method: 'POST' });

    expect(answer.status).toBe(401);
  });
});
