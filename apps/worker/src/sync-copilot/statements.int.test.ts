import {
  copilotOrganizationDays,
  copilotUserDays,
  findCopilotReports,
  type Transaction,
} from '@uplift/db';
import { dialects, listeningToStatements } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  acmeStory,
  ann,
  ben,
  openSyncedOrganization,
  used,
  type SyncedOrganization,
} from '../testing/synced-organization.ts';
import type { SyncDeps } from '../sync/run-sync.ts';
import { syncUsage } from './sync-usage.ts';

const days = ['2025-12-15', '2025-12-16', '2025-12-17', '2025-12-18'];
const story = {
  ...acmeStory,
  usage: days.flatMap((day) => [used(ann, day), used(ben, day)]),
};
/** How the tests say that a process was killed. */
const KILLED = 'killed';

describe.each(dialects)('reports stored on %s', (dialect) => {
  let acme: SyncedOrganization;
  let heard: (statement: string) => void = () => {};
  let deps: SyncDeps;
  beforeAll(async () => {
    acme = await openSyncedOrganization(dialect, story, '2025-12-20T05:00:00Z');
    acme.github.copilot.configure(9, { readyAfterHours: 24, lateShare: 0 });
    const db = listeningToStatements(acme.store.db, (statement) => heard(statement));
    deps = { ...acme.deps, db, github: acme.connect(db) };
  });
  afterAll(async () => acme.close());

  const sync = (reportsARun: number, listener: typeof heard = () => {}) => {
    heard = listener;
    return syncUsage({ organizationId: acme.organizationId, reportsARun }, deps);
  };
  /** Everything that reports lead to, without the counts of repetitions. */
  const held = (tx: Transaction) =>
    Promise.all([
      findCopilotReports(tx),
      tx.select().from(copilotUserDays).orderBy(copilotUserDays.day, copilotUserDays.personId),
      tx.select().from(copilotOrganizationDays).orderBy(copilotOrganizationDays.day),
    ]);

  it('take a statement for the request and few for what it told', async () => {
    // given: of two days the newest has no reports yet; then people and limits are known
    await sync(6);

    // when
    const statements: string[] = [];
    await sync(3, (statement) => statements.push(statement));

    // then: of people, of the organisation, of teams
    const asked = statements.flatMap((statement, index) =>
      statement.includes('rate_budgets') ? [index] : [],
    );
    expect(asked).toHaveLength(3);
    const counts = asked.map((from, nth) => (asked[nth + 1] ?? statements.length) - from);
    expect(counts[0]).toBeLessThanOrEqual(11);
    expect(counts[1]).toBeLessThanOrEqual(6);
    expect(counts[2]).toBeLessThanOrEqual(6);
  });

  it('are whole or not there, wherever the process is killed', async () => {
    let killed = 0;
    for (let at = 0; ; at += 1) {
      const before = await acme.within(held);
      let count = 0;
      const end = await sync(1, () => {
        if (count === at) throw new Error(KILLED);
        count += 1;
      }).catch((error: unknown) => String(error));
      const [reports, users, organization] = await acme.within(held);
      if (typeof end !== 'string') break;

      // then a report that is noted has its rows, and another has none
      killed += 1;
      const fetched = (kind: string) =>
        reports.filter((report) => report.kind === kind && report.rows > 0).map(({ day }) => day);
      expect(new Set(users.map(({ day }) => day))).toEqual(new Set(fetched('users')));
      expect(users).toHaveLength(2 * fetched('users').length);
      expect(organization.map(({ day }) => day).toSorted()).toEqual(
        fetched('organization').toSorted(),
      );
      expect(users.length).toBeGreaterThanOrEqual(before[1].length);
    }
    expect(killed).toBeGreaterThan(10);
  });
});
