import { gzipSync } from 'node:zlib';

import type { OrganizationStory, StoryUsage } from '@uplift/simulated-github';
import { copilotLines } from '@uplift/simulated-github';
import { afterEach, describe, expect, it } from 'vitest';

import { lineObservations } from '../../testing/reading.ts';
import type { Fetch } from '../connection/engine.ts';
import type { Reading } from '../connection/github-client.ts';
import { oneStory } from '../testing/one-story.ts';
import { type OpenGitHub, openGitHub } from '../testing/open-github.ts';
import { readReport, type ReportWishes } from './read-report.ts';
import type { ReportRow } from './report-row.ts';
import { readBilling, readSeats } from './read-seats.ts';

const opened: OpenGitHub[] = [];
const usageDay = '2026-11-16';
const from = new Date('2026-01-01T00:00:00Z');
const people = Array.from({ length: 130 }, (_, index) => ({
  id: 1000 + index,
  login: `person-${index}`,
  type: 'User' as const,
  from,
  to: null,
}));

const usageOf = ({ id, login }: { id: number; login: string }): StoryUsage => ({
  day: usageDay,
  id,
  login,
  counters: {
    user_initiated_interaction_count: 12,
    code_generation_activity_count: 104,
    code_acceptance_activity_count: 20,
    loc_suggested_to_add_sum: 192,
    loc_suggested_to_delete_sum: 0,
    loc_added_sum: 181,
    loc_deleted_sum: 60,
  },
  used: { chat: true, agent: false, cli: false, cloudAgent: false },
});

const story: OrganizationStory = {
  ...oneStory,
  people,
  teams: [
    {
      id: 3,
      slug: 'payments',
      name: 'Payments',
      members: people
        .slice(0, 8)
        .map(({ id, login }) => ({ id, login, from: '2026-01-01', to: null })),
    },
  ],
  seats: people.map(({ id, login }) => ({
    id,
    login,
    grantedAt: new Date('2026-02-01T09:00:00Z'),
  })),
  usage: people.slice(0, 20).map(usageOf),
};

afterEach(async () => {
  for (const { github } of opened.splice(0)) await github.close();
});

async function open(options: Partial<Parameters<typeof openGitHub>[0]> = {}) {
  const one = await openGitHub({ stories: [story], ...options });
  opened.push(one);
  one.setClock(new Date('2026-11-20T12:00:00Z'));
  return { ...one, reading: { github: one.client } };
}

const users: ReportWishes = { organization: 'acme', kind: 'users', day: usageDay };

async function rowsOf(reading: Reading, wishes = users): Promise<readonly ReportRow[]> {
  const report = await readReport(wishes, reading);
  if (report.outcome !== 'fetched') throw new Error(report.outcome);
  const rows: ReportRow[] = [];
  for await (const row of report.rows) rows.push(row);
  return rows;
}

const loginsIn = (rows: readonly ReportRow[]) =>
  rows.flatMap((row) => (row.ok ? [String(row.row['user_login'])] : [])).toSorted();

const reasonsIn = (rows: readonly ReportRow[]) =>
  rows.flatMap((row) => (row.ok ? [] : [row.reason]));

const expectedLogins = people
  .slice(0, 20)
  .map(({ login }) => login)
  .toSorted();

