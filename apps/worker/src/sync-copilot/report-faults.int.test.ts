import {
  copilotReports,
  copilotUserDays,
  findCopilotReports,
  type CopilotReportOutcome,
} from '@uplift/db';
import type { CopilotFault } from '@uplift/simulated-github/server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import {
  acmeStory,
  ann,
  ben,
  cat,
  openSyncedOrganization,
  used,
  type SyncedOrganization,
} from '../testing/synced-organization.ts';
import { syncUsage } from './sync-usage.ts';

const DAY = '2025-12-12';
const story = {
  ...acmeStory,
  usage: [used(ann, DAY), used(ben, DAY), used(cat, DAY)],
};

describe('a report in which something is wrong', () => {
  let acme: SyncedOrganization;
  let at = Date.parse('2025-12-13T05:00:00Z');
  beforeAll(async () => {
    acme = await openSyncedOrganization('postgres', story, '2025-12-13T05:00:00Z');
  });
  afterEach(async () => {
    acme.github.copilot.setFaults([]);
    await acme.within((tx) => tx.delete(copilotReports));
    await acme.within((tx) => tx.delete(copilotUserDays));
  });
  afterAll(async () => acme.close());

  /** A night later each time, of the one day's report. */
  const night = async (faults: readonly CopilotFault[], filesPerReport = 1) => {
    at += 60_000;
    acme.setNow(new Date(at));
    acme.github.copilot.configure(9, { filesPerReport, readyAfterHours: 0 });
    const report = /^users-1-day/;
    acme.github.copilot.setFaults(faults.map((fault) => ({ fault, report })));
    await syncUsage({ organizationId: acme.organizationId }, acme.deps);
    return usersReport();
  };
  const usersReport = async (): Promise<CopilotReportOutcome | undefined> =>
    (await acme.within(findCopilotReports)).find(({ kind }) => kind === 'users');
  const userDays = () => acme.within((tx) => tx.select().from(copilotUserDays));

  it.each([[{ kind: 'gzip' }], [{ kind: 'gzip-undeclared' }], [{ kind: 'array' }]] as const)(
    'is read all the same: %o',
    async (fault) => {
      expect(await night([fault])).toMatchObject({ state: 'fetched', rows: 3, unreadable: 0 });
      expect(await userDays()).toHaveLength(3);
    },
  );

  it('is read from all of its files', async () => {
    expect(await night([], 3)).toMatchObject({ state: 'fetched', rows: 3 });
  });

  it.each([
    [{ kind: 'half-written' }, 1],
    [{ kind: 'expired-link' }, 1],
    [{ kind: 'wrong-host' }, 1],
    [{ kind: 'missing-file' }, 2],
  ] as const)('tells nothing, and is asked for again: %o', async (fault, files) => {
    // given what was held before
    await night([]);
    const before = await userDays();
    await acme.within((tx) => tx.delete(copilotReports));

    // when
    const failed = await night([fault], files);

    // then
    expect(failed).toMatchObject({ state: 'failed', isFinal: false, rows: 0 });
    expect(failed?.reason).not.toBe('');
    expect(failed?.reason).not.toMatch(/sig=|token/);
    expect(await userDays()).toEqual(before);

    // when three hours have passed
    at += 3 * 3_600_000;
    expect(await night([])).toMatchObject({ state: 'fetched', rows: 3, reason: null });
  });

  it('is stored without the rows that cannot be read, and loses nothing for them', async () => {
    await night([]);
    await acme.within((tx) => tx.delete(copilotReports));

    const report = await night([{ kind: 'no-day' }]);

    expect(report).toMatchObject({ state: 'fetched', rows: 0, unreadable: 3 });
    expect(report?.reason).toMatch(/day/);
    expect(await userDays()).toHaveLength(3);
  });

  it('is refused row by row, with the reason, where it tells no day, and makes nobody idle', async () => {
    const report = await night([{ kind: 'no-day' }]);

    expect(report).toMatchObject({ state: 'fetched', rows: 0, unreadable: 3 });
    expect(report?.reason).toBe('a row has no "day"; reports of GitHub have it in every row');
    expect(await userDays()).toEqual([]);
  });

  it('has a line that is no JSON, which is counted', async () => {
    const report = await night([{ kind: 'broken-line' }], 1);

    expect(report).toMatchObject({ state: 'fetched', rows: 3 });
    expect(report?.unreadable).toBeGreaterThan(0);
  });
});
