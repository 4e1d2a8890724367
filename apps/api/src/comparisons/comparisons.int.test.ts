import {
  AdoptionResponse,
  Comparison,
  ComparisonAccepted,
  ComparisonList,
  OrganizationHealth,
  Problem,
} from '@uplift/contracts';
import {
  adoptions,
  claimComparison,
  createAccessToken,
  settleComparison,
  withOrganization,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { answer } from '../testing/answer.ts';
import { NOW, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  seedRollups,
  weeklyPullRequests,
  type SeededOrganization,
} from '../testing/seed.ts';

const BASE = '/api/v1/organizations/acme';
describe.each(dialects)('comparisons, adoption, health and the first page on %s', (dialect) => {
  let api: TestApi;
  let acme: SeededOrganization;
  let champion: string;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    acme = await seedOrganization(api.db, 'acme');
    const weeks = ['2026-02-02', '2026-02-09', '2026-02-16', '2026-03-02'];
    await seedPullRequests(api.db, acme, weeklyPullRequests(weeks));
    await seedRollups(api.db, acme, {
      from: new Date('2026-02-02T00:00:00Z'),
      to: new Date('2026-03-09T00:00:00Z'),
    });
    await withOrganization(api.db, acme.id, (tx) =>
      tx.insert(adoptions).values(
        acme.personIds.slice(0, 9).map((personId, index) => ({
          organizationId: acme.id,
          personId,
          tool: 'copilot',
          source: 'usage' as const,
          status: index === 8 ? ('unknown' as const) : ('known' as const),
          startedOn: index === 8 ? null : index < 2 ? '2025-06-02' : '2026-02-11',
        })),
      ),
    );
    champion = await api.token('champion', acme.id);
  });
  afterAll(() => api.close());

  const post = async (body: unknown, token = champion) => {
    const response = await fetch(`${api.url}${BASE}/comparisons`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const json: unknown = await response.json();
    return { status: response.status, body: json, location: response.headers.get('location') };
  };

  test('a comparison is asked for, rung for, answered and listed', async () => {
    const asked = await post({ measure: 'cycle_time', teams: ['platform'], from: '2026-01-01' });

    expect(asked.status).toBe(202);
    const { id, status } = ComparisonAccepted.parse(asked.body);
    expect(status).toBe('queued');
    expect(asked.location).toBe(`${BASE}/comparisons/${id}`);
    expect(api.rung).toContain('run-comparison');

    const queued = Comparison.parse((await api.get(`${BASE}/comparisons/${id}`, champion)).body);
    expect(queued).toMatchObject({ name: 'Cycle time and copilot, platform', progress: 0 });
    expect(queued.question).toEqual({
      tool: 'copilot',
      source: 'usage',
      from: '2026-01-01',
      to: null,
      teams: ['platform'],
      seed: 1,
    });
    expect(queued.verdict).toBeUndefined();

    await withOrganization(api.db, acme.id, async (tx) => {
      await claimComparison(tx, id);
      const outcome = { status: 'done', result: answer, dataVersion: 7 } as const;
      await settleComparison(tx, { id, outcome, at: NOW });
    });
    const done = Comparison.parse((await api.get(`${BASE}/comparisons/${id}`, champion)).body);
    expect(done).toMatchObject({ status: 'done', progress: 1, effect: { percent: -12 } });
    const list = ComparisonList.parse((await api.get(`${BASE}/comparisons`, champion)).body);
    expect(list.items[0]).toMatchObject({ id, verdict: { claim: 'descriptive_only' } });
  });

  test('comparisons come newest first, page by page', async () => {
    for (let count = 0; count < 3; count += 1) await post({ measure: 'throughput' });

    const ids: number[] = [];
    let path = `${BASE}/comparisons?limit=2`;
    while (path !== '') {
      const page = ComparisonList.parse((await api.get(path, champion)).body);
      ids.push(...page.items.map(({ id }) => id));
      path =
        page.nextCursor === null ? '' : `${BASE}/comparisons?limit=2&cursor=${page.nextCursor}`;
    }

    expect(ids.length).toBeGreaterThanOrEqual(3);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => b - a));
  });

  test.each([
    [{ measure: 'pr_size' }, 400, 'measure'],
    [{ measure: 'cycle_time', wish: 1 }, 400, 'wish'],
    [{ measure: 'cycle_time', from: '2026-02-01', to: '2026-01-01' }, 400, 'to'],
    [{ measure: 'cycle_time', teams: ['nobody'] }, 404, undefined],
    ['{', 400, undefined],
  ])('%j is refused', async (body, status, name) => {
    const refused = await post(body);

    expect(refused.status).toBe(status);
    expect(Problem.parse(refused.body).errors?.[0]?.name).toBe(name);
  });

  test('a member may read comparisons but not ask for them', async () => {
    const member = await api.token('member', acme.id);

    expect((await post({ measure: 'cycle_time' }, member)).status).toBe(403);
    expect((await api.get(`${BASE}/comparisons`, member)).status).toBe(200);
    expect((await api.get(`${BASE}/comparisons/999999`, member)).status).toBe(404);
  });

  test('adoption counts who started, by week, with unknown starts apart', async () => {
    const { status, body } = await api.get(
      `${BASE}/adoption?from=2026-02-02&to=2026-02-23`,
      champion,
    );

    expect(status).toBe(200);
    const { groups } = AdoptionResponse.parse(body);
    expect(groups).toMatchObject([
      {
        key: 'all',
        status: 'measured',
        people: 12,
        reason: null,
        sources: [
          {
            tool: 'copilot',
            source: 'usage',
            startedBefore: 2,
            unknown: 1,
            weeks: [
              { week: '2026-02-02', started: 0 },
              { week: '2026-02-09', started: 6 },
              { week: '2026-02-16', started: 0 },
            ],
          },
        ],
      },
    ]);
    const byTeam = await api.get(
      `${BASE}/adoption?from=2026-02-02&to=2026-02-23&by=team`,
      champion,
    );
    expect(
      AdoptionResponse.parse(byTeam.body).groups.map(({ key, status: shown }) => [key, shown]),
    ).toEqual([
      ['platform', 'measured'],
      ['search', 'suppressed'],
    ]);
  });

  test('health tells the last event of each repository, and the inbox to administrators of all', async () => {
    const mine = OrganizationHealth.parse((await api.get(`${BASE}/health`, champion)).body);
    const all = await api.get(`${BASE}/health`, await api.token('admin'));

    expect(mine.deliveries).toBeNull();
    // the last of acme/api is person 11's merge, eleven hours after Monday's opening
    expect(mine.repositories[0]).toMatchObject({
      repository: 'acme/api',
      pullRequests: 24,
      lastEventAt: '2026-03-02T20:00:00.000Z',
    });
    expect(OrganizationHealth.parse(all.body).deliveries).toMatchObject({ pending: 0, failed: 0 });
  });

  test('the first page asks to sign in, then shows the headlines with n and interval', async () => {
    const stranger = await fetch(`${api.url}/`);
    expect(await stranger.text()).toContain('<form method="post" action="/sign-in">');

    const session = await createAccessToken(api.db, {
      kind: 'session',
      name: 's',
      role: 'member',
      organizationId: acme.id,
      expiresAt: null,
    });
    const page = await fetch(`${api.url}/`, { headers: { cookie: `uplift_session=${session}` } });
    const text = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text.match(/<script[^>]*>/g)).toEqual(['<script src="/assets/theme.js">']);
    expect(text).not.toContain('style=');
    expect(text.match(/class="chart"/g)).toHaveLength(3);
    // the median of 2 to 13 hours
    expect(text).toContain('<strong>7.5 h</strong>');
    expect(text).toContain('n = 12 merged pull requests');
    expect(text).toContain('uncontrolled before/after');
  });
});
