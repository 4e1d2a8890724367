import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ada, january } from '../../testing/small-story.ts';
import { jsonOf, openTestServer } from '../testing/open-server.ts';
import type { TestServer } from '../testing/open-server.ts';
import { seated } from '../testing/seated-story.ts';

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({ organizations: [seated] });
});

afterEach(() => server.github.close());

const REPORTS = '/orgs/acme/copilot/metrics/reports';

async function linksOf(path: string, base = REPORTS): Promise<readonly string[]> {
  const { download_links: links } = await jsonOf(await server.get(`${base}/${path}`));
  return Array.isArray(links) ? links : [];
}

/** The rows of all files of a report. */
async function rowsOf(path: string, base = REPORTS): Promise<readonly Record<string, unknown>[]> {
  const texts = await Promise.all(
    (await linksOf(path, base)).map(async (link) => (await fetch(link)).text()),
  );
  return texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  );
}

describe('usage reports', () => {
  it.each([
    'organization-1-day?day=2026-01-09',
    'organization-28-day/latest',
    'users-1-day?day=2026-01-09',
    'users-28-day/latest',
    'user-teams-1-day?day=2026-01-09',
    'repos-1-day?day=2026-01-05',
  ])('%s are links', async (path) => {
    expect((await linksOf(path)).length).toBeGreaterThan(0);
  });

  it('tell what each person did on a day, in two files', async () => {
    const links = await linksOf('users-1-day?day=2026-01-09');
    const rows = await rowsOf('users-1-day?day=2026-01-09');

    expect(links).toHaveLength(2);
    expect(new Set(rows.map(({ user_id: id }) => id))).toStrictEqual(
      new Set([1001, 1002, 1003, 1004, 1005]),
    );
    expect(rows).toHaveLength(5);
    expect(rows.find(({ user_id: id }) => id === 1001)).toMatchObject({
      day: '2026-01-09',
      organization_id: '9',
      user_login: 'ada',
      code_generation_activity_count: 104,
      used_agent: true,
      used_cli: false,
      ai_adoption_phase: { phase_number: 1, phase: 'Phase 1' },
      ai_credits_used: 15.6,
    });
    expect(rows.find(({ user_id: id }) => id === 1002)).toMatchObject({
      ai_adoption_phase: { phase_number: 0, phase: 'No Cohort' },
    });
  });

  it('sum up the organisation, whose features add up to its counters', async () => {
    const [row, ...more] = await rowsOf('organization-1-day?day=2026-01-09');

    expect(more).toStrictEqual([]);
    expect(row).toMatchObject({
      day: '2026-01-09',
      daily_active_users: 5,
      weekly_active_users: 5,
      monthly_active_chat_users: 5,
      code_generation_activity_count: 520,
      totals_by_ide: [{ ide: 'vscode', code_generation_activity_count: 520 }],
      pull_requests: { total_created: 0, total_merged: 0 },
      totals_by_ai_adoption_phase: [
        { phase_number: 0, total_engaged_users: 4, users_in_phase_28d: 4 },
        { phase_number: 1, total_engaged_users: 1, users_in_phase_28d: 1, avg_loc_added: 181 },
      ],
    });
    const features = Array.isArray(row?.['totals_by_feature']) ? row['totals_by_feature'] : [];
    const sum = features.reduce((all, one) => all + one.code_generation_activity_count, 0);
    expect(sum).toBe(520);
  });

  it('tell of pull requests by the day, for the organisation and each repository', async () => {
    const opened = await rowsOf('organization-1-day?day=2026-01-05');
    const [merged] = await rowsOf('repos-1-day?day=2026-01-07');

    expect(opened).toMatchObject([
      { pull_requests: { total_created: 1, total_reviewed: 1, total_reviewed_by_copilot: 1 } },
    ]);
    // Opened on the 5th at 10:00 and merged on the 7th at 09:00; ready from the 5th at 11:00, and
    // reviewed by a person on the 5th and the 6th at 12:00.
    expect(merged).toMatchObject({
      repo_id: 7,
      repo_name: 'api',
      pull_requests: { total_merged: 1, median_minutes_to_merge: expect.closeTo(47 * 60, 1) },
      pull_request_review_times: [
        {
          total_merged: 1,
          median_minutes_ready_to_first_review: 60,
          median_minutes_first_to_final_review: 1440,
          p90_minutes_final_review_to_merge: expect.closeTo(21 * 60, 1),
        },
      ],
    });
  });

  it('tell who is in which team, of teams of five seats or more', async () => {
    const full = await rowsOf('user-teams-1-day?day=2026-01-09');
    const small = await rowsOf('user-teams-1-day?day=2026-01-16');

    expect(full).toHaveLength(5);
    expect(full[0]).toStrictEqual({
      user_id: 1001,
      user_login: 'ada',
      day: '2026-01-09',
      organization_id: '9',
      team_id: 3,
      slug: 'payments',
    });
    expect(small).toStrictEqual([]);
  });

  it('hold 28 days, by the day or by the person', async () => {
    const body = await jsonOf(await server.get(`${REPORTS}/users-28-day/latest`));
    const byDay = await rowsOf('users-28-day/latest');
    const [entity] = await rowsOf('organization-28-day/latest');
    server.github.copilot.configure(9, { userWindow: 'person' });
    const byPerson = await rowsOf('users-28-day/latest');

    expect(body).toMatchObject({
      report_start_day: '2026-01-02',
      report_end_day: '2026-01-29',
    });
    expect(byDay).toHaveLength(7);
    expect(byPerson).toHaveLength(5);
    const one = byPerson.find(({ user_id: id }) => id === 1001);
    expect(one).toMatchObject({
      report_end_day: '2026-01-29',
      code_generation_activity_count: 312,
    });
    expect(one).not.toHaveProperty('day');
    expect(entity?.['day_totals']).toHaveLength(28);
  });

  it('are not there too early, before the first day, or after a year', async () => {
    const statusAt = async (at: Date, day: string) => {
      server.setClock(at);
      return (await server.get(`${REPORTS}/users-1-day?day=${day}`)).status;
    };

    expect(await statusAt(january(10, '23:59:59'), '2026-01-09')).toBe(204);
    expect(await statusAt(january(11), '2026-01-09')).toBe(200);
    expect(await statusAt(january(11), '2025-12-11')).toBe(204);
    expect(await statusAt(january(11), '2025-12-12')).toBe(200);
    expect(await statusAt(new Date('2027-01-09T23:59:59Z'), '2026-01-09')).toBe(200);
    expect(await statusAt(new Date('2027-01-10T00:00:00Z'), '2026-01-09')).toBe(204);
    expect(await statusAt(january(11), 'yesterday')).toBe(422);
  });

  it('fill up until they have settled, if some are late', async () => {
    server.github.copilot.configure(9, { lateShare: 1 });
    server.setClock(january(12, '23:59:59'));
    const early = await rowsOf('users-1-day?day=2026-01-09');

    server.setClock(january(13));
    const settled = await rowsOf('users-1-day?day=2026-01-09');

    expect(early).toStrictEqual([]);
    expect(settled).toHaveLength(5);
  });

  it('are refused while the policy is off, without Copilot, and to Apps without permission', async () => {
    const { copilot, state, tokens } = server.github;
    const path = `${REPORTS}/users-1-day?day=2026-01-09`;
    const [installation] = state.installations();
    const { token } = tokens.issueForInstallation({
      installationId: installation?.id ?? 0,
      permissions: { members: 'read' },
    });

    copilot.configure(9, { metricsPolicy: false });
    const off = await server.get(path);
    copilot.configure(9, { metricsPolicy: true, plan: null });
    const none = await server.get(path);
    const seatless = await server.get('/orgs/acme/copilot/billing/seats');
    const unheld = await server.get('/orgs/acme/members/ada/copilot');
    const unpermitted = await server.get(path, { authorization: `Bearer ${token}` });
    const legacy = await server.get('/orgs/acme/copilot/metrics');

    expect(off.status).toBe(403);
    expect(await jsonOf(off)).toMatchObject({
      message: "The 'Copilot usage metrics' policy must be enabled to use this API",
    });
    expect(unheld.status).toBe(422);
    expect([none, seatless, unpermitted, legacy].map(({ status }) => status)).toStrictEqual([
      404, 404, 403, 404,
    ]);
  });

  it('are for owners among people', async () => {
    const { state, tokens } = server.github;
    server.setClock(january(15));
    const statusFor = async (login: string) => {
      const account = state.accountByLogin(login);
      const { token } = tokens.issuePersonal(account ?? ada);
      const path = `${REPORTS}/users-1-day?day=2026-01-09`;
      return (await server.get(path, { authorization: `Bearer ${token}` })).status;
    };

    expect(await statusFor('ada')).toBe(200);
    expect(await statusFor('bob')).toBe(403);
  });
});
