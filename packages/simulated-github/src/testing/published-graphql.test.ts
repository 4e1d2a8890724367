import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';

import { readPublishedGraphQL, withTypeNames } from './published-graphql.ts';

const published = readPublishedGraphQL();

describe('a query', () => {
  it('is at fault for a field, an argument and a value that GitHub does not have', () => {
    const faults = published.inQuery(`{
      repository(owner: "acme", name: "api") {
        nickname
        pullRequests(first: 1, states: [ABANDONED], oldest: true) { totalCount }
      }
    }`);

    expect(faults).toStrictEqual([
      'Cannot query field "nickname" on type "Repository". Did you mean "name"?',
      'Value "ABANDONED" does not exist in "PullRequestState" enum.',
      'Unknown argument "oldest" on field "Repository.pullRequests". Did you mean "last"?',
    ]);
  });

  it('asks of every object what it is, once that is written into it', () => {
    const asked = withTypeNames('{ viewer { login } }');

    expect(asked.replaceAll(/\s+/g, ' ')).toBe('{ __typename viewer { __typename login } }');
  });
});

const PULL = `{
  repository(owner: "acme", name: "api") {
    pullRequest(number: 1) {
      state
      createdAt
      mergedAt
      fullDatabaseId
      additions
      author { __typename login }
      labels(first: 1) { nodes { name } }
    }
  }
}`;

const pull = {
  state: 'OPEN',
  createdAt: '2026-01-05T10:00:00Z',
  mergedAt: null,
  fullDatabaseId: '5012',
  additions: 3,
  author: { __typename: 'User', login: 'ada' },
  labels: { nodes: [{ name: 'bug' }] },
};

/** What is wrong with an answer about a pull request of which something else is told. */
const wrongWith = (change: object): readonly string[] =>
  published
    .inAnswer({ query: PULL }, { repository: { pullRequest: { ...pull, ...change } } })
    .map((departure) => departure.replace('.repository.pullRequest', ''));

describe('an answer', () => {
  it('is as described if each value is one that its field may have', () => {
    expect(wrongWith({})).toStrictEqual([]);
    expect(wrongWith({ author: null, labels: null, fullDatabaseId: null })).toStrictEqual([]);
  });

  it.each([
    ['a state that there is not', { state: 'DRAFT' }, /^\.state: Enum "PullRequestState"/],
    [
      'an instant that is not in whole seconds',
      { mergedAt: '2026-01-05T10:00:00.5Z' },
      /^\.mergedAt: .* is no DateTime$/,
    ],
    [
      'a long number that is no text',
      { fullDatabaseId: 5012 },
      /^\.fullDatabaseId: 5012 is no BigInt$/,
    ],
    ['a text for a number', { additions: '3' }, /^\.additions: "3", not 3$/],
    ['nothing where something must be', { createdAt: null }, /^\.createdAt: Cannot return null/],
    [
      'an actor who is something else',
      { author: { __typename: 'Team', login: 'a' } },
      /^\.author: .*"Team"/,
    ],
    [
      'one thing for a list',
      { labels: { nodes: { name: 'bug' } } },
      /^\.labels\.nodes: Expected Iterable/,
    ],
    ['what nobody asked for', { number: 1 }, /^\.number: not asked for$/],
  ])('departs from it by %s', (_, change, departure) => {
    expect(wrongWith(change)).toStrictEqual([expect.stringMatching(departure)]);
  });
});

describe('a part of the schema', () => {
  it('says other things than the whole by a type, a field, a value or an argument of its own', () => {
    const part = buildSchema(`
      type Query { viewer: User dryRun: Boolean rateLimit(dryRun: Boolean = true): RateLimit }
      type User { login: String! mood: Mood }
      type RateLimit { cost: Int! }
      enum Mood { GOOD }
    `);

    expect(published.inSchema(part).toSorted()).toStrictEqual([
      'Mood was removed.',
      'Query.dryRun was removed.',
      'Query.rateLimit arg dryRun has changed defaultValue from true to false.',
      'Query.viewer is User!, not User',
      'User.mood was removed.',
    ]);
  });
});
