import {
  AdoptionResponse,
  CohortList,
  Comparison,
  ComparisonList,
  DistributionResponse,
  OrganizationSettings,
  Problem,
  SeriesResponse,
  TeamSummaryList,
} from '@uplift/contracts';
import {
  claimComparison,
  recordCohort,
  recordComparison,
  settleComparison,
  withOrganization,
  type StoredCohortRules,
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

const ORG = '/api/v1/organizations/acme';
const WEEK = 'from=2026-02-02&to=2026-02-09';
const named: StoredCohortRules = {
  teams: null,
  teamIds: null,
  asOf: null,
  adopted: null,
  notAdopted: null,
  named: 6,
};

describe.each(dialects)('the smallest group of an organisation on %s', (dialect) => {
  let api: TestApi;
  let acme: SeededOrganization;
  let admin = '';
  let comparison = 0;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    // given twelve people, seven of them in platform, and a cohort of six
    acme = await seedOrganization(api.db, 'acme');
    await seedPullRequests(api.db, acme, weeklyPullRequests(['2026-02-02']));
    const span = { from: new Date('2026-02-02T00:00:00Z'), to: new Date('2026-02-09T00:00:00Z') };
    await seedRollups(api.db, acme, span);
    comparison = await withOrganization(api.db, acme.id, async (tx) => {
      const memberIds = new Set(acme.personIds.slice(0, 6));
      const cohort = { organizationId: acme.id, name: 'Six', rules: named, memberIds, at: NOW };
      await recordCohort(tx, cohort);
      const question = { tool: 'copilot', source: 'usage', from: null, to: null } as const;
      const id = await recordComparison(tx, {
        organizationId: acme.id,
        name: 'Twelve',
        measure: 'cycle_time',
        method: 'uncontrolled_before_after',
        question: { ...question, teamIds: null, teams: null, seed: 1 },
        createdAt: NOW,
      });
      await claimComparison(tx, id);
      const outcome = { status: 'done', result: answer, dataVersion: 1 } as const;
      await settleComparison(tx, { id, outcome, at: NOW });
      return id;
    });
    admin = await api.token('admin', acme.id);
  });
  afterAll(() => api.close());

  const get = async (path: string) => (await api.get(`${ORG}/${path}`, admin)).body;
  const say = async (minimumGroup: unknown, token = admin) => {
    const response = await fetch(`${api.url}${ORG}/settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ minimumGroup }),
    });
    const body: unknown = await response.json();
    return { status: response.status, body };
  };
  const statusOf = async (view: string) => {
    const { series } = SeriesResponse.parse(await get(`series/merged?${WEEK}&${view}`));
    return series.map(({ key, points }) => `${key} ${points[0]?.status ?? ''}`);
  };

  test('is five, can be larger, never smaller, and not by a manager', async () => {
    const settings = OrganizationSettings.parse(await get('settings'));
    expect(settings.minimumGroup).toBe(5);

    for (const wrong of [4, 0, -5, 5.5, 51, '6', null]) {
      const { status, body } = await say(wrong);
      expect([wrong, status, Problem.parse(body).detail]).toEqual([
        wrong,
        400,
        expect.stringContaining('minimumGroup'),
      ]);
    }
    expect((await say(8, await api.token('manager', acme.id))).status).toBe(403);
  });

  test('hides what is about fewer in every answer, at once, with the number in the reason', async () => {
    expect(await statusOf('team=platform')).toEqual(['all measured']);
    const before = Comparison.parse(await get(`comparisons/${comparison}`));
    expect(before.effect?.percent).toBe(-12);

    const { status, body } = await say(8);
    expect([status, OrganizationSettings.parse(body).minimumGroup]).toEqual([200, 8]);
    const noted = api.logged.find((line) => line.includes('"minimumGroup":8')) ?? '';
    expect(JSON.parse(noted)).toMatchObject({
      audit: 'change',
      before: { minimumGroup: 5 },
      after: { minimumGroup: 8 },
    });

    expect(await statusOf('team=platform')).toEqual(['all suppressed']);
    expect(await statusOf('by=team')).toEqual(['platform suppressed', 'search suppressed']);
    expect(await statusOf('cohort=six')).toEqual(['all suppressed']);
    expect(await statusOf('by=cohort')).toEqual(['Six suppressed']);
    expect(await statusOf('')).toEqual(['all measured']);
    const spread = await get(`distribution/cycle_time?${WEEK}&team=platform`);
    expect(DistributionResponse.parse(spread)).toMatchObject({
      status: 'suppressed',
      reason: 'about fewer than 8 people, or all but fewer than 8: not shown',
    });
    const list = await api.get(`${ORG}/pull-requests?${WEEK}&team=platform`, admin);
    expect([list.status, Problem.parse(list.body).detail]).toEqual([
      403,
      expect.stringContaining('fewer than 8 people'),
    ]);
    const teams = TeamSummaryList.parse(await get('team-summaries')).items;
    expect(teams.map((team) => team.status)).toEqual(['suppressed', 'suppressed']);
    const adoption = AdoptionResponse.parse(await get(`adoption?${WEEK}&by=team`));
    expect(adoption.groups.map((group) => group.status)).toEqual(['suppressed', 'suppressed']);
    expect(CohortList.parse(await get('cohorts')).items.map(({ size }) => size)).toEqual([null]);
  });

  test('hides saved answers about fewer, in the page, the list and the file, and keeps them', async () => {
    await say(13);
    const shown = Comparison.parse(await get(`comparisons/${comparison}`));
    expect(shown.effect?.percent).toBeNull();
    expect(shown.verdict?.reasons.map(({ rule }) => rule)).toEqual(['minimum_group']);
    const [listed] = ComparisonList.parse(await get('comparisons')).items;
    expect([listed?.effect?.percent, listed?.verdict?.claim]).toEqual([null, 'descriptive_only']);
    const file = await fetch(`${api.url}${ORG}/comparisons/${comparison}.csv`, {
      headers: { authorization: `Bearer ${admin}` },
    });
    expect(await file.text()).not.toContain('-12');

    await say(5);
    const again = Comparison.parse(await get(`comparisons/${comparison}`));
    expect(again.effect).toEqual(answer.effect);
    expect(await statusOf('team=platform')).toEqual(['all measured']);
  });
});
