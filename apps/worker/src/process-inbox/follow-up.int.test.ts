import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { simulateOrganization } from '@uplift/causal';
import {
  compressBody,
  findBackfillProgress,
  findNextFetch,
  recordDeliveries,
  withOrganization,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, emptyStore, openTestStore, readNamedFacts } from '@uplift/db/testing';
import { deliveriesOf, historyLines } from '@uplift/simulated-github';
import { temporaryDirectory } from '@uplift/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { backfillRepositories } from '../backfill-repositories/backfill-repositories.ts';
import { fetchPullRequestParts } from '../fetch-pull-request-parts/fetch-pull-request-parts.ts';
import { importHistory } from '../import-history/import-history.ts';
import { letGoOfOrganization } from '../let-go-of-organization/let-go-of-organization.ts';
import { planBackfill } from '../plan-backfill/plan-backfill.ts';
import { sweep } from '../sweep/sweep.ts';
import { listeningQueue } from '../testing/observed.ts';
import { openGitHub, type OpenGitHub } from '../testing/open-github.ts';
import { processInbox } from './process-inbox.ts';

const { story } = simulateOrganization({
  developers: 5,
  weeks: 12,
  effectPercent: 20,
  seed: 3,
  endsAt: new Date('2026-05-01'),
});
const { login, id } = story.organization;
const period = { from: new Date('2020-01-01'), to: new Date('2026-06-01') };
const SECONDS = 1000;

describe.each(dialects)('what deliveries ask for on %s', (dialect) => {
  let store: OpenDatabase;
  let open: OpenGitHub;
  let installationId: number;
  let expected: unknown;

  const read = () => readNamedFacts(store.db);

  beforeAll(async () => {
    store = await openTestStore(dialect);
    open = await openGitHub([story]);
    installationId = open.github.state.installations()[0]?.id ?? 0;
    const directory = await temporaryDirectory();
    const path = join(directory.path, 'history.ndjson');
    await writeFile(path, [...historyLines(story, period)].join('\n'));
    await importHistory({ path }, { db: store.db, now: open.now });
    expected = await read();
    await directory.remove();
  }, 180_000);
  beforeEach(async () => emptyStore(store.db));
  afterAll(async () => {
    await open.github.close();
    await store.close();
  });

  const deps = () => {
    const { queue, rung } = listeningQueue();
    const onError = (error: unknown) => expect(error).toBeUndefined();
    const { now } = open;
    return { db: store.db, queue, rung, now, github: open.connect(store.db), onError };
  };
  const deliver = async (
    deliveries: readonly { readonly guid: string; readonly event: string; readonly body: string }[],
  ) => {
    const rows = deliveries.map(async ({ body, ...rest }) => ({
      ...rest,
      body: await compressBody(body),
      receivedAt: open.now(),
    }));
    await recordDeliveries(store.db, await Promise.all(rows));
  };
  const installationEvent = (guid: string, action: string) => ({
    guid,
    event: 'installation',
    body: JSON.stringify({
      action,
      installation: { id: installationId, account: { id, login, type: 'Organization' } },
      repositories: story.repositories.map((one) => ({
        id: one.id,
        name: one.fullName.split('/')[1],
        full_name: one.fullName,
      })),
      sender: { id: 1, login: 'someone', type: 'User' },
    }),
  });
  const live = () =>
    [...deliveriesOf(story, { ...period, secret: 's', installationId })].map((delivery) => ({
      guid: delivery.id,
      event: delivery.event,
      body: new TextDecoder().decode(delivery.body),
    }));

  it('brings the commits that webhooks lack, and then the facts are those of history', async () => {
    await open.install(store.db, login);
    await deliver(live());
    const inbox = deps();

    await processInbox(inbox);
    expect(inbox.rung).toContain('fetch-pull-request-parts 1');
    open.setNow(new Date(open.now().getTime() + 10 * SECONDS));
    let next: Date | null = open.now();
    for (let round = 0; round < 50 && next !== null; round += 1) {
      next = (await fetchPullRequestParts({ organizationId: 1 }, deps())).nextAt;
    }

    expect(next).toBeNull();
    expect(await read()).toEqual(expected);
  }, 180_000);

  it('asks for nothing where nobody can be asked', async () => {
    await deliver(live().slice(0, 40));
    const { github: _, ...without } = deps();

    await processInbox(without);

    expect(without.rung).not.toContain('fetch-pull-request-parts 1');
    expect(await withOrganization(store.db, 1, findNextFetch)).toBeNull();
  });

  it('stores live deliveries and history at the same time, and they agree', async () => {
    const organizationId = await open.install(store.db, login);
    const all = deps();
    await planBackfill({ organizationId }, { ...all, backfillDays: 3650 });
    const deliveries = live();

    await Promise.all([
      backfillRepositories({ organizationId }, { ...all, sliceSeconds: 60 }),
      (async () => {
        for (let start = 0; start < deliveries.length; start += 300) {
          await deliver(deliveries.slice(start, start + 300));
          await processInbox(all);
        }
      })(),
    ]);

    expect(await read()).toEqual(expected);
  }, 180_000);

  it('plans when the App comes, stops when it leaves, and lets go only where that is set', async () => {
    await deliver([installationEvent('1', 'created')]);
    const inbox = deps();
    await processInbox(inbox);
    expect(inbox.rung).toContain('plan-backfill 1');

    // A lost bell is rung again by the sweep.
    const swept = deps();
    await sweep(swept);
    expect(swept.rung).toContain('plan-backfill 1');
    await planBackfill({ organizationId: 1 }, { ...deps(), backfillDays: 3650 });
    const rung = deps();
    await sweep(rung);
    expect(rung.rung).not.toContain('plan-backfill 1');
    expect(rung.rung).toContain('backfill-repositories 1');

    await deliver([installationEvent('2', 'deleted')]);
    const left = deps();
    await processInbox(left);
    expect(left.rung).toContain('let-go-of-organization 1');
    const progress = await withOrganization(store.db, 1, findBackfillProgress);
    expect(new Set(progress.map(({ state }) => state))).toEqual(new Set(['unreachable']));
    const run = await backfillRepositories({ organizationId: 1 }, deps());
    expect(run).toMatchObject({ pages: 0, isReachable: false });

    const keep = { db: store.db, onUninstall: 'keep' } as const;
    expect(await letGoOfOrganization({ organizationId: 1 }, keep)).toBe(false);
    const purge = { db: store.db, onUninstall: 'purge' } as const;
    expect(await letGoOfOrganization({ organizationId: 1 }, purge)).toBe(true);
    expect(await withOrganization(store.db, 1, findBackfillProgress)).toEqual([]);
    expect(await letGoOfOrganization({ organizationId: 1 }, purge)).toBe(false);

    // It comes back, and is planned anew.
    await deliver([installationEvent('3', 'created')]);
    await processInbox(deps());
    await planBackfill({ organizationId: 1 }, { ...deps(), backfillDays: 3650 });
    expect(await withOrganization(store.db, 1, findBackfillProgress)).toHaveLength(
      story.repositories.length,
    );
  }, 180_000);
});
