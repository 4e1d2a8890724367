import {
  DistributionResponse,
  OrganizationSettings,
  Problem,
  PullRequestDetail,
  SeriesResponse,
} from '@uplift/contracts';
import {
  clearTimingDue,
  findUntimed,
  findWorkingHours,
  saveWorkingTimes,
  withOrganization,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { calendarKey, parseSegment, sharedClock, workingStageSeconds } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  seedRollups,
  weeklyPullRequests,
  type SeededOrganization,
} from '../testing/seed.ts';

const ORG = '/api/v1/organizations/acme';
const TWO_WEEKS = 'from=2026-02-02&to=2026-02-16';
const SPAN = { from: new Date('2026-02-02T00:00:00Z'), to: new Date('2026-02-16T00:00:00Z') };
const HOUR = 3600;
const off = { tuesday: null, wednesday: null, thursday: null, friday: null, saturday: null };
/** Mondays from ten to two. */
const hours = {
  zone: 'UTC',
  hours: { ...off, monday: { from: '10:00', to: '14:00' }, sunday: null },
  holidays: ['2026-02-09', '2026-01-01', '2026-02-09'],
};

describe.each(dialects)('the clock of working hours on %s', (dialect) => {
  let api: TestApi;
  let acme: SeededOrganization;
  let member = '';
  let admin = '';
  beforeAll(async () => {
    api = await openTestApi(dialect);
    // given twelve pull requests each Monday: committed at eight, merged from ten to nine in the evening
    acme = await seedOrganization(api.db, 'acme');
    await seedPullRequests(api.db, acme, weeklyPullRequests(['2026-02-02', '2026-02-09']));
    await seedRollups(api.db, acme, SPAN);
    member = await api.token('member', acme.id);
    admin = await api.token('admin', acme.id);
  });
  afterAll(() => api.close());

  const get = async (path: string) => (await api.get(`${ORG}/${path}`, member)).body;
  const series = async (view = '') =>
    SeriesResponse.parse(await get(`series/cycle_time?${TWO_WEEKS}${view}`));
  const distribution = async (view = '') =>
    DistributionResponse.parse(await get(`distribution/cycle_time?${TWO_WEEKS}${view}`));
  const detail = async (number: number) =>
    PullRequestDetail.parse(await get(`pull-requests/acme/api/${number}?clock=working`));
  const say = async (body: unknown, token = admin) => {
    const response = await fetch(`${api.url}${ORG}/settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    return { status: response.status, body: answer };
  };
  /** As the worker does, but for the figures of the buckets. */
  const measure = () =>
    withOrganization(api.db, acme.id, async (tx) => {
      const calendar = await findWorkingHours(tx);
      if (calendar === null) return;
      const key = calendarKey(calendar);
      const rows = await findUntimed(tx, { calendar: key, after: null, limit: 100 });
      const clock = sharedClock(calendar);
      const timed = rows.map(({ id, segments }) => ({
        id,
        stageSeconds: workingStageSeconds(
          { segments: segments.flatMap(parseSegment) },
          { clock, asOf: null },
        ),
      }));
      await saveWorkingTimes(tx, acme.id, { calendar: key, timed });
      await clearTimingDue(tx);
    });

  test('while nobody has said when people work, there is calendar time alone', async () => {
    const answer = await series('&clock=working');

    expect(answer.workingClock).toBe('unset');
    expect(answer.series[0]?.points[0]).toMatchObject({ status: 'measured', working: null });
    expect((await distribution('&clock=working')).working).toBeNull();
    expect((await detail(1)).working).toBeNull();
    // not asked for, it is not spoken of
    expect(await series()).not.toHaveProperty('workingClock');
    expect((await series()).series[0]?.points[0]).not.toHaveProperty('working');
  });

  test('administrators say it, within bounds, and it is noted and measured', async () => {
    const said = await say({ workingHours: hours });

    expect(OrganizationSettings.parse(said.body).workingHours).toEqual({
      ...hours,
      holidays: ['2026-01-01', '2026-02-09'],
    });
    expect(api.rung).toContain('time-working-hours');
    expect(api.logged.some((line) => line.includes('"audit":"change"'))).toBe(true);
    api.rung.length = 0;
    await say({ workingHours: hours });
    expect(api.rung).toEqual([]);

    const manager = await api.token('manager', acme.id);
    expect((await say({ workingHours: hours }, manager)).status).toBe(403);
    const many = Array.from({ length: 1001 }, () => '2026-01-01');
    const days = { ...hours.hours, monday: { from: '14:00', to: '10:00' } };
    for (const [wrong, name] of [
      [{ ...hours, zone: 'Mars/Base' }, 'workingHours.zone'],
      [{ ...hours, holidays: ['2026-02-30'] }, 'workingHours.holidays.0'],
      [{ ...hours, holidays: many }, 'workingHours.holidays'],
      [{ ...hours, hours: days }, 'workingHours.hours.monday.to'],
      [{ ...hours, hours: { ...hours.hours, monday: { from: '9', to: '17:00' } } }, 'monday.from'],
    ] as const) {
      const { status, body } = await say({ workingHours: wrong });
      expect([status, Problem.parse(body).detail]).toEqual([400, expect.stringContaining(name)]);
    }
  });

  test('until pull requests and buckets are measured by it, figures say that they will come', async () => {
    expect((await series('&clock=working')).workingClock).toBe('computing');
    expect((await distribution('&clock=working')).workingClock).toBe('computing');
    await measure();

    // pull requests are, buckets are not
    expect((await series('&clock=working')).workingClock).toBe('computing');
    expect((await distribution('&clock=working')).workingClock).toBe('ready');
    await seedRollups(api.db, acme, SPAN);
    expect((await series('&clock=working')).workingClock).toBe('ready');
  });

  test('both clocks stand beside each other, in buckets and over the window', async () => {
    const [first, second] = (await series('&clock=working')).series[0]?.points ?? [];

    // 0, 1, 2 and 3 hours, and eight times 4; the second Monday is a holiday
    expect(first).toMatchObject({ value: 7.5 * HOUR, sampleSize: 12 });
    expect(first?.working).toMatchObject({ value: 4 * HOUR, p75: 4 * HOUR, p90: 4 * HOUR });
    expect(first?.working?.mean).toBeCloseTo((38 / 12) * HOUR, 6);
    expect(first?.working?.stages).toMatchObject({ coding: 0, review: 0, merge: 0 });
    expect(second).toMatchObject({ value: 7.5 * HOUR, working: { value: 0, mean: 0 } });
    const spread = await distribution('&clock=working');
    expect(spread.quantiles?.p50).toBe(7.5 * HOUR);
    expect(spread.working).toMatchObject({ quantiles: { p50: 0, p75: 4 * HOUR } });
  });

  test('views that combine filters are measured by it too, and hide what they hide', async () => {
    const combined = await series('&clock=working&team=platform&authorship=unmarked');
    const small = await series('&clock=working&team=search');

    // the first seven: 0, 1, 2, 3 and three times 4 hours
    expect(combined.series[0]?.points[0]?.working).toMatchObject({ value: 3 * HOUR });
    expect(small.series[0]?.points[0]).toMatchObject({ status: 'suppressed', working: null });
    expect((await distribution('&clock=working&team=search')).working).toBeNull();
  });

  test('a pull request has the time of each stage by both', async () => {
    // the fifth: committed at eight, opened at nine, merged at two
    const { stages, cycleTimeSeconds, working } = await detail(5);

    expect([cycleTimeSeconds, stages.coding]).toEqual([6 * HOUR, HOUR]);
    expect(working).toEqual({
      zone: 'UTC',
      cycleTimeSeconds: 4 * HOUR,
      stages: { coding: 0, pickup: 4 * HOUR, review: 0, merge: 0 },
    });
  });

  test('other measures run on the calendar alone', async () => {
    const { status, body } = await api.get(`${ORG}/series/throughput?clock=working`, member);

    expect([status, Problem.parse(body).detail]).toEqual([400, expect.stringContaining('clock')]);
  });

  test('by other hours, what was measured before is not shown', async () => {
    await say({ workingHours: { ...hours, zone: 'Europe/Berlin' } });

    const answer = await series('&clock=working');
    expect(answer.workingClock).toBe('computing');
    expect(answer.series[0]?.points[0]?.working).toBeNull();
    await say({ workingHours: null });
    expect((await series('&clock=working')).workingClock).toBe('unset');
  });
});
