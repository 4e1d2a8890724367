import { DistributionResponse, Problem, SeriesResponse } from '@uplift/contracts';
import { dialects } from '@uplift/db/testing';
import { distributionMeasures } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  seedRollups,
  weeklyPullRequests,
} from '../testing/seed.ts';

const WEEKS = ['2026-02-02', '2026-02-09', '2026-02-16'];
const FEBRUARY = 'from=2026-02-01&to=2026-03-01';
const SPAN = { from: new Date('2026-02-01T00:00:00Z'), to: new Date('2026-03-01T00:00:00Z') };

describe.each(dialects)('distributions on %s', (dialect) => {
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

  const get = (path: string) => api.get(`/api/v1/organizations/acme/${path}`, token);
  const read = async (path: string): Promise<DistributionResponse> => {
    const { status, body } = await get(`distribution/${path}`);
    expect(status).toBe(200);
    return DistributionResponse.parse(body);
  };

  test('cycle times fall into bins that double with every second one', async () => {
    const answer = await read(`cycle_time?${FEBRUARY}`);

    // given 2 to 13 hours, each three times
    expect(answer).toMatchObject({ status: 'measured', unit: 'seconds', sampleSize: 36 });
    // edges in hours from 1.51: 2.13, 3.02, 4.27, 6.03, 8.53, 12.07 and 17.07
    expect(answer.bins.map(({ count }) => count)).toEqual([3, 3, 3, 6, 6, 12, 3]);
    expect(answer.quantiles).toMatchObject({ p50: 7.5 * 3600 });
    expect(answer.bins.reduce((sum, { count }) => sum + count, 0)).toBe(36);
  });

  test.each(distributionMeasures)(
    '%s has the median, interval and n of its series',
    async (measure) => {
      const { body } = await get(`series/${measure}?${FEBRUARY}&grain=month`);
      const point = SeriesResponse.parse(body).series[0]?.points[0];

      const answer = await read(`${measure}?${FEBRUARY}`);

      expect(answer.sampleSize).toBe(point?.sampleSize);
      expect(answer.status).toBe(point?.status);
      expect(answer.quantiles?.p50 ?? null).toBe(point?.value);
      expect(answer.quantiles?.p90 ?? null).toBe(point?.p90);
      expect(answer.interval).toEqual(point?.interval);
    },
  );

  test.each([
    ['repository=acme/api', 18],
    ['authorship=assisted', 18],
    ['team=platform', 21],
    ['repository=acme/web&authorship=unmarked', null],
    ['team=search', null],
  ])('%s has %s', async (view, sampleSize) => {
    const answer = await read(`pr_size?${FEBRUARY}&${view}`);

    expect(answer.sampleSize).toBe(sampleSize);
    expect(answer.status).toBe(sampleSize === null ? 'suppressed' : 'measured');
    expect(answer.reason === null).toBe(sampleSize !== null);
    expect(answer.bins.length > 0).toBe(sampleSize !== null);
  });

  test('nothing merged is too little, and says so', async () => {
    const answer = await read('cycle_time?from=2026-02-23&to=2026-02-24');

    expect(answer).toMatchObject({ status: 'insufficient_data', sampleSize: 0, bins: [] });
  });

  test.each(['throughput', 'nothing'])('%s has no distribution', async (measure) => {
    const { body } = await get(`distribution/${measure}`);

    expect(Problem.parse(body)).toMatchObject({ status: 404, type: '/problems/unknown-measure' });
  });
});
