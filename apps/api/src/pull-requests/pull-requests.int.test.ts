import { Problem, PullRequestDetail, PullRequestList, type PullRequest } from '@uplift/contracts';
import { recordCohort, withOrganization } from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  weeklyPullRequests,
  type SeededOrganization,
} from '../testing/seed.ts';

const WEEKS = ['2026-02-02', '2026-02-09', '2026-02-16'];
const SAME_SECOND = new Date('2026-02-23T09:00:00Z');

describe.each(dialects)('pull requests on %s', (dialect) => {
  let api: TestApi;
  let token: string;
  let acme: SeededOrganization;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    acme = await seedOrganization(api.db, 'acme');
    await seedPullRequests(api.db, acme, [
      ...weeklyPullRequests(WEEKS),
      // 25 opened in the very same second, and one that is open still.
      ...Array.from({ length: 25 }, (_, index) => ({
        number: 500 + index,
        person: index % 12,
        openedAt: SAME_SECOND,
        mergedAfterHours: 2,
      })),
      {
        number: 900,
        person: 0,
        repository: 1,
        openedAt: new Date('2026-03-04T10:00:00Z'),
        mergedAfterHours: null,
        authorship: 'assisted' as const,
      },
    ]);
    token = await api.token('member', acme.id);
  });
  afterAll(() => api.close());

  const list = async (query: string): Promise<PullRequestList> => {
    const { status, body } = await api.get(
      `/api/v1/organizations/acme/pull-requests?${query}`,
      token,
    );
    expect(status).toBe(200);
    return PullRequestList.parse(body);
  };
  const all = async (query: string): Promise<PullRequest[]> => {
    const items: PullRequest[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(cursor === null ? query : `${query}&cursor=${cursor}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null && items.length < 500);
    return items;
  };
  const refused = async (query: string): Promise<Problem> => {
    const { body } = await api.get(`/api/v1/organizations/acme/pull-requests?${query}`, token);
    return Problem.parse(body);
  };

  test.each([1, 7, 12, 200])(
    'pages of %i hold every pull request once, newest first, in the same second too',
    async (limit) => {
      const items = await all(`limit=${limit}&from=1990-01-01&to=2100-01-01&state=all`);

      const keys = items.map(({ repository, number }) => `${repository}#${number}`);
      expect(new Set(keys).size).toBe(62);
      expect(keys).toHaveLength(62);
      const opened = items.map(({ openedAt }) => openedAt);
      expect(opened).toEqual(opened.toSorted().toReversed());
    },
  );

  test('lists those of a cycle time by its bounds, half-open', async () => {
    const window = 'state=merged&from=2026-02-01&to=2026-03-10&limit=200';
    const merged = (await list(window)).items;
    const seconds = merged.map(({ cycleTimeSeconds }) => cycleTimeSeconds ?? 0);
    const edge = seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? 0;
    const from = await list(`${window}&cycleTimeFrom=${edge}`);
    const to = await list(`${window}&cycleTimeTo=${edge}`);

    const isLong = ({ cycleTimeSeconds }: PullRequest) => (cycleTimeSeconds ?? 0) >= edge;
    expect(from.total).toBe(merged.filter(isLong).length);
    expect(from.items.every(isLong)).toBe(true);
    expect(from.total + to.total).toBe(merged.length);
    expect((await list(`state=open&from=2026-02-01&cycleTimeFrom=0`)).total).toBe(0);
    const { status } = await api.get(
      '/api/v1/organizations/acme/pull-requests?cycleTimeFrom=long',
      token,
    );
    expect(status).toBe(400);
  });

  test('a page that is full to the brim is the last one', async () => {
    const page = await list('limit=62&from=1990-01-01&to=2100-01-01');

    expect(page.items).toHaveLength(62);
    expect(page.nextCursor).toBeNull();
  });

  test('stages of a merged pull request add up to its cycle time', async () => {
    const [item] = await all('state=merged&from=2026-02-02&to=2026-02-03&limit=200');

    // given an hour of coding before the opening, and a merge twelve hours after it
    expect(item?.mergedAt).toBe('2026-02-02T21:00:00.000Z');
    expect(item?.stages).toEqual({
      coding: 3600,
      pickup: 43_200,
      review: 0,
      merge: 0,
      deploy: null,
    });
    expect(item?.cycleTimeSeconds).toBe(46_800);
  });

  test('stages of an open one run up to now, and it has no cycle time', async () => {
    const [item] = await all('state=open');

    // now is 12:00, it was opened at 10:00
    expect(item?.stages).toEqual({ coding: 3600, pickup: 7200, review: 0, merge: 0, deploy: null });
    expect(item?.cycleTimeSeconds).toBeNull();
    expect(item?.author).toEqual({ login: 'acme-dev-1', kind: 'human' });
  });

  test('merged ones are listed by their merge, from inclusive and to exclusive', async () => {
    const window = 'state=merged&from=2026-02-02T10:00:00Z&to=2026-02-02T12:00:00Z';

    expect((await all(window)).map(({ mergedAt }) => mergedAt)).toEqual([
      '2026-02-02T11:00:00.000Z',
      '2026-02-02T10:00:00.000Z',
    ]);
  });

  test('without a window the last 90 days are listed', async () => {
    expect(await all('')).toHaveLength(62);
    expect(await all('to=2026-02-01')).toHaveLength(0);
  });

  test.each([
    ['repository=ACME/web', 19],
    ['authorship=assisted', 1],
    ['team=platform', 37],
    ['state=closed', 0],
  ])('%s leaves %i', async (query, count) => {
    expect(await all(query)).toHaveLength(count);
  });

  test('a team of three is not listed on its own, and the answer says why', async () => {
    const problem = await refused('team=search');

    expect(problem.status).toBe(403);
    expect(problem.detail).toContain('fewer than 5 people');
  });

  test.each([
    ['cursor=nonsense', 'cursor'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=x', 'limit'],
    ['state=done', 'state'],
    ['from=yesterday', 'from'],
    ['from=0000-01-01', 'from'],
    ['from=2026-02-30', 'from'],
    ['from=2026-02-02&to=2026-02-02', 'to'],
    ['sort=author', 'sort'],
    ['stage=deploy', 'stage'],
    ['stage=review&state=merged', 'stage'],
    ['author=me', 'author'],
    ['author=somebody', 'author'],
  ])('%s is refused by name', async (query, name) => {
    const problem = await refused(query);

    expect(problem.status).toBe(400);
    expect(problem.errors?.map((field) => field.name)).toEqual([name]);
  });

  test('open ones are listed by the stage they are in', async () => {
    const numbers = async (query: string) => (await all(query)).map(({ number }) => number);

    expect(await numbers('stage=pickup')).toEqual([900]);
    expect(await numbers('stage=pickup&state=open&team=platform')).toEqual([900]);
    expect(await numbers('stage=review')).toEqual([]);
  });

  test.each([
    ['age', (item: PullRequest) => -Date.parse(item.openedAt)],
    ['cycle_time', (item: PullRequest) => item.cycleTimeSeconds ?? -1],
    ['updated', (item: PullRequest) => Date.parse(item.mergedAt ?? item.openedAt)],
    ['size', (item: PullRequest) => (item.additions ?? 0) + (item.deletions ?? 0)],
  ])('sorted by %s, pages of seven hold every pull request once, in order', async (sort, keyOf) => {
    const items = await all(`sort=${sort}&limit=7`);

    expect(new Set(items.map(({ repository, number }) => `${repository}#${number}`)).size).toBe(62);
    expect(items).toHaveLength(62);
    const keys = items.map(keyOf);
    expect(keys).toEqual(keys.toSorted((a, b) => b - a));
  });

  test('every page tells how many there are in all', async () => {
    const first = await list('limit=40');
    const second = await list(`limit=40&cursor=${first.nextCursor}`);

    expect([first.items.length, first.total]).toEqual([40, 62]);
    expect([second.items.length, second.total]).toEqual([22, 62]);
    expect(await list('state=merged&team=platform&limit=1')).toMatchObject({ total: 36 });
  });

  test('a cohort lists what counts for its people, and a small rest of it is refused', async () => {
    const cohort = {
      organizationId: acme.id,
      name: 'six',
      rules: {
        teams: null,
        teamIds: null,
        asOf: null,
        adopted: null,
        notAdopted: null,
        named: null,
      },
      memberIds: new Set([0, 1, 2, 7, 8, 9].map((person) => acme.personIds[person] ?? 0)),
      at: SAME_SECOND,
    };
    await withOrganization(api.db, acme.id, (tx) => recordCohort(tx, cohort));

    const { total, items } = await list('cohort=six&limit=200');

    // given six people with three weeks of one each, 13 of the same second and the open one
    expect(total).toBe(32);
    expect(new Set(items.map(({ responsible }) => responsible?.login)).size).toBe(6);
    const problem = await refused('cohort=six&repository=acme/web');
    expect([problem.status, problem.title]).toEqual([403, 'The group is too small']);
  });

  test('a cursor of one list is none of another', async () => {
    const { nextCursor } = await list('limit=5&state=all');

    const problem = await refused(`limit=5&state=merged&cursor=${nextCursor}`);

    expect(problem.errors?.[0]?.name).toBe('cursor');
  });

  test('one pull request comes with its events, its segments and who did what', async () => {
    const { status, body } = await api.get(
      '/api/v1/organizations/acme/pull-requests/acme/api/1',
      token,
    );

    expect(status).toBe(200);
    const detail = PullRequestDetail.parse(body);
    expect(detail.segments.map(({ stage }) => stage)).toEqual(['coding', 'pickup']);
    expect(detail.events).toEqual([
      {
        key: 'commit:1',
        kind: 'commit',
        at: '2026-02-02T08:00:00.000Z',
        actor: { login: 'acme-dev-1', kind: 'human' },
        data: { sha: 'sha1', committedAt: null, coAuthors: [], marks: [] },
      },
    ]);
  });

  test.each(['acme/api/77777', 'acme/nothing/1', 'acme/api/0'])('%s is not found', async (path) => {
    const { status } = await api.get(`/api/v1/organizations/acme/pull-requests/${path}`, token);

    expect([400, 404]).toContain(status);
  });
});
