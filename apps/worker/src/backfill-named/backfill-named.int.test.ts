import {
  findBackfillProgress,
  findCompletenessDays,
  findCoverage,
  withOrganization,
  type OpenDatabase,
} from '@uplift/db';
import { emptyStore, openTestStore, readNamedFacts } from '@uplift/db/testing';
import { completenessOfDay } from '@uplift/metrics';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { reconcile } from '../reconcile/reconcile.ts';
import { sweep } from '../sweep/sweep.ts';
import { syncDirectory } from '../sync-directory/sync-directory.ts';
import { listeningQueue } from '../testing/observed.ts';
import { openGitHub, type OpenGitHub } from '../testing/open-github.ts';
import { story } from '../testing/three-pull-requests.ts';
import { backfillNamed } from './backfill-named.ts';

const march = (day: number, hour = 0) => new Date(Date.UTC(2026, 2, day, hour));
const name = 'acme/api';

describe('fetching a repository by its name', () => {
  let store: OpenDatabase;
  let open: OpenGitHub;
  beforeAll(async () => {
    store = await openTestStore('pglite');
  });
  beforeEach(async () => {
    await emptyStore(store.db);
    open = await openGitHub([story], {}, march(2, 20));
  });
  afterEach(async () => open.github.close());
  afterAll(async () => store.close());

  const pagesAsked = () => open.github.stats.byRoute().get('POST /graphql')?.requests ?? 0;
  const byToken = () => {
    const [ada] = story.people;
    if (ada === undefined) throw new Error('nobody is in the story');
    return open.connectByToken(store.db, open.github.tokens.issuePersonal(ada).token);
  };
  const fetch = async (since: Date) => {
    const before = pagesAsked();
    const github = byToken();
    const [fetched] = await backfillNamed(
      { repositories: [name], horizon: since },
      { db: store.db, github, now: open.now },
    );
    if (fetched === undefined) throw new Error('nothing was planned');
    return { ...fetched, asked: pagesAsked() - before };
  };
  const numbers = async () => (await readNamedFacts(store.db)).map((fact) => fact['number']);

  it('reads all of it the first time', async () => {
    const first = await fetch(march(1));

    expect(first).toMatchObject({ state: 'done', done: 2, fetched: 2, updated: null });
    expect(await numbers()).toEqual([1, 2]);
  });

  it('asks again where GitHub fails at the first question of all', async () => {
    const fault = { kind: 'status', status: 502 } as const;
    open.github.faults.set([{ fault, path: /graphql/, times: 3 }]);

    expect(await fetch(march(1))).toMatchObject({ state: 'done', fetched: 2 });
    expect(await numbers()).toEqual([1, 2]);
  });

  it('does not ask again for what is not to be seen', async () => {
    const named = { repositories: ['acme/nothing'], horizon: march(1) };
    const asking = backfillNamed(named, { db: store.db, github: byToken(), now: open.now });

    await expect(asking).rejects.toMatchObject({ kind: 'not_found' });
    expect(pagesAsked()).toBe(1);
  });

  it('reads what was updated since, the second time', async () => {
    await fetch(march(1));
    open.setNow(march(3, 20));

    const second = await fetch(march(1));

    // #1 was merged on the third, when #3 was opened; #2 was not touched
    expect(second).toMatchObject({
      state: 'done',
      fetched: 0,
      updated: { since: march(2, 20), checked: 2, different: 2 },
    });
    expect(await numbers()).toEqual([1, 2, 3]);
    // to find it, and to compare it
    expect(second.asked).toBe(2);
  });

  it('reads nothing twice where nothing happened', async () => {
    await fetch(march(1));
    open.setNow(march(2, 23));

    const second = await fetch(march(1));

    expect(second).toMatchObject({ fetched: 0, updated: { checked: 0, different: 0 } });
  });

  it('reads only what an earlier horizon left out, when it is to go further back', async () => {
    await fetch(march(2));
    expect(await numbers()).toEqual([2]);
    open.setNow(march(2, 23));

    const further = await fetch(march(1));

    expect(further).toMatchObject({
      done: 2,
      fetched: 1,
      reached: march(1, 10),
      updated: { checked: 0 },
    });
    expect(await numbers()).toEqual([1, 2]);
  });

  it('is kept up to date by the token, every hour, and its teams and reports every day', async () => {
    await fetch(march(1));
    const github = byToken();
    const swept = async (at: Date) => {
      open.setNow(at);
      const { queue, rung } = listeningQueue();
      await sweep({ db: store.db, queue, now: open.now, github });
      const names = rung.map((bell) => bell.split(' ', 1).join(''));
      return names.filter((one) => one !== 'recompute-rollups').toSorted();
    };
    const daily = ['sync-copilot', 'sync-deployments', 'sync-directory'];
    expect(await swept(march(2, 20))).toEqual(daily);
    expect(await swept(march(3, 20))).toEqual(['reconcile', ...daily]);

    // when they are followed
    const { organizationId } = await fetch(march(2));
    const { queue } = listeningQueue();
    const deps = { db: store.db, queue, now: open.now, github };
    const { updated } = await reconcile({ organizationId }, deps);
    const directory = await syncDirectory({ organizationId }, deps);

    // then
    expect([updated.kind, directory.kind]).toEqual(['done', 'done']);
    expect(await numbers()).toEqual([1, 2, 3]);
    const days = await withOrganization(store.db, organizationId, async (tx) => {
      const [one] = await findCoverage(tx);
      const counts = await findCompletenessDays(tx, { from: '2026-03-02', to: '2026-03-02' });
      return one && completenessOfDay('2026-03-02', one.coverage, counts[0]);
    });
    expect(days).toMatchObject({
      percent: 100,
      reason: 'reconciled; no App is installed to send webhooks',
    });
  });

  it('does not forget what it fetched where less is asked for', async () => {
    await fetch(march(1));

    const second = await fetch(march(2));

    const [row] = await withOrganization(store.db, second.organizationId, findBackfillProgress);
    expect(row).toMatchObject({ state: 'done', horizon: march(1), done: 2 });
  });
});
