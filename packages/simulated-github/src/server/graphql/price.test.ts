import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';

import { priceOf } from './price.ts';
import { BACKFILL_QUERY } from './testing/backfill-query.ts';

function price(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new TypeError('there is no operation');
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  return priceOf({ operation, fragments, variables });
}

const pulls = (inner: string) =>
  `{ repository(owner: "a", name: "b") { pullRequests(first: 100) { ${inner} } } }`;

describe('the price of a query', () => {
  it('is one point for a query without connections', () => {
    expect(price('{ viewer { login } rateLimit { cost } }')).toStrictEqual({
      cost: 1,
      nodeCount: 0,
    });
  });

  it('counts a connection once for each of its parents, through nodes, edges and fragments', () => {
    // Given: 1 + 100 + 100 * 50 = 5,101 requests; 100 + 5,000 + 300,000 nodes.
    const deep = pulls(
      'nodes { reviews(first: 50) { ...R } } } } } fragment R on PullRequestReviewConnection { nodes { comments(first: 60) { totalCount } }',
    ).replace(/ \} \} \}$/, ' }');

    expect(price(deep)).toStrictEqual({ cost: 51, nodeCount: 305_100 });
  });

  it.each([
    // (1 + 5n) / 100, rounded; nodes n * (1 + 20 + 10 + 50 + 100 + 50).
    [1, 1, 231],
    [25, 1, 5775],
    [29, 1, 6699],
    [50, 3, 11_550],
    [100, 5, 23_100],
  ])('of a backfill page of %i pull requests is %i', (n, cost, nodeCount) => {
    const variables = { owner: 'a', name: 'b', n, order: { field: 'CREATED_AT' } };

    expect(price(BACKFILL_QUERY, variables)).toStrictEqual({ cost, nodeCount });
  });

  it('leaves out what is skipped or not included', () => {
    const query = `query ($no: Boolean = false) ${pulls('nodes { reviews(first: 50) @include(if: $no) { totalCount } commits(first: 1) @skip(if: true) { totalCount } }')}`;

    expect(price(query, { no: false })).toStrictEqual({ cost: 1, nodeCount: 100 });
  });

  it('needs no page size where items are only counted, which is still a request', () => {
    // Given: 1 + 100 requests.
    expect(price(pulls('nodes { commits { totalCount } }'))).toStrictEqual({
      cost: 1,
      nodeCount: 100,
    });
  });

  it('counts each of several nodes as a parent', () => {
    const query =
      '{ nodes(ids: ["a", "b"]) { ... on PullRequest { reviews(last: 10) { totalCount } } } }';

    expect(price(query)).toStrictEqual({ cost: 1, nodeCount: 20 });
  });

  it.each([
    [
      'nodes { reviews { nodes { id } } }',
      /first` or `last` value to properly paginate the `reviews`/,
    ],
    ['nodes { commits(first: 101) { totalCount } }', /101 records on the `commits` connection/],
    ['nodes { commits(last: 200) { totalCount } }', /exceeds the `last` limit of 100/],
    ['nodes { commits(first: -1) { totalCount } }', /cannot be less than zero/],
    [
      'nodes { reviews(first: 100) { nodes { comments(first: 100) { totalCount } } } }',
      /up to 1,010,100 possible nodes/,
    ],
  ])('is refused for %s', (inner, message) => {
    expect(() => price(pulls(inner))).toThrow(message);
  });
});
