import { simulateOrganization } from '@uplift/causal';
import { findBackfillProgress, withOrganization, type OpenDatabase } from '@uplift/db';
import { dumpStore, emptyStore, openTestStore, readNamedFacts } from '@uplift/db/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { fetchPullRequestParts } from '../fetch-pull-request-parts/fetch-pull-request-parts.ts';
import { planBackfill } from '../plan-backfill/plan-backfill.ts';
import { listeningQueue } from '../testing/observed.ts';
import { openGitHub, type OpenGitHub } from '../testing/open-github.ts';
import { backfillRepositories } from './backfill-repositories.ts';

const { story } = simulateOrganization({
  developers: 5,
  weeks: 12,
  effectPercent: 0,
  seed: 5,
  endsAt: new Date('2026-05-01'),
});
const { login } = story.organization;
const [first] = story.repositories;
const firstId = first?.id ?? 0;

describe('fetching from a GitHub that changes', () => {
  let store: OpenDatabase;
  let open: OpenGitHub;
  beforeAll(async () => {
    store = await openTestStore('pglite');
  });
  beforeEach(async () => {
    await emptyStore(store.db);
    open = await openGitHub([story]);
  });
  afterEach(async () => open.github.close());
  afterAll(async () => store.close());

  const deps = () => {
    const { queue, rung } = listeningQueue();
    const errors: string[] = [];
    const onError = (error: Error) => errors.push(error.message);
    const { now } = open;
    const github = open.connect(store.db);
    return { db: store.db, queue, rung, errors, now, github, onError, backfillDays: 3650 };
  };
  const plan = async () => {
    const organizationId = await open.install(store.db, login);
    await planBackfill({ organizationId }, deps());
    return organizationId;
  };
  const fetchAll = async (organizationId: number) => {
    for (let round = 0; round < 100; round += 1) {
      const { nextAt } = await backfillRepositories({ organizationId }, deps());
      if (nextAt === null) break;
      if (nextAt > open.now()) open.setNow(nextAt);
    }
    return withOrganization(store.db, organizationId, findBackfillProgress);
  };

  it('follows a repository that was renamed after it was planned', async () => {
    const organizationId = await plan();
    open.github.state.renameRepository(firstId, 'renamed');

    const progress = await fetchAll(organizationId);

    expect(progress.map(({ repository }) => repository)).toContain(`${login}/renamed`);
    expect(new Set(progress.map(({ state }) => state))).toEqual(new Set(['done']));
    expect(await readNamedFacts(store.db)).toHaveLength(story.pullRequests.length);
  }, 180_000);

  it('passes over single pull requests that GitHub cannot give, and says so', async () => {
    open.github.faults.set([{ fault: { kind: 'nodes', share: 0.05 }, path: /graphql/ }]);

    const progress = await fetchAll(await plan());

    const facts = await readNamedFacts(store.db);
    expect(new Set(progress.map(({ state }) => state))).toEqual(new Set(['done']));
    expect(facts.length).toBeLessThan(story.pullRequests.length);
    expect(facts.length).toBeGreaterThan(story.pullRequests.length * 0.85);
    expect(progress.some(({ failure }) => failure?.includes('could not be read'))).toBe(true);
  }, 180_000);

  it('leaves out what was opened before the horizon, and goes further back when asked', async () => {
    const organizationId = await open.install(store.db, login);
    const recently = story.pullRequests.filter(
      ({ openedAt }) => openedAt >= new Date(open.now().getTime() - 60 * 86_400_000),
    );
    await planBackfill({ organizationId }, { ...deps(), backfillDays: 60 });
    await fetchAll(organizationId);
    expect(await readNamedFacts(store.db)).toHaveLength(recently.length);

    await planBackfill({ organizationId }, deps());
    const progress = await fetchAll(organizationId);

    expect(await readNamedFacts(store.db)).toHaveLength(story.pullRequests.length);
    expect(progress.map(({ state }) => state)).not.toContain('waiting');
  }, 180_000);

  it('fetches the parts of a pull request that did not fit on its page', async () => {
    const [some] = story.pullRequests;
    if (some === undefined) throw new Error('no pull request');
    const at = new Date(some.openedAt.getTime() - 3_600_000);
    const commits = Array.from({ length: 230 }, (_, index) => ({
      sha: (index + 1).toString(16).padStart(40, 'f'),
      authoredAt: at,
      committedAt: at,
      author: some.author,
      message: 'One of many',
    }));
    const pullRequests = [{ ...some, commits, steps: [] }];
    await open.github.close();
    open = await openGitHub([{ ...story, pullRequests }]);
    const organizationId = await plan();

    const { rung, ...all } = deps();
    await backfillRepositories({ organizationId }, all);
    expect(rung).toContain(`fetch-pull-request-parts ${organizationId}`);
    const { fetched, nextAt } = await fetchPullRequestParts({ organizationId }, deps());

    expect(nextAt).toBeNull();
    const events = (await dumpStore(store.db))[`${organizationId} pull_request_events`] ?? [];
    const commitsStored = events.filter(({ row }) => row['kind'] === 'commit');
    expect([fetched, commitsStored.length]).toEqual([2, 230]);
  }, 180_000);
});
