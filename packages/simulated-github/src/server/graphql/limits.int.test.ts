import { afterEach, describe, expect, it } from 'vitest';

import { drawnStory } from '../../testing/drawn-story.ts';
import { january } from '../../testing/small-story.ts';
import type { LimitSettings } from '../limits/limits.ts';
import { at, listAt, openGraphQLServer } from './testing/ask.ts';
import type { GraphQLServer } from './testing/ask.ts';
import { BACKFILL_QUERY, NEWEST_FIRST } from './testing/backfill-query.ts';

let server: GraphQLServer | null = null;

afterEach(() => server?.github.close());

/** A server with 100 pull requests. */
async function open(limits: LimitSettings = {}): Promise<GraphQLServer> {
  server = await openGraphQLServer({ organizations: [drawnStory(1, 100)], limits });
  server.setClock(january(31));
  return server;
}

function backfill({ ask }: GraphQLServer, n: number) {
  return ask(BACKFILL_QUERY, { owner: 'acme', name: 'api', n, order: NEWEST_FIRST });
}

const VIEWER = '{ viewer { login } }';

describe('points of the hour', () => {
  it('are told in the answer and in its headers', async () => {
    const opened = await open({ graphqlPerHour: 100 });

    const { data, headers } = await backfill(opened, 100);

    expect(at(data, 'rateLimit')).toStrictEqual({
      cost: 5,
      nodeCount: 23_100,
      limit: 100,
      used: 5,
      remaining: 95,
      resetAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    expect(headers.get('x-ratelimit-used')).toBe('5');
    expect(headers.get('x-ratelimit-resource')).toBe('graphql');
  });

  it('are null where limits are switched off', async () => {
    const opened = await open({ graphqlPerHour: Infinity });

    const { data, errors } = await backfill(opened, 1);

    expect(errors).toStrictEqual([]);
    expect(at(data, 'rateLimit')).toBeNull();
  });

  it('are apart from the requests of REST', async () => {
    const opened = await open();

    await backfill(opened, 100);

    const answer = await opened.get('/rate_limit');
    const resources = at(await answer.json(), 'resources');
    expect([at(resources, 'core', 'used'), at(resources, 'graphql', 'used')]).toStrictEqual([0, 5]);
  });

  it('refuse a query that costs more than is left, and every query when none are, with 200', async () => {
    const opened = await open({ graphqlPerHour: 6 });
    await backfill(opened, 100);

    const dear = await backfill(opened, 100);
    const cheap = await opened.ask(VIEWER);
    const over = await opened.ask(VIEWER);

    const id = opened.github.state.installations()[0]?.id;
    expect(dear).toMatchObject({ status: 200 });
    expect(dear.body).toStrictEqual({
      errors: [
        { type: 'RATE_LIMITED', message: `API rate limit exceeded for installation ID ${id}.` },
      ],
    });
    expect(cheap.errors).toStrictEqual([]);
    expect(over.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(over.body).toStrictEqual({
      errors: [
        {
          type: 'RATE_LIMIT',
          code: 'graphql_rate_limit',
          message: `API rate limit already exceeded for installation ID ${id}.`,
        },
      ],
    });
  });

  it('are not taken by a query that is refused as it stands', async () => {
    const opened = await open();

    const refused = await backfill(opened, 101);

    expect(refused).toMatchObject({
      status: 200,
      data: undefined,
      errors: [{ type: 'EXCESSIVE_PAGINATION' }],
    });
    expect(opened.github.stats.points()).toBe(0);
  });
});

describe('secondary limits', () => {
  it('refuse too many queries in a minute with 403 and how long to wait', async () => {
    const opened = await open({ graphqlPointsPerMinute: 2 });
    await opened.ask(VIEWER);
    await opened.ask(VIEWER);

    const third = await opened.ask(VIEWER);

    expect(third.status).toBe(403);
    expect(third.headers.get('retry-after')).toBe('60');
    expect(at(third.body, 'message')).toContain('secondary rate limit');
  });
});

describe('a query that is too heavy', () => {
  it('is cut off with 502 and costs its points twice, and passes with half the page', async () => {
    // Given: 50 ms for the query and at least 40 ms for each pull request, so 100 take over 4 s,
    // and 50, with the some 4 other nodes that each has, about 2.5 s.
    const opened = await open({ graphqlSecondsPerQuery: 4 });

    const heavy = await backfill(opened, 100);
    const points = opened.github.stats.points();
    const half = await backfill(opened, 50);

    expect(heavy.status).toBe(502);
    expect(heavy.data).toBeNull();
    expect(String(heavy.errors[0]?.['message'])).toContain('result of a timeout');
    expect(points).toBe(10);
    expect(half.status).toBe(200);
    expect(listAt(half.data, 'repository', 'pullRequests', 'nodes')).toHaveLength(50);
  });

  it('is answered in part where an answer may only have so many nodes', async () => {
    const opened = await open({ graphqlNodesPerQuery: 12 });

    const { status, data, errors } = await opened.ask(`{ repository(owner: "acme", name: "api") {
      pullRequests(first: 10) { nodes { number reviews(first: 1) { totalCount }
        timelineItems(first: 1) { nodes { __typename } } } } } }`);

    expect(status).toBe(200);
    const pulls = listAt(data, 'repository', 'pullRequests', 'nodes');
    expect(pulls).toHaveLength(10);
    expect(at(pulls, 9, 'timelineItems', 'nodes')).toBeNull();
    expect(errors.at(-1)).toMatchObject({
      type: 'RESOURCE_LIMITS_EXCEEDED',
      path: ['repository', 'pullRequests', 'nodes', 9, 'timelineItems', 'nodes'],
      message: 'Resource limits for this query exceeded.',
    });
  });
});

describe('faults', () => {
  it('let some pull requests be null, the same ones each time, as often as planned', async () => {
    const opened = await open();
    const fault = { kind: 'nodes', share: 0.3, type: 'FORBIDDEN', message: 'No.' } as const;
    opened.github.faults.set([{ fault, path: /^\/graphql/, times: 2 }]);
    const holes = (data: unknown) =>
      listAt(data, 'repository', 'pullRequests', 'nodes').flatMap((node, index) =>
        node === null ? [index] : [],
      );

    const first = await backfill(opened, 50);
    const second = await backfill(opened, 50);
    const third = await backfill(opened, 50);

    const lost = holes(first.data);
    expect(lost.length).toBeGreaterThan(5);
    expect(lost.length).toBeLessThan(25);
    expect(holes(second.data)).toStrictEqual(lost);
    expect(first.errors.map(({ path }) => path)).toStrictEqual(
      lost.map((index) => ['repository', 'pullRequests', 'nodes', index]),
    );
    expect(first.errors[0]).toMatchObject({ type: 'FORBIDDEN', message: 'No.' });
    expect(holes(third.data)).toStrictEqual([]);
    expect(third.errors).toStrictEqual([]);
  });

  it('of the connection come before anything is charged', async () => {
    const opened = await open();
    opened.github.faults.set([
      { fault: { kind: 'status', status: 502 }, path: /^\/graphql/, times: 1 },
    ]);

    const broken = await opened.ask(VIEWER);
    const whole = await opened.ask(VIEWER);

    expect([broken.status, whole.status]).toStrictEqual([502, 200]);
    expect(opened.github.stats.points()).toBe(1);
  });
});
