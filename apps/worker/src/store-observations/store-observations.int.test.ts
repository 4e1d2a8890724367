import type { OpenDatabase } from '@uplift/db';
import { dialects, dumpStore, openTestStore, readNamedFacts } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  acme,
  ada,
  api,
  bob,
  happened,
  inAcme,
  january,
  nameOnly,
  review,
  snapshot,
  wholeLife,
} from '../testing/observed.ts';
import { storeObservations } from './store-observations.ts';

describe.each(dialects)('storing observations on %s', (dialect) => {
  let store: OpenDatabase;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  afterAll(async () => store.close());

  const storeAll = (...groups: Parameters<typeof storeObservations>[0]) =>
    storeObservations(groups, { db: store.db });
  const rows = async (table: string, organizationId = 1) => {
    const dump = await dumpStore(store.db);
    return (dump[`${organizationId} ${table}`] ?? []).map(({ row }) => row);
  };
  const factOf = async (number: number) =>
    (await readNamedFacts(store.db)).find(({ name }) => name.endsWith(`/api#${number}`));

  it('folds a fact from events, with its stages adding up to the cycle time', async () => {
    await storeAll(inAcme(...wholeLife.map((event) => happened(1, event))));

    expect(await factOf(1)).toMatchObject({
      folded: true,
      state: 'merged',
      author: 'ada',
      mergedBy: 'bob',
      additions: 12,
      // 4 January: first commit; 6: ready; 7: first review; 9: approved; 10: merged
      coding_seconds: 2 * 86_400,
      pickup_seconds: 86_400,
      review_seconds: 2 * 86_400,
      merge_seconds: 86_400,
    });
  });

  it('writes no row and counts no version when the same comes again', async () => {
    const group = inAcme(
      { kind: 'organization', organization: acme },
      { kind: 'repository', repository: api, archived: false, defaultBranch: 'main' },
      ...wholeLife.map((event) => happened(2, event)),
      { kind: 'team', team: { githubId: 3, slug: 'payments' }, name: 'Payments' },
      {
        kind: 'team_membership',
        team: { githubId: null, slug: 'payments' },
        member: ada,
        from: '2025-01-01',
        to: null,
      },
      { kind: 'activity', repository: api, actor: nameOnly(bob), day: '2026-01-20' },
      { kind: 'adoption', user: ada, tool: 'cursor', on: '2026-01-03' },
      { kind: 'installation', installationId: 5, status: 'active' },
      {
        kind: 'copilot_seat',
        day: '2026-01-09',
        assignee: ada,
        grantedAt: january(1),
        lastActivityAt: null,
        pendingCancellation: null,
      },
      {
        kind: 'copilot_user_day',
        day: '2026-01-09',
        user: ada,
        active: true,
        ways: ['chat'],
        raw: { user_login: 'ada', used_chat: true },
      },
      {
        kind: 'deployment',
        repository: api,
        deploymentId: 1,
        sha: 'a',
        ref: 'main',
        environment: 'production',
        createdAt: january(11),
      },
      {
        kind: 'deployment_status',
        repository: api,
        deploymentId: 1,
        statusId: 1,
        state: 'success',
        createdAt: january(11, 1),
      },
      {
        kind: 'release',
        repository: api,
        releaseId: 1,
        tag: 'v1',
        publishedAt: january(11),
        prerelease: false,
      },
    );
    const first = await storeAll(group);
    const before = await dumpStore(store.db);

    const second = await storeAll(group, group);

    expect(first.changedOrganizations).toMatchObject([
      { rollupsChanged: true, adoptionChanged: true },
    ]);
    expect(second).toEqual({ changedOrganizations: [], newEvents: 0 });
    expect(await dumpStore(store.db)).toEqual(before);
  });

  it('marks the merge day of a pull request that was reverted, and the day of a late review', async () => {
    await storeAll(inAcme(...wholeLife.map((event) => happened(3, event))));
    const before = (await rows('stale_days')).length;

    await storeAll(
      inAcme(
        happened(4, snapshot(january(20), { createdAt: january(20), revertsNumber: 3 })),
        happened(4, { kind: 'merged', at: january(21), actor: bob }),
        happened(3, review(january(25), '9', { state: 'commented' })),
      ),
    );

    const days = (await rows('stale_days')).slice(before).map(({ day }) => String(day).slice(-2));
    expect(days.toSorted()).toEqual(['10', '20', '21', '25']);
  });

  it('keeps two organisations of one call apart', async () => {
    const other = { githubId: 10, login: 'globex' };
    const theirs = { githubId: 70, fullName: 'globex/api' };
    const event = snapshot(january(6));

    await storeAll(inAcme(happened(5, event)), {
      organization: other,
      observations: [happened(5, event, theirs)],
    });

    const facts = await readNamedFacts(store.db);
    expect(facts.map(({ name }) => name)).toContain('globex/api#5');
    expect(await rows('people', 2)).toMatchObject([{ login: 'ada', github_id: 1001 }]);
    expect((await rows('pull_requests')).filter(({ number }) => number === 5)).toHaveLength(1);
  });

  it('makes one of a person known by login and the one with that number', async () => {
    // given Carol by her login in a review, and by number with another login elsewhere
    const carol = { githubId: 1003, login: 'carol-old', type: 'User' };
    const byLogin = { githubId: null, login: 'carol', type: null };
    await storeAll(
      inAcme(
        happened(6, snapshot(january(6))),
        happened(6, review(january(7), '60', { actor: byLogin })),
        happened(6, { kind: 'merged', at: january(9), actor: bob }),
        { kind: 'activity', repository: api, actor: carol, day: '2026-01-15' },
        { kind: 'adoption', user: byLogin, tool: 'cursor', on: '2026-01-03' },
      ),
    );

    // when the number takes the login, and the pull request turns out to be Carol's own
    await storeAll(
      inAcme(
        happened(6, snapshot(january(10), { author: { ...carol, login: 'carol' } })),
        happened(6, snapshot(january(11), { author: { ...carol, login: 'carol' } })),
      ),
    );

    // then her own review no longer counts as one, and everything is hers
    const [one, ...more] = (await rows('people')).filter((row) => row['github_id'] === 1003);
    expect(more).toEqual([]);
    expect(one?.['login']).toBe('carol');
    expect(await factOf(6)).toMatchObject({ author: 'carol', first_review_at: null });
    const adoption = await rows('adoption_imports');
    expect(adoption.filter((row) => row['person_id'] === one?.['id'])).toHaveLength(1);
    const before = await dumpStore(store.db);
    await storeAll(inAcme(happened(6, review(january(7), '60', { actor: byLogin }))));
    expect(await dumpStore(store.db)).toEqual(before);
  });

  it('makes one of a repository known by name and the one with that number', async () => {
    const old = { githubId: 8, fullName: 'acme/old' };
    const renamed = { githubId: null, fullName: 'acme/renamed' };
    const at = (repository: typeof renamed | typeof old, event: typeof wholeLife) =>
      event.map((one) => happened(1, one, repository));
    await storeAll(inAcme(...at(old, wholeLife.slice(0, 5))));
    await storeAll(inAcme(...at(renamed, wholeLife.slice(3))));

    await storeAll(
      inAcme({ kind: 'repository', repository: { githubId: 8, fullName: 'acme/renamed' } }),
    );

    const facts = await readNamedFacts(store.db);
    const [mine, ...more] = facts.filter(({ name }) => name.startsWith('acme/renamed'));
    expect(more).toEqual([]);
    expect(mine).toMatchObject({ coding_seconds: 2 * 86_400, state: 'merged' });
    expect(facts.some(({ name }) => name.startsWith('acme/old'))).toBe(false);
  });

  it('lets the row with more data stand for a person and day, whichever comes first', async () => {
    const row = (raw: Record<string, unknown>, active: boolean) =>
      inAcme({
        kind: 'copilot_user_day',
        day: '2026-01-12',
        user: bob,
        active,
        ways: [],
        raw,
      });
    const [less, more] = [row({ a: 1 }, false), row({ a: 1, b: 2 }, true)];

    await storeAll(less);
    await storeAll(more);
    await storeAll(less);

    const stored = (await rows('copilot_user_days')).filter(({ day }) => day === '2026-01-12');
    expect(stored).toMatchObject([{ active: true, raw: { a: 1, b: 2 } }]);
  });

  it('ends a membership when the person leaves, and marks the days that count them', async () => {
    const team = { githubId: 4, slug: 'platform' };
    const change = (what: 'added' | 'removed', on: string) =>
      inAcme({ kind: 'team_membership_change', team, member: ada, change: what, on });
    await storeAll(change('added', '2026-01-01'));
    const before = (await rows('stale_days')).length;

    await storeAll(change('removed', '2026-01-06'));

    const membership = (await rows('team_memberships')).find(
      (row) => row['from_day'] === '2026-01-01',
    );
    expect(membership?.['to_day']).toBe('2026-01-06');
    const days = (await rows('stale_days')).slice(before).map(({ day }) => day);
    expect(days).toContain('2026-01-10');
  });
});
