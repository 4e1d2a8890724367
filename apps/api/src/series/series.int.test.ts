import { Problem, SeriesResponse } from '@uplift/contracts';
import { dialects } from '@uplift/db/testing';
import { measureIds } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  seedRollups,
  weeklyPullRequests,
} from '../testing/seed.ts';

const WEEKS = ['2026-02-02', '2026-02-09', '2026-02-16', '2026-03-02'];
const SPAN = { from: new Date('2026-01-26T00:00:00Z'), to: new Date('2026-03-09T00:00:00Z') };
const FOUR_WEEKS = 'from=2026-02-02&to=2026-03-02';

describe.each(dialects)('series on %s', (dialect) => {
  let api: TestApi;
  let token: string;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    const acme = await seedOrganization(api.db, 'acme');
    const seeds = weeklyPullRequests(WEEKS).map((seed) =>
      seed.person < 6 ? { ...seed, authorship: 'assisted' as const } : seed,
    );
    await seedPullRequests(api.db, acme, seeds);
    await seedRollups(api.db, acme, SPAN);
    token = await api.token('member', acme.id);
  });
  afterAll(() => api.close());

  const read = async (path: string): Promise<SeriesResponse> => {
    const { status, body } = await api.get(`/api/v1/organizations/acme/series/${path}`, token);
    expect(status).toBe(200);
    return SeriesResponse.parse(body);
  };
  const refused = async (path: string): Promise<Problem> => {
    const { body } = await api.get(`/api/v1/organizations/acme/series/${path}`, token);
    return Problem.parse(body);
  };

  test('gives every week of the window, with value, interval and n', async () => {
    const { unit, better, series } = await read(`cycle_time?${FOUR_WEEKS}`);

    expect({ unit, better, keys: series.map(({ key }) => key) }).toEqual({
      unit: 'seconds',
      better: 'lower',
      keys: ['all'],
    });
    const points = series[0]?.points ?? [];
    expect(points.map(({ from }) => from.slice(0, 10))).toEqual([
      ...WEEKS.slice(0, 3),
      '2026-02-23',
    ]);
    // 2 to 13 hours from the first commit to the merge: the median lies between 7 and 8
    expect(points[0]).toMatchObject({ status: 'measured', value: 27_000, sampleSize: 12 });
    expect(points[0]?.interval).not.toBeNull();
    expect(points[3]).toMatchObject({ status: 'insufficient_data', value: null, sampleSize: 0 });
    expect(points[3]?.reason).toBe('nothing to measure in this period');
  });

  test('a count of nothing is zero', async () => {
    const { series } = await read(`merged?${FOUR_WEEKS}`);

    expect(series[0]?.points.map(({ value }) => value)).toEqual([12, 12, 12, 0]);
  });

  test('without a window the last 26 weeks come, and the running one is provisional', async () => {
    const { series } = await read('merged');

    const points = series[0]?.points ?? [];
    expect(points).toHaveLength(26);
    expect(points.filter(({ provisional }) => provisional)).toHaveLength(1);
    expect(points.at(-1)).toMatchObject({ from: '2026-03-02T00:00:00.000Z', provisional: true });
  });

  test('the last 30 days of the revert rate are provisional', async () => {
    const { series } = await read(`revert_rate?from=2026-01-12&to=2026-03-09`);

    const open = series[0]?.points.filter(({ provisional }) => provisional);
    // now is noon of 4 March: the week that ended on 2 February is settled since midnight
    expect(open?.map(({ from }) => from.slice(0, 10))).toEqual([
      '2026-02-02',
      '2026-02-09',
      '2026-02-16',
      '2026-02-23',
      '2026-03-02',
    ]);
  });

  test('what has not begun is no zero', async () => {
    const { series } = await read('merged?from=2026-03-09&to=2026-03-16');

    expect(series[0]?.points).toMatchObject([
      { status: 'insufficient_data', reason: 'this period has not begun' },
    ]);
  });

  test.each([...measureIds])('%s is answered by day, week and month', async (measure) => {
    for (const grain of ['day', 'week', 'month']) {
      const { series } = await read(`${measure}?${FOUR_WEEKS}&grain=${grain}`);
      expect(series[0]?.points).toHaveLength({ day: 28, week: 4, month: 2 }[grain] ?? 0);
    }
  });

  test('a team of three is hidden, and the next with it, so that no difference tells of it', async () => {
    const { series } = await read(`merged?${FOUR_WEEKS}&by=team`);

    // given platform with 7, search with 3, and 2 people in no team: showing 7 of 12 leaves 5
    const statuses = series.map(({ key, points }) => [key, points[0]?.status]);
    expect(statuses).toEqual([
      ['platform', 'measured'],
      ['search', 'suppressed'],
    ]);
    expect(
      series[1]?.points.every(({ value, sampleSize }) => value === null && sampleSize === null),
    ).toBe(true);
  });

  test('a small team is hidden in a view of its own too', async () => {
    const { series } = await read(`merged?${FOUR_WEEKS}&team=search`);

    expect(series[0]?.points.every(({ status }) => status === 'suppressed')).toBe(true);
  });

  test('repositories and grades of authorship are series of their own', async () => {
    const byRepository = await read(`merged?${FOUR_WEEKS}&by=repository`);
    expect(byRepository.series.map(({ key, points }) => [key, points[0]?.value])).toEqual([
      ['acme/api', 6],
      ['acme/web', 6],
    ]);

    const byAuthorship = await read(`merged?${FOUR_WEEKS}&by=authorship`);
    expect(byAuthorship.series.map(({ key, points }) => [key, points[0]?.value])).toEqual([
      ['agent', 0],
      ['assisted', 6],
      ['unmarked', 6],
      ['bot', 0],
    ]);
  });

  test('filters combine, computed from the facts', async () => {
    // given that each repository has six of twelve people
    const { series } = await read(`merged?${FOUR_WEEKS}&repository=acme/api&by=authorship`);

    // assisted in acme/api: 3 people, unmarked: 3 people
    expect(series.map(({ key, points }) => [key, points[0]?.status])).toEqual([
      ['agent', 'measured'],
      ['assisted', 'suppressed'],
      ['unmarked', 'suppressed'],
      ['bot', 'measured'],
    ]);
    const combined = await read(`merged?${FOUR_WEEKS}&team=platform&authorship=assisted`);
    expect(combined.series[0]?.points.map(({ status }) => status)).toEqual(
      Array(4).fill('suppressed'),
    );
  });

  test('a combination of large groups is measured', async () => {
    // given 6 people of authorship assisted against 6 others
    const { series } = await read(`merged?${FOUR_WEEKS}&authorship=assisted`);

    expect(series[0]?.points[0]).toMatchObject({ status: 'measured', value: 6 });
  });

  test('an unknown measure is answered with those there are', async () => {
    const problem = await refused('velocity');

    expect(problem.status).toBe(404);
    expect(problem.detail).toContain('cycle_time, coding_time');
  });

  test.each([
    ['merged?grain=year', 'grain'],
    ['merged?by=person', 'by'],
    ['merged?teem=platform', 'teem'],
    ['merged?from=2020-01-01&to=2026-01-01', 'from'],
    ['merged?from=2026-02-01&to=2026-01-01', 'to'],
    ['merged?grain=day&grain=week', 'grain'],
  ])('%s is refused by name', async (path, name) => {
    const problem = await refused(path);

    expect(problem.status).toBe(400);
    expect(problem.errors?.[0]?.name).toBe(name);
  });

  test.each(['merged?team=nobody', 'merged?repository=acme/none'])(
    '%s is not found',
    async (path) => {
      expect((await refused(path)).status).toBe(404);
    },
  );
});
