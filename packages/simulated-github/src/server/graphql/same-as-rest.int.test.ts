import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { OrganizationStory } from '../../story.ts';
import { drawnStory } from '../../testing/drawn-story.ts';
import { smallStory } from '../../testing/small-story.ts';
import { listOf, jsonOf } from '../testing/open-server.ts';
import { at, listAt, openGraphQLServer } from './testing/ask.ts';
import type { GraphQLServer } from './testing/ask.ts';
import { BACKFILL_QUERY, NEWEST_FIRST } from './testing/backfill-query.ts';

const stories: readonly (readonly [string, OrganizationStory])[] = [
  ['an eventful pull request', smallStory],
  ...[1, 2, 3, 4].map((seed) => [`drawn by ${seed}`, drawnStory(seed, 12)] as const),
];

/** Instants in the midst of things, and one after all of them. */
const instants = [
  '2026-01-05T11:05:00Z',
  '2026-01-05T13:00:02Z',
  '2026-01-06T09:30:00Z',
  '2026-01-31T00:00:00Z',
];

describe.each(stories)('the pull requests of a story: %s', (_name, story) => {
  let server: GraphQLServer;

  beforeAll(async () => {
    server = await openGraphQLServer({ organizations: [story] });
  });

  afterAll(() => server.github.close());

  it.each(instants)('are the same as over REST at %s', async (instant) => {
    server.setClock(new Date(instant));

    const { data, errors } = await server.ask(BACKFILL_QUERY, {
      owner: 'acme',
      name: 'api',
      n: 100,
      order: NEWEST_FIRST,
    });

    expect(errors).toStrictEqual([]);
    const told = listAt(data, 'repository', 'pullRequests', 'nodes').map(asTold);
    const list = await listOf(await server.get('/repos/acme/api/pulls?state=all&per_page=100'));
    const rest = await Promise.all(list.map(({ number }) => overRest(server, Number(number))));
    expect(told).toStrictEqual(rest);
    expect(told).toHaveLength(list.length);
  });
});

const stateNames: Readonly<Record<string, string>> = {
  OPEN: 'open',
  CLOSED: 'closed',
  MERGED: 'closed',
};

/** A node of GraphQL in the words of REST. */
function asTold(node: unknown) {
  return {
    node_id: at(node, 'id'),
    id: Number(at(node, 'fullDatabaseId')),
    number: at(node, 'number'),
    title: at(node, 'title'),
    body: at(node, 'body'),
    state: stateNames[String(at(node, 'state'))],
    draft: at(node, 'isDraft'),
    merged: at(node, 'merged'),
    created_at: at(node, 'createdAt'),
    updated_at: at(node, 'updatedAt'),
    closed_at: at(node, 'closedAt'),
    merged_at: at(node, 'mergedAt'),
    head: { ref: at(node, 'headRefName'), sha: at(node, 'headRefOid') },
    base: at(node, 'baseRefName'),
    merge_commit_sha: at(node, 'mergeCommit', 'oid') ?? null,
    additions: at(node, 'additions'),
    deletions: at(node, 'deletions'),
    changed_files: at(node, 'changedFiles'),
    author_association: at(node, 'authorAssociation'),
    user: personTold(at(node, 'author')),
    merged_by: personTold(at(node, 'mergedBy')),
    assignees: listAt(node, 'assignees', 'nodes').map((one) => at(one, 'databaseId')),
    comments: at(node, 'totalCommentsCount'),
    commits: listAt(node, 'commits', 'nodes').map((one) => commitTold(at(one, 'commit'))),
    reviews: listAt(node, 'reviews', 'nodes').map(reviewTold),
    timeline: listAt(node, 'timelineItems', 'nodes').map((one) => ({
      node_id: at(one, 'id'),
      created_at: at(one, 'createdAt'),
      actor: personTold(at(one, 'actor')),
    })),
  };
}

function personTold(node: unknown) {
  const id = at(node, 'databaseId');
  return id === undefined ? null : { id, node_id: at(node, 'id'), type: at(node, '__typename') };
}

function commitTold(commit: unknown) {
  return {
    sha: at(commit, 'oid'),
    message: at(commit, 'message'),
    authored: at(commit, 'authoredDate'),
    committed: at(commit, 'committedDate'),
    email: at(commit, 'author', 'email'),
    author: at(commit, 'author', 'user', 'databaseId'),
  };
}

function reviewTold(review: unknown) {
  return {
    node_id: at(review, 'id'),
    id: Number(at(review, 'fullDatabaseId')),
    state: at(review, 'state'),
    submitted_at: at(review, 'submittedAt'),
    commit_id: at(review, 'commit', 'oid'),
    user: personTold(at(review, 'author')),
  };
}

/** The same pull request out of five REST answers. */
async function overRest(server: GraphQLServer, number: number) {
  const path = `/repos/acme/api/pulls/${number}`;
  const many = async (of: string) => listOf(await server.get(`${of}?per_page=100`));
  const pull = await jsonOf(await server.get(path));
  const commits = await many(`${path}/commits`);
  const reviews = await many(`${path}/reviews`);
  const timeline = await many(`/repos/acme/api/issues/${number}/timeline`);
  return {
    ...plainRest(pull),
    commits: commits.map(commitRest),
    reviews: reviews.map(reviewRest),
    timeline: timeline.filter(isEvent).map((one) => ({
      node_id: one['node_id'],
      created_at: one['created_at'],
      actor: personRest(one['actor']),
    })),
  };
}

function plainRest(pull: Record<string, unknown>) {
  const same = (...keys: readonly string[]) =>
    Object.fromEntries(keys.map((key) => [key, pull[key]]));
  return {
    ...same('node_id', 'id', 'number', 'title', 'body', 'state', 'draft', 'merged', 'created_at'),
    ...same('updated_at', 'closed_at', 'merged_at', 'merge_commit_sha', 'additions', 'deletions'),
    ...same('changed_files', 'author_association'),
    head: { ref: at(pull, 'head', 'ref'), sha: at(pull, 'head', 'sha') },
    base: at(pull, 'base', 'ref'),
    user: personRest(pull['user']),
    merged_by: personRest(pull['merged_by']),
    assignees: listAt(pull, 'assignees').map((one) => at(one, 'id')),
    comments: Number(pull['comments']) + Number(pull['review_comments']),
  };
}

function isEvent({ event }: Record<string, unknown>): boolean {
  return event !== 'committed' && event !== 'reviewed' && event !== 'commented';
}

function personRest(user: unknown) {
  const id = at(user, 'id');
  return id === undefined ? null : { id, node_id: at(user, 'node_id'), type: at(user, 'type') };
}

function commitRest(commit: Record<string, unknown>) {
  return {
    sha: commit['sha'],
    message: at(commit, 'commit', 'message'),
    authored: at(commit, 'commit', 'author', 'date'),
    committed: at(commit, 'commit', 'committer', 'date'),
    email: at(commit, 'commit', 'author', 'email'),
    author: at(commit, 'author', 'id'),
  };
}

function reviewRest(review: Record<string, unknown>) {
  const { node_id, id, state, submitted_at, commit_id, user } = review;
  return { node_id, id, state, submitted_at, commit_id, user: personRest(user) };
}