describe('seats', () => {
  it('are told once for each holder, in the words of a history file', async () => {
    const { reading } = await open();

    const read = await readSeats({ organization: 'acme', day: '2026-11-20' }, reading);

    const interval = { from, to: new Date('2026-11-21T00:00:00Z') };
    const lines = [...copilotLines(story, interval)].flatMap((line) =>
      lineObservations(JSON.parse(line)),
    );
    const line = lines.find((one) => one.kind === 'copilot_seat' && one.assignee.githubId === 1129);
    expect(read).toMatchObject({ total: 130, complete: true, problems: [] });
    expect(read.observations).toHaveLength(130);
    expect(line?.kind).toBe('copilot_seat');
    expect(read.observations.at(-1)).toMatchObject({
      kind: 'copilot_seat',
      day: '2026-11-20',
      assignee: { githubId: 1129, login: 'person-129', type: 'User' },
      grantedAt: new Date('2026-02-01T09:00:00Z'),
    });
  });

  it.each(['seat-added', 'seat-removed'] as const)(
    'are read again where the list changed meanwhile: %s',
    async (kind) => {
      const { reading, github } = await open();
      github.copilot.setFaults([{ fault: { kind }, times: 1 }]);

      const read = await readSeats({ organization: 'acme', day: '2026-11-20' }, reading);

      expect(read).toMatchObject({ total: 130, complete: true });
      expect(read.observations).toHaveLength(130);
    },
  );

  it('are not called complete while the list keeps changing', async () => {
    const { reading, github } = await open();
    github.copilot.setFaults([{ fault: { kind: 'seat-added' } }]);

    const read = await readSeats({ organization: 'acme', day: '2026-11-20' }, reading);

    expect(read.complete).toBe(false);
    expect(new Set(read.observations).size).toBe(read.observations.length);
  });

  it('come with a bill, and neither without Copilot', async () => {
    const { reading, github } = await open();
    const bill = await readBilling({ organization: 'acme' }, reading);
    github.copilot.configure(9, { plan: null });

    expect(bill).toMatchObject({ plan: 'business', seats: 130, seatManagement: 'assign_selected' });
    expect(await readBilling({ organization: 'acme' }, reading)).toBeNull();
    await expect(
      readSeats({ organization: 'acme', day: '2026-11-20' }, reading),
    ).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('a report', () => {
  it('tells the days of people in the words of a history file, over several files', async () => {
    const { reading, github } = await open();

    const rows = await rowsOf(reading);

    const first = rows.find((row) => row.ok && row.row['user_id'] === 1000);
    expect(loginsIn(rows)).toEqual(expectedLogins);
    expect(github.stats.byRoute().get('GET /reports/:ticket/:file')?.requests).toBe(2);
    expect(first?.ok && first.observation).toEqual(
      lineObservations({
        kind: 'copilot_user_day',
        organization: 'acme',
        data: first?.ok ? first.row : null,
      })[0],
    );
    expect(first?.ok && first.observation).toMatchObject({ day: usageDay, active: true });
  });

  it('may be of the organisation, and of people in teams', async () => {
    const { reading } = await open();

    const organization = await rowsOf(reading, { ...users, kind: 'organization' });
    const teams = await rowsOf(reading, { ...users, kind: 'user_teams' });

    expect(organization).toMatchObject([
      { ok: true, row: { day: usageDay, daily_active_users: 20 }, observation: null },
    ]);
    expect(teams).toHaveLength(8);
    expect(teams[0]).toMatchObject({ ok: true, row: { team_id: 3, slug: 'payments' } });
  });

  it('is absent while there is none', async () => {
    const { reading } = await open();

    expect(await readReport({ ...users, day: '2026-11-20' }, reading)).toEqual({
      outcome: 'absent',
    });
  });

  it('is refused with GitHub’s reason', async () => {
    const { reading, github } = await open();
    github.copilot.configure(9, { metricsPolicy: false });
    const byPolicy = await readReport(users, reading);
    github.copilot.configure(9, { metricsPolicy: true, plan: null });
    const byPlan = await readReport(users, reading);

    expect([byPolicy, byPlan]).toEqual([
      { outcome: 'refused', reason: expect.stringContaining('policy must be enabled') },
      { outcome: 'refused', reason: expect.stringContaining('no Copilot reports') },
    ]);
  });

  it.each(['gzip', 'gzip-undeclared', 'array'] as const)('may come as %s', async (kind) => {
    const { reading, github } = await open();
    github.copilot.setFaults([{ fault: { kind } }]);

    expect(loginsIn(await rowsOf(reading))).toEqual(expectedLogins);
  });

  it('is read though a line of it is broken', async () => {
    const { reading, github } = await open();
    github.copilot.setFaults([{ fault: { kind: 'broken-line' } }]);

    const rows = await rowsOf(reading, { ...users, kind: 'user_teams' });

    expect(rows.filter(({ ok }) => ok)).toHaveLength(8);
    expect(new Set(reasonsIn(rows))).toEqual(new Set(['a row is not JSON']));
  });

  it('has no rows without a day, as files made by hand have', async () => {
    const { reading, github } = await open();
    github.copilot.setFaults([{ fault: { kind: 'no-day' } }]);

    const rows = await rowsOf(reading);

    expect(loginsIn(rows)).toEqual([]);
    expect(new Set(reasonsIn(rows))).toEqual(
      new Set(['a row has no "day"; reports of GitHub have it in every row']),
    );
  });

  it.each([
    ['expired-link', 'unavailable'],
    ['missing-file', 'unavailable'],
    ['half-written', 'malformed'],
  ] as const)('fails where a file is not whole: %s', async (fault, kind) => {
    const { reading, github } = await open();
    github.copilot.setFaults([{ fault: { kind: fault } }]);

    await expect(rowsOf(reading)).rejects.toMatchObject({ kind });
  });

  it('fails where a file breaks off, or is damaged', async () => {
    const packed = gzipSync('{"day":"2026-11-16"}\n'.repeat(1000));
    const bodies = [packed.subarray(0, 40), Buffer.concat([packed.subarray(0, 10), packed])];
    const broken = await open();
    broken.github.faults.set([{ fault: { kind: 'cut' }, path: /^\/reports/ }]);

    await expect(rowsOf(broken.reading)).rejects.toMatchObject({ kind: 'unavailable' });
    for (const body of bodies) {
      const answer: Fetch = async (url, init) =>
        url.includes('/reports/') && url.includes('sig=') ? new Response(body) : fetch(url, init);
      const { reading } = await open({ settings: { fetch: answer } });
      await expect(rowsOf(reading)).rejects.toMatchObject({ kind: 'malformed' });
    }
  });

  it('is fetched from allowed hosts only, and no error shows the link', async () => {
    const { reading, github } = await open();
    github.copilot.setFaults([{ fault: { kind: 'wrong-host' } }]);

    const error: unknown = await rowsOf(reading).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ kind: 'refused', message: expect.stringContaining('127.0.0.1') });
    expect(String(error)).not.toContain('sig=');
    expect(github.stats.byRoute().has('GET /reports/:ticket/:file')).toBe(false);
  });

  it('is fetched without credentials', async () => {
    const sent: (readonly [string, RequestInit | undefined])[] = [];
    const listening: Fetch = (url, init) => {
      sent.push([url, init]);
      return fetch(url, init);
    };
    const { reading, github } = await open({ settings: { fetch: listening } });

    await rowsOf(reading);

    const downloads = sent.filter(([url]) => url.startsWith(github.downloadUrl));
    expect(downloads).toHaveLength(2);
    for (const [, init] of downloads) expect(init?.headers).toBeUndefined();
  });

  it('takes no more memory for being large', async () => {
    const { reading, github } = await open();
    github.copilot.setFaults([{ fault: { kind: 'huge', bytes: 15_000_000 } }]);
    const report = await readReport(users, reading);
    if (report.outcome !== 'fetched') throw new Error(report.outcome);

    let rows = 0;
    let most = 0;
    for await (const row of report.rows) {
      rows += row.ok ? 1 : 0;
      if (rows % 1000 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers);
    }

    expect(rows).toBeGreaterThan(10_000);
    expect(most).toBeLessThan(15_000_000);
  });

  it('is no longer read once nobody wants it', async () => {
    const { reading, github } = await open();
    github.copilot.setFaults([{ fault: { kind: 'huge', bytes: 40_000_000 } }]);
    const controller = new AbortController();
    const report = await readReport(users, { ...reading, signal: controller.signal });
    if (report.outcome !== 'fetched') throw new Error(report.outcome);
    const reason = new Error('shutting down');

    const taking = (async () => {
      for await (const row of report.rows) if (row.ok) controller.abort(reason);
    })();

    await expect(taking).rejects.toBe(reason);
  });
});
