import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { PullRequestStory } from '../../story.ts';
import { ada, api, eventful, january, smallStory } from '../../testing/small-story.ts';
import { at, listAt, openGraphQLServer } from './testing/ask.ts';
import type { GraphQLServer } from './testing/ask.ts';

/** Pull request `number` is opened on that day of January and commented on at `updated`. */
function pull(number: number, ...updated: readonly Date[]): PullRequestStory {
  return {
    ...eventful,
    number,
    id: 6000 + number,
    openedAt: january(number),
    draftAtOpening: false,
    commits: [],
    steps: updated.map((when, index) => ({
      kind: 'issue_comment',
      at: when,
      actor: ada,
      commentId: number * 10 + index,
      body: '',
    })),
  };
}

const one = pull(1, january(9));
const two = pull(2, january(8), january(12));
const three = pull(3, january(8));
const four = pull(4, january(8));
const five = pull(5);

let server: GraphQLServer;

beforeEach(async () => {
  const pullRequests = [one, two, three, four, five];
  server = await openGraphQLServer({ organizations: [{ ...smallStory, pullRequests }] });
  server.setClock(january(10));
});

afterEach(() => server.github.close());

type Page = {
  readonly numbers: readonly unknown[];
  readonly end: unknown;
  readonly start: unknown;
  readonly more: unknown;
  readonly total: unknown;
};

async function page(args: string): Promise<Page> {
  const { data } = await server.ask(`{ repository(owner: "acme", name: "api") {
    pullRequests(${args}) {
      totalCount
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      edges { cursor node { number } }
    } } }`);
  const found = at(data, 'repository', 'pullRequests');
  return {
    numbers: listAt(found, 'edges').map((edge) => at(edge, 'node', 'number')),
    start: at(found, 'pageInfo', 'startCursor'),
    end: at(found, 'pageInfo', 'endCursor'),
    more: at(found, 'pageInfo', 'hasNextPage'),
    total: at(found, 'totalCount'),
  };
}

const CREATED = 'orderBy: { field: CREATED_AT, direction: DESC }';
const UPDATED = 'orderBy: { field: UPDATED_AT, direction: DESC }';

describe('pages of pull requests', () => {
  it('come newest first, and the last one says so', async () => {
    const first = await page(`first: 3, ${CREATED}`);
    const second = await page(`first: 3, ${CREATED}, after: "${String(first.end)}"`);

    expect(first).toMatchObject({ numbers: [5, 4, 3], more: true, total: 5 });
    expect(second).toMatchObject({ numbers: [2, 1], more: false, total: 5 });
  });

  it('come oldest first unless told', async () => {
    expect((await page('first: 2')).numbers).toStrictEqual([1, 2]);
  });

  it('go on where they were when pull requests are opened meanwhile', async () => {
    const first = await page(`first: 2, ${CREATED}`);
    server.github.state.putPullRequest(pull(6));
    server.github.state.putPullRequest(pull(7));

    const second = await page(`first: 2, ${CREATED}, after: "${String(first.end)}"`);

    expect(first.numbers).toStrictEqual([5, 4]);
    expect(second).toMatchObject({ numbers: [3, 2], total: 7 });
  });

  it('come by last change: of one second the later number first', async () => {
    expect((await page(`first: 9, ${UPDATED}`)).numbers).toStrictEqual([1, 4, 3, 2, 5]);
  });

  it('by last change go on where they were when one of them has moved up', async () => {
    const first = await page(`first: 4, ${UPDATED}`);
    server.setClock(january(12));

    const second = await page(`first: 4, ${UPDATED}, after: "${String(first.end)}"`);

    expect(first.numbers).toStrictEqual([1, 4, 3, 2]);
    expect(second.numbers).toStrictEqual([5]);
  });

  it('can be cut from the end', async () => {
    const last = await page(`last: 2, ${CREATED}`);
    const before = await page(`last: 2, ${CREATED}, before: "${String(last.start)}"`);

    expect(last.numbers).toStrictEqual([2, 1]);
    expect(before.numbers).toStrictEqual([4, 3]);
  });

  it('are of the states and branches asked for', async () => {
    const merged = { ...eventful, repository: api, number: 8, id: 6008, baseRef: 'release' };
    server.github.state.putPullRequest(merged);

    expect((await page('first: 9, states: [MERGED]')).numbers).toStrictEqual([8]);
    expect((await page('first: 9, states: [CLOSED]')).numbers).toStrictEqual([]);
    expect((await page('first: 9, states: [OPEN]')).numbers).toStrictEqual([1, 2, 3, 4, 5]);
    expect((await page('first: 9, states: [OPEN, CLOSED, MERGED]')).total).toBe(6);
    expect((await page('first: 9, baseRefName: "release"')).numbers).toStrictEqual([8]);
    server.setClock(january(6, '09:30:00'));
    expect((await page('first: 9, states: [CLOSED]')).numbers).toStrictEqual([8]);
  });
});
