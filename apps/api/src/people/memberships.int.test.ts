import { MembershipChange, Problem, SeriesResponse, TeamMemberList } from '@uplift/contracts';
import { findDataVersion, staleDays, withOrganization } from '@uplift/db';
import { dialects } from '@uplift/db/testing';
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
const PLACE = `${ORG}/teams/platform/memberships`;
const SPAN = { from: new Date('2026-02-02T00:00:00Z'), to: new Date('2026-02-23T00:00:00Z') };

describe.each(dialects)('times in a team by an administrator, on %s', (dialect) => {
  let api: TestApi;
  let acme: SeededOrganization;
  let admin = '';
  beforeAll(async () => {
    api = await openTestApi(dialect);
    // given seven people in platform since 2025, each with a pull request on three Mondays
    acme = await seedOrganization(api.db, 'acme');
    await seedPullRequests(
      api.db,
      acme,
      weeklyPullRequests(['2026-02-02', '2026-02-09', '2026-02-16']),
    );
    await seedRollups(api.db, acme, SPAN);
    admin = await api.token('admin', acme.id);
  });
  afterAll(() => api.close());

  const post = async (path: string, body: unknown, token = admin) => {
    const response = await fetch(`${api.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    return { status: response.status, body: answer };
  };
  const members = async () =>
    TeamMemberList.parse((await api.get(`${ORG}/teams/platform/members`, admin)).body);
  const left = {
    login: 'ACME-dev-1',
    times: [
      { from: '2025-01-01', to: '2026-02-05' },
      { from: '2026-02-16', to: null },
    ],
  };

  test('are looked at ahead, and nothing is changed', async () => {
    const { status, body } = await post(`${PLACE}/preview`, left);

    // on the second Monday alone
    expect([status, MembershipChange.parse(body)]).toEqual([
      200,
      {
        login: 'acme-dev-1',
        before: [{ from: '2025-01-01', to: null }],
        after: left.times,
        pullRequests: 1,
      },
    ]);
    expect(await members()).toMatchObject({ corrections: [] });
    expect(api.rung).toEqual([]);
  });

  test('are kept, noted, and figures of those days are computed anew', async () => {
    const version = () => withOrganization(api.db, acme.id, (tx) => findDataVersion(tx, acme.id));
    const before = await version();
    const { status, body } = await post(PLACE, left);

    expect([status, MembershipChange.parse(body).pullRequests]).toEqual([200, 1]);
    expect(await version()).toBeGreaterThan(before ?? 0);
    expect(api.rung).toEqual(['recompute-rollups']);
    const stale = await withOrganization(api.db, acme.id, (tx) => tx.select().from(staleDays));
    expect(stale.map(({ day }) => day)).toEqual(['2026-02-09']);
    const line = api.logged.find((one) => one.includes('in the team platform')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      audit: 'change',
      what: 'times of acme-dev-1 in the team platform',
      before: [{ from: '2025-01-01', to: null }],
      after: left.times,
    });
    const { items, corrections } = await members();
    expect(items.filter(({ login }) => login === 'acme-dev-1')).toMatchObject(left.times);
    expect(corrections).toMatchObject([{ login: 'acme-dev-1', github: null }]);

    await seedRollups(api.db, acme, SPAN);
    const view = 'from=2026-02-02&to=2026-02-23&team=platform';
    const { body: series } = await api.get(`${ORG}/series/merged?${view}`, admin);
    const points = SeriesResponse.parse(series).series[0]?.points ?? [];
    expect(points.map(({ value }) => value)).toEqual([7, 6, 7]);
  });

  test('somebody can be added to a team, and taken out of it wholly', async () => {
    const added = await post(PLACE, { login: 'acme-dev-12', times: [{ from: '2026-02-16' }] });
    expect(MembershipChange.parse(added.body)).toMatchObject({ before: [], pullRequests: 1 });
    const out = await post(PLACE, { login: 'acme-dev-12', times: [] });
    expect(MembershipChange.parse(out.body)).toMatchObject({ after: [], pullRequests: 1 });

    const { items, corrections } = await members();
    expect(items.some(({ login }) => login === 'acme-dev-12')).toBe(false);
    expect(corrections.map(({ login }) => login)).toEqual(['acme-dev-1', 'acme-dev-12']);
  });

  test('are given back to GitHub, once', async () => {
    expect((await post(`${PLACE}/return`, { login: 'acme-dev-12' })).status).toBe(200);
    expect((await post(`${PLACE}/return`, { login: 'acme-dev-12' })).status).toBe(404);
    expect((await members()).corrections.map(({ login }) => login)).toEqual(['acme-dev-1']);
  });

  test('refuse what overlaps, strangers, and who is no administrator', async () => {
    const time = { from: '2026-01-01', to: '2026-02-01' };
    for (const times of [
      [{ from: '2026-02-01', to: '2026-02-01' }],
      [time, { from: '2026-01-20' }],
      [{ from: '2026-01-01' }, { from: '2026-03-01' }],
      [{ from: '2026-02-30' }],
      Array.from({ length: 51 }, () => time),
    ]) {
      expect((await post(`${PLACE}/preview`, { login: 'acme-dev-1', times })).status).toBe(400);
    }
    const asked = { login: 'acme-dev-1', times: [time] };
    const stranger = await post(PLACE, { ...asked, login: 'zoe' });
    expect([stranger.status, Problem.parse(stranger.body).detail]).toEqual([
      404,
      expect.stringContaining('zoe'),
    ]);
    expect((await post(`${ORG}/teams/nobody/memberships`, asked)).status).toBe(404);
    const manager = await api.token('manager', acme.id);
    for (const path of [PLACE, `${PLACE}/preview`, `${PLACE}/return`]) {
      expect((await post(path, asked, manager)).status).toBe(403);
    }
  });
});
