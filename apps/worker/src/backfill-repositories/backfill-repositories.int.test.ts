import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { simulateOrganization } from '@uplift/causal';
import {
  findBackfillProgress,
  findBudget,
  findInstallationOf,
  withOrganization,
  type Database,
  type OpenDatabase,
} from '@uplift/db';
import {
  dialects,
  emptyStore,
  openTestStore,
  readNamedActivity,
  readNamedFacts,
} from '@uplift/db/testing';
import { historyLines } from '@uplift/simulated-github';
import { temporaryDirectory } from '@uplift/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { fetchPullRequestParts } from '../fetch-pull-request-parts/fetch-pull-request-parts.ts';
import { importHistory } from '../import-history/import-history.ts';
import { planBackfill } from '../plan-backfill/plan-backfill.ts';
import { listeningQueue } from '../testing/observed.ts';
import { openGitHub, type OpenGitHub } from '../testing/open-github.ts';
import { backfillRepositories } from './backfill-repositories.ts';

const { story } = simulateOrganization({
  developers: 14,
  weeks: 14,
  effectPercent: 20,
  seed: 11,
  endsAt: new Date('2026-05-01'),
});
const { login } = story.organization;
const total = story.pullRequests.length;

/** Plans and fetches until nothing is left, moving the clock to when it may go on. */
async function fetchAll(
  { db }: { readonly db: Database },
  { connect, install, now, setNow }: Pick<OpenGitHub, 'connect' | 'install' | 'now' | 'setNow'>,
) {
  const { queue } = listeningQueue();
  const errors: string[] = [];
  const onError = (error: Error) => errors.push(error.message);
  const deps = { db, queue, now, github: connect(db), onError, backfillDays: 3650 };
  const organizationId = await install(db, login);
  const planned = await planBackfill({ organizationId }, deps);
  const waits: Date[] = [];
  for (let round = 0; round < 400; round += 1) {
    const { nextAt } = await backfillRepositories({ organizationId }, deps);
    const parts = await fetchPullRequestParts({ organizationId }, deps);
    const next = nextAt ?? parts.nextAt;
    if (next === null) break;
    waits.push(next);
    if (next > now()) setNow(next);
  }
  const progress = await withOrganization(db, organizationId, findBackfillProgress);
  return { organizationId, planned, progress, errors, waits };
}

const read = async ({ db }: { readonly db: Database }) => ({
  facts: await readNamedFacts(db),
  activity: await readNamedActivity(db),
});

describe.each(dialects)('fetching the history of an organisation on %s', (dialect) => {
  let store: OpenDatabase;
  let expected: Awaited<ReturnType<typeof read>>;
  let open: OpenGitHub;

  beforeAll(async () => {
    store = await openTestStore(dialect);
    const directory = await temporaryDirectory();
    const path = join(directory.path, 'history.ndjson');
    const period = { from: new Date('2020-01-01'), to: new Date('2026-06-01') };
    await writeFile(path, [...historyLines(story, period)].join('\n'));
    await importHistory({ path }, { db: store.db, now: () => period.to });
    expected = await read(store);
    await directory.remove();
  }, 180_000);
  beforeEach(async () => {
    await emptyStore(store.db);
  });
  afterEach(async () => open.github.close());
  afterAll(async () => store.close());

  it('gives the facts of its history file', async () => {
    open = await openGitHub([story]);

    const { progress, errors } = await fetchAll(store, open);

    expect(errors).toEqual([]);
    expect(progress.map(({ state }) => state)).toEqual(story.repositories.map(() => 'done'));
    expect(progress.reduce((sum, { done }) => sum + done, 0)).toBe(total);
    expect(await read(store)).toEqual(expected);
    const points = progress.reduce((sum, one) => sum + one.points, 0);
    expect(points / total).toBeLessThan(0.15);
  }, 180_000);

  it('gives the same where calls fail, pages are too heavy and the hour is used up', async () => {
    open = await openGitHub([story], {
      limits: { graphqlPerHour: 10, graphqlSecondsPerQuery: 0.9 },
      faults: [
        { fault: { kind: 'status', status: 502 }, path: /graphql/, share: 0.06 },
        { fault: { kind: 'cut' }, path: /graphql/, share: 0.06 },
        { fault: { kind: 'partial' }, path: /graphql/, share: 0.06 },
      ],
    });

    const { organizationId, progress, errors, waits } = await fetchAll(store, open);

    expect(await read(store)).toEqual(expected);
    expect(errors.some((error) => error.includes('did not answer'))).toBe(true);
    expect(progress.reduce((sum, { done }) => sum + done, 0)).toBe(total);
    // It waits for the next hour with a fifth left, and never runs into GitHub's own limit.
    expect(waits.length).toBeGreaterThan(1);
    const { statuses } = open.github.stats.byRoute().get('POST /graphql') ?? {};
    expect(
      [...(statuses?.keys() ?? [])].filter((status) => status === 403 || status === 429),
    ).toEqual([]);
    const { installationId = 0 } = (await findInstallationOf(store.db, organizationId)) ?? {};
    const budget = await findBudget(store.db, {
      installationId: installationId ?? 0,
      resource: 'graphql',
    });
    expect(budget?.limit).toBe(10);
  }, 180_000);

  it('is not fetched twice by two workers, and both together give it all', async () => {
    open = await openGitHub([story]);
    const { queue } = listeningQueue();
    const onError = (error: Error) => expect(error).toBeUndefined();
    const deps = { db: store.db, queue, now: open.now, onError, backfillDays: 3650 };
    const organizationId = await open.install(store.db, login);
    await planBackfill({ organizationId }, { ...deps, github: open.connect(store.db) });

    await Promise.all(
      [1, 2].map(() =>
        backfillRepositories({ organizationId }, { ...deps, github: open.connect(store.db) }),
      ),
    );
    await backfillRepositories({ organizationId }, { ...deps, github: open.connect(store.db) });

    const progress = await withOrganization(store.db, organizationId, findBackfillProgress);
    const pages = progress.reduce((sum, one) => sum + one.pages, 0);
    expect(progress.reduce((sum, { done }) => sum + done, 0)).toBe(total);
    expect(open.github.stats.byRoute().get('POST /graphql')?.requests).toBe(pages);
    expect(await readNamedFacts(store.db)).toEqual(expected.facts);
  }, 180_000);
});
