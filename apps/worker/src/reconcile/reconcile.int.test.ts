import {
  findCompletenessDays,
  findReconcilable,
  repairRuns,
  withOrganization,
  type OpenDatabase,
  type Transaction,
} from '@uplift/db';
import { dialects, emptyStore, openTestStore, readNamedFacts } from '@uplift/db/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { sweep } from '../sweep/sweep.ts';
import { openLiveOrganization, type LiveOrganization } from '../testing/live-organization.ts';
import { listeningQueue } from '../testing/observed.ts';
import { story } from '../testing/three-pull-requests.ts';

const march = (day: number, hour = 0) => new Date(Date.UTC(2026, 2, day, hour));
const span = { from: '2026-03-01', to: '2026-03-04' };

describe.each(dialects)('comparing an organisation with GitHub on %s', (dialect) => {
  let store: OpenDatabase;
  let organization: LiveOrganization;

  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  beforeEach(async () => {
    await emptyStore(store.db);
    organization = await openLiveOrganization({ db: store.db, story, startsAt: march(2) });
  });
  afterEach(async () => organization.close());
  afterAll(async () => store.close());

  const within = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    withOrganization(store.db, organization.organizationId, work);
  const runs = async () =>
    (await within((tx) => tx.select().from(repairRuns)))
      .toSorted((a, b) => a.id - b.id)
      .map(({ kind, checked, repaired, failure }) => [kind, checked, repaired, failure]);
  const reconciledUntil = async () => (await within(findReconcilable))[0]?.reconciledUntil;
  const states = async () => (await readNamedFacts(store.db)).map((fact) => fact['state']);
  const counts = async () =>
    (await within((tx) => findCompletenessDays(tx, span))).map(({ day, expected, present }) => [
      day,
      expected,
      present,
    ]);

  it('stores what was updated, counts what was not known, and starts there the next time', async () => {
    await organization.live(march(4), { lossShare: 1 });
    expect(await states()).toEqual(['open']);

    await organization.reconcile();
    organization.open.setNow(march(5));
    await organization.reconcile();

    expect(await states()).toEqual(['merged', 'open', 'open']);
    expect(await runs()).toEqual([
      ['reconcile', 3, 3, null],
      ['open_pull_requests', 2, 0, null],
      ['reconcile', 0, 0, null],
      ['open_pull_requests', 2, 0, null],
    ]);
    expect(await reconciledUntil()).toEqual(march(5));
  });

  it('counts none that a delivery had brought', async () => {
    await organization.live(march(4));
    await organization.reconcile();

    expect(await runs()).toEqual([
      ['reconcile', 3, 0, null],
      ['open_pull_requests', 2, 0, null],
    ]);
  });

  it('counts the pull requests that changed on each day', async () => {
    await organization.live(march(4), { lossShare: 1 });
    await organization.reconcile();

    // #1 on the first; #2 on the second; #3, and the merge of #1, on the third; nothing on the fourth
    expect(await counts()).toEqual([
      ['2026-03-01', 1, 1],
      ['2026-03-02', 1, 1],
      ['2026-03-03', 2, 2],
      ['2026-03-04', 0, 0],
    ]);
    expect(await organization.completeness('2026-03-01')).toEqual({
      percent: 100,
      expected: 4,
      present: 4,
      unknownDays: 0,
    });
  });

  it('has fetched anew what is open on one side only, and counts it as missing until then', async () => {
    // given that no comparison reads what was lost
    await organization.live(march(4), { lossShare: 1 });
    await within((tx) =>
      tx.execute(`update repository_backfills set reconciled_until = '2026-03-04T00:00:00Z'`),
    );

    // when
    await organization.reconcile();

    // then: #2 and #3 are not known here, #1 is merged there
    expect(await runs()).toEqual([
      ['reconcile', 0, 0, null],
      ['open_pull_requests', 2, 3, null],
    ]);
    expect(await counts()).toEqual([
      ['2026-03-01', 1, 1],
      ['2026-03-02', 1, 0],
      ['2026-03-03', 1, 0],
      ['2026-03-04', 0, 0],
    ]);

    // when
    await organization.work();

    // then
    expect(await states()).toEqual(['merged', 'open', 'open']);
    const { percent } = await organization.completeness('2026-03-01');
    expect(percent).toBe(100);
  });

  it('asks again, in ever smaller pages, for what GitHub leaves out', async () => {
    // given
    await organization.live(march(4), { lossShare: 1 });
    const { faults } = organization.open.github;
    const leaveOut = { kind: 'nodes', share: 1 } as const;

    // when
    faults.set([{ fault: leaveOut, path: /graphql/, times: 2 }]);
    await organization.reconcile();

    // then
    expect((await runs())[0]).toEqual(['reconcile', 3, 3, null]);
    expect(await reconciledUntil()).toEqual(march(4));
  });

  it('does not move on behind what cannot be read, for a week', async () => {
    await organization.live(march(4), { lossShare: 1 });
    const { faults } = organization.open.github;
    faults.set([{ fault: { kind: 'nodes', share: 1 }, path: /graphql/ }]);

    const { updated } = await organization.reconcile();

    expect(updated).toEqual({ kind: 'failed', failure: '3 of acme/api could not be read' });
    expect(await reconciledUntil()).toEqual(march(2));
    organization.open.setNow(march(9));
    await organization.reconcile();
    expect(await reconciledUntil()).toEqual(march(9));
  });

  it('comes back where a limit ends it', async () => {
    await organization.live(march(4), { lossShare: 1 });
    const headers = { 'retry-after': '600' };
    const limit = {
      kind: 'status',
      status: 403,
      message: 'secondary rate limit',
      headers,
    } as const;
    organization.open.github.faults.set([{ fault: limit, path: /graphql/ }]);

    const { updated } = await organization.reconcile();

    expect(updated.kind).toBe('rate_limited');
    expect(organization.rung).toContain(`reconcile ${organization.organizationId}`);
    expect(await reconciledUntil()).toEqual(march(2));
  });

  it('is rung for once a day, and not again within an hour', async () => {
    const bellsAt = async (at: Date) => {
      const { queue, rung } = listeningQueue();
      await sweep({ db: store.db, queue, now: () => at });
      return rung.filter((bell) => bell.startsWith('reconcile'));
    };
    const bell = `reconcile ${organization.organizationId}`;

    expect(await bellsAt(march(3))).toEqual([]);
    expect(await bellsAt(march(3, 1))).toEqual([bell]);

    organization.open.setNow(march(3, 1));
    const unreadable = { kind: 'nodes', share: 1 } as const;
    organization.open.github.faults.set([{ fault: unreadable, path: /graphql/ }]);
    await organization.reconcile();
    expect(await bellsAt(march(3, 2))).toEqual([bell]);
    expect(await bellsAt(new Date(march(3, 2).getTime() - 1))).toEqual([]);
  });
});
