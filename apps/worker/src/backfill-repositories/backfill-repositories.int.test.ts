import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { simulateOrganization } from '@uplift/causal';
import {
  findBackfillProgress,
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
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { fetchPullRequestParts } from '../fetch-pull-request-parts/fetch-pull-request-parts.ts';
import { importHistory } from '../import-history/import-history.ts';
import { planBackfill } from '../plan-backfill/plan-backfill.ts';
import { listeningQueue } from '../testing/observed.ts';
import { openGitHub, type OpenGitHub } from '../testing/open-github.ts';
import { backfillRepositories } from './backfill-repositories.ts';

const { story } = simulateOrganization({
  developers: 8,
  weeks: 12,
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
  }, 60_000);
  beforeEach(async () => {
    await emptyStore(store.db);
  });
  afterAll(async () => {
    await open.github.close();
    await store.close();
  });

  it('gives the facts of its history file', async () => {
    open = await openGitHub([story]);

    const { progress, errors } = await fetchAll(store, open);

    expect(errors).toEqual([]);
    expect(progress.map(({ state }) => state)).toEqual(story.repositories.map(() => 'done'));
    expect(progress.reduce((sum, { done }) => sum + done, 0)).toBe(total);
    expect(await read(store)).toEqual(expected);
    const points = progress.reduce((sum, one) => sum + one.points, 0);
    expect(points / total).toBeLessThan(0.15);
  }, 60_000);
});
