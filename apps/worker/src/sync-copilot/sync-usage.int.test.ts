import {
  copilotOrganizationDays,
  copilotUserDays,
  copilotUserTeamDays,
  findCopilotReports,
  people,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  acmeStory,
  ann,
  ben,
  openSyncedOrganization,
  used,
  type SyncedOrganization,
} from '../testing/synced-organization.ts';
import { syncUsage } from './sync-usage.ts';

const story = {
  ...acmeStory,
  usage: [
    used(ann, '2025-12-15'),
    used(ben, '2025-12-15'),
    used(ann, '2025-12-16'),
    used(ben, '2025-12-17'),
    used(ann, '2025-12-19'),
  ],
};

describe.each(dialects)('usage reports on %s', (dialect) => {
  let acme: SyncedOrganization;
  const sync = (at: string, reportsARun?: number) => {
    acme.setNow(new Date(at));
    const { organizationId } = acme;
    return syncUsage({ organizationId, ...(reportsARun && { reportsARun }) }, acme.deps);
  };
  const userDays = () =>
    acme.within(async (tx) => {
      const logins = new Map((await tx.select().from(people)).map(({ id, login }) => [id, login]));
      const rows = await tx.select().from(copilotUserDays);
      return rows.map(({ day, personId }) => `${day} ${logins.get(personId)}`).toSorted();
    });
  const reports = async (kind: string) =>
    (await acme.within(findCopilotReports))
      .filter((report) => report.kind === kind)
      .map(({ day, state, isFinal }) => `${day} ${state}${isFinal ? ' final' : ''}`);

  beforeAll(async () => {
    acme = await openSyncedOrganization(dialect, story, '2025-12-20T05:00:00Z');
    acme.github.copilot.configure(9, { readyAfterHours: 24, lateShare: 0 });
  });
  afterAll(async () => acme.close());

  it('come newest first, a part in each run, and go on where they were left', async () => {
    // given eight days of three reports; two runs of nine
    expect(await sync('2025-12-20T05:00:00Z', 9)).toMatchObject({ kind: 'unfinished' });
    expect(await reports('users')).toEqual([
      '2025-12-19 absent',
      '2025-12-18 fetched',
      '2025-12-17 fetched',
    ]);
    expect((await acme.lastRun('usage'))?.finishedAt).toBeNull();

    // when
    expect(await sync('2025-12-20T05:10:00Z', 9)).toMatchObject({ kind: 'unfinished' });
    expect(await sync('2025-12-20T05:20:00Z', 9)).toEqual({ kind: 'done', failure: null });

    // then every day is there, and the old ones are final
    expect(await reports('users')).toEqual([
      '2025-12-19 absent',
      '2025-12-18 fetched',
      '2025-12-17 fetched',
      '2025-12-16 fetched final',
      '2025-12-15 fetched final',
      '2025-12-14 fetched final',
      '2025-12-13 fetched final',
      '2025-12-12 fetched final',
    ]);
    expect(await userDays()).toEqual([
      '2025-12-15 ann',
      '2025-12-15 ben',
      '2025-12-16 ann',
      '2025-12-17 ben',
    ]);
    expect(acme.rung).toContain(`recompute-adoption ${acme.organizationId}`);
  });

  it('keep every row as it came, of people, of the organisation and of teams', async () => {
    const [row] = await acme.within((tx) => tx.select().from(copilotUserDays));
    const days = await acme.within((tx) => tx.select().from(copilotOrganizationDays));
    const teams = await acme.within((tx) => tx.select().from(copilotUserTeamDays));

    expect(row).toMatchObject({ active: true, raw: { user_login: expect.any(String) } });
    expect(row?.raw).toHaveProperty('ai_adoption_phase');
    expect(days.find(({ day }) => day === '2025-12-15')?.raw).toMatchObject({
      daily_active_users: 2,
    });
    // Teams of fewer than five seats are in no report.
    expect(teams).toEqual([]);
  });

  it('are asked for once a day, and again the next night', async () => {
    await sync('2025-12-20T12:00:00Z');
    expect(await acme.lastRun('usage')).toMatchObject({ checked: 0, failure: null });

    await sync('2025-12-21T05:00:00Z');
    // D-1 to D-4, of three kinds each
    expect(await acme.lastRun('usage')).toMatchObject({ checked: 12, failure: null });
    expect(await reports('users')).toEqual(
      expect.arrayContaining(['2025-12-19 fetched', '2025-12-17 fetched final']),
    );
    expect(await userDays()).toContain('2025-12-19 ann');
  });

  it('take the place of what was held, and what did not change marks nothing', async () => {
    // given a row that GitHub no longer tells, and one that it tells otherwise
    const [any] = await acme.within((tx) => tx.select().from(copilotUserDays));
    if (any === undefined) throw new Error('no row');
    const stranger = { ...any, day: '2025-12-18' };
    await acme.within((tx) => tx.insert(copilotUserDays).values(stranger));
    acme.rung.length = 0;

    // when the night comes again
    await sync('2025-12-22T05:00:00Z');

    // then
    expect(await userDays()).not.toContain('2025-12-18 ann');
    expect(acme.rung).toContain(`recompute-rollups ${acme.organizationId}`);
    acme.rung.length = 0;
    await sync('2025-12-23T05:00:00Z');
    expect(acme.rung.filter((bell) => bell.startsWith('recompute'))).toEqual([]);
  });

  it('that are refused are asked for once a day, each kind once, with the reason kept', async () => {
    acme.github.copilot.configure(9, { metricsPolicy: false });

    expect(await sync('2025-12-24T05:00:00Z')).toEqual({ kind: 'done', failure: null });

    expect(await acme.lastRun('usage')).toMatchObject({ checked: 3 });
    const refused = (await acme.within(findCopilotReports)).filter(
      ({ state }) => state === 'refused',
    );
    expect(refused.map(({ day, reason }) => [day, reason])).toEqual(
      Array.from({ length: 3 }, () => ['2025-12-23', expect.stringMatching(/policy/)]),
    );
    await sync('2025-12-24T09:00:00Z');
    expect(await acme.lastRun('usage')).toMatchObject({ checked: 0 });

    // when it is allowed
    acme.github.copilot.configure(9, { metricsPolicy: true });
    await sync('2025-12-25T05:00:00Z');
    expect(await reports('users')).toContain('2025-12-23 fetched');
  });
});
