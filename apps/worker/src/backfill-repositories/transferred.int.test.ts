import {
  compressBody,
  findBackfillProgress,
  findRepositoriesNamed,
  recordDelivery,
  withOrganization,
  type OpenDatabase,
} from '@uplift/db';
import { emptyStore, openTestStore, readNamedFacts } from '@uplift/db/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { planBackfill } from '../plan-backfill/plan-backfill.ts';
import { processInbox } from '../process-inbox/process-inbox.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { sweep } from '../sweep/sweep.ts';
import { syncDirectory } from '../sync-directory/sync-directory.ts';
import { listeningQueue } from '../testing/observed.ts';
import { openGitHub, type OpenGitHub } from '../testing/open-github.ts';
import { story as acme } from '../testing/three-pull-requests.ts';
import { backfillRepositories } from './backfill-repositories.ts';

const other = {
  ...acme,
  organization: { id: 10, login: 'other' },
  repositories: [],
  pullRequests: [],
};
const repositoryId = 7;

describe('a repository that moves to another organisation', () => {
  let store: OpenDatabase;
  let open: OpenGitHub;
  let ids: { acme: number; other: number };
  beforeAll(async () => {
    store = await openTestStore('pglite');
  });
  beforeEach(async () => {
    await emptyStore(store.db);
    open = await openGitHub([acme, other], {}, new Date('2026-03-05T00:00:00Z'));
    ids = {
      acme: await open.install(store.db, 'acme'),
      other: await open.install(store.db, 'other'),
    };
  });
  afterEach(async () => open.github.close());
  afterAll(async () => store.close());

  const deps = () => {
    const { queue, rung } = listeningQueue();
    const onError = () => {};
    const { now } = open;
    const github = open.connect(store.db);
    return { db: store.db, queue, rung, now, github, onError, backfillDays: 3650 };
  };
  const plan = async (organizationId: number) => planBackfill({ organizationId }, deps());
  const fetchAll = async (organizationId: number) => {
    for (let round = 0; round < 20; round += 1) {
      const { nextAt } = await backfillRepositories({ organizationId }, deps());
      if (nextAt === null) break;
      if (nextAt > open.now()) open.setNow(nextAt);
    }
  };
  const progressOf = async (organizationId: number) => {
    const rows = await withOrganization(store.db, organizationId, findBackfillProgress);
    return rows.map(({ repository, state, done, failure }) => [repository, state, done, failure]);
  };
  const factsOf = async (name: string) =>
    (await readNamedFacts(store.db)).flatMap((fact) =>
      fact.name.startsWith(`${name}#`) ? [fact['number']] : [],
    );
  const transferred = async (guid: string, to: typeof other | typeof acme) => {
    const from = to === other ? acme : other;
    open.github.state.transferRepository(repositoryId, to.organization.id);
    const body = JSON.stringify({
      action: 'transferred',
      repository: {
        id: repositoryId,
        full_name: `${to.organization.login}/api`,
        owner: to.organization,
      },
      organization: to.organization,
      sender: { id: 1, login: 'someone', type: 'User' },
      changes: { owner: { from: { organization: from.organization } } },
    });
    const kept = { body: await compressBody(body), receivedAt: open.now() };
    await recordDelivery(store.db, { guid, event: 'repository', ...kept });
    const inbox = deps();
    await processInbox(inbox);
    return inbox.rung;
  };

  it('is let go by one and fetched by the other, when a webhook tells', async () => {
    await plan(ids.acme);
    await fetchAll(ids.acme);

    const rung = await transferred('1', other);
    expect(rung).toContain(`plan-backfill ${ids.other}`);
    await plan(ids.other);
    await fetchAll(ids.other);

    expect(await factsOf('acme/api')).toEqual([1, 2, 3]);
    expect(await factsOf('other/api')).toEqual([1, 2, 3]);
    expect(await progressOf(ids.other)).toEqual([['other/api', 'done', 3, null]]);
    // what stays with the former owner is not compared any more, and raises no alarm
    const { updated, open: compared } = await reconcile({ organizationId: ids.acme }, deps());
    expect([updated, compared]).toEqual([
      { kind: 'done', failure: null },
      { kind: 'done', failure: null },
    ]);
  });

  it('is taken up again where it was, when it comes back', async () => {
    await plan(ids.acme);
    await fetchAll(ids.acme);
    await transferred('1', other);
    open.setNow(new Date('2026-03-06T00:00:00Z'));

    const rung = await transferred('2', acme);

    expect(rung).toContain(`plan-backfill ${ids.acme}`);
    const [row] = await withOrganization(store.db, ids.acme, (tx) =>
      findRepositoriesNamed(tx, [{ githubId: repositoryId, name: 'acme/api' }]),
    );
    expect(row).toMatchObject({ name: 'acme/api' });
    const { updated } = await reconcile({ organizationId: ids.acme }, deps());
    expect(updated).toEqual({ kind: 'done', failure: null });
    expect(await progressOf(ids.acme)).toEqual([['acme/api', 'done', 3, null]]);
    expect((await withOrganization(store.db, ids.other, findBackfillProgress)).length).toBe(0);
  });

  it('is let go and found by the daily look, where no webhook tells', async () => {
    await plan(ids.acme);
    await fetchAll(ids.acme);
    open.github.state.transferRepository(repositoryId, 10);

    await syncDirectory({ organizationId: ids.acme }, deps());
    await syncDirectory({ organizationId: ids.other }, deps());
    const swept = deps();
    await sweep(swept);

    expect(swept.rung).toContain(`plan-backfill ${ids.other}`);
    const { updated } = await reconcile({ organizationId: ids.acme }, deps());
    expect(updated).toEqual({ kind: 'done', failure: null });
  });

  it('is out of reach, while its history is fetched, with the reason', async () => {
    await plan(ids.acme);
    open.github.state.transferRepository(repositoryId, 10);

    await fetchAll(ids.acme);

    const [[, state, done, failure] = []] = await progressOf(ids.acme);
    expect([state, done]).toEqual(['unreachable', 0]);
    expect(failure).toEqual(expect.stringMatching(/./));
    expect(await factsOf('other/api')).toEqual([]);
  });

  it('stays as it was where it is only archived', async () => {
    await plan(ids.acme);
    open.github.state.archiveRepository(repositoryId);
    await fetchAll(ids.acme);

    await syncDirectory({ organizationId: ids.acme }, deps());
    const { updated } = await reconcile({ organizationId: ids.acme }, deps());

    expect(updated).toEqual({ kind: 'done', failure: null });
    expect(await progressOf(ids.acme)).toEqual([['acme/api', 'done', 3, null]]);
    expect(await factsOf('acme/api')).toEqual([1, 2, 3]);
  });
});
