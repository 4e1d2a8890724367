import { isDeepStrictEqual } from 'node:util';

import {
  activityDays,
  cohortMembers,
  cohorts,
  findPopulation,
  findPopulationVersion,
  people,
  pullRequests,
  teamMemberships,
  withOrganization,
  type PopulationRequest,
  type Transaction,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  weeklyPullRequests,
  type SeededOrganization,
} from '../testing/seed.ts';
import { readPopulation } from './population.ts';

const everybody: PopulationRequest = {
  from: '2026-02-02',
  to: '2026-03-02',
  team: null,
  repository: null,
  cohort: null,
  authorship: null,
  by: null,
};
const groupings = [null, 'team', 'repository', 'cohort', 'authorship'] as const;

type Change = (tx: Transaction, organization: SeededOrganization) => Promise<unknown>;
type Named = readonly [what: string, change: Change];

const changes: readonly Named[] = [
  [
    'an account is a bot by an administrator’s word',
    (tx) => tx.update(people).set({ kindOverride: 'bot' }),
  ],
  ['the word is taken back', (tx) => tx.update(people).set({ kindOverride: null })],
  ['an account is another kind', (tx) => tx.update(people).set({ kind: 'ai_agent' })],
  ['and human again', (tx) => tx.update(people).set({ kind: 'human' })],
  [
    'accounts become one person’s',
    (tx, { personIds }) => tx.update(people).set({ mergedIntoId: personIds[1] ?? 0 }),
  ],
  ['and two again', (tx) => tx.update(people).set({ mergedIntoId: null })],
  [
    'somebody joins a team',
    (tx, { id, personIds, teamIds }) =>
      tx.insert(teamMemberships).values({
        organizationId: id,
        personId: personIds[11] ?? 0,
        teamId: teamIds[1] ?? 0,
        from: '2026-01-01',
      }),
  ],
  ['memberships end', (tx) => tx.update(teamMemberships).set({ to: '2026-02-01' })],
  ['memberships last', (tx) => tx.update(teamMemberships).set({ to: null })],
  ['memberships go', (tx) => tx.delete(teamMemberships)],
  [
    'a day of doing is added',
    (tx, { id, personIds, repositoryIds }) =>
      tx.insert(activityDays).values({
        organizationId: id,
        personId: personIds[0] ?? 0,
        repositoryId: repositoryIds[1] ?? 0,
        day: '2026-02-20',
      }),
  ],
  [
    'a cohort comes',
    async (tx, { id, personIds }) => {
      const at = new Date('2026-02-01T00:00:00Z');
      const row = { organizationId: id, name: 'early', rules: {}, createdAt: at, frozenAt: at };
      const [cohort] = await tx.insert(cohorts).values(row).returning({ id: cohorts.id });
      return tx
        .insert(cohortMembers)
        .values(
          personIds
            .slice(0, 6)
            .map((personId) => ({ organizationId: id, cohortId: cohort?.id ?? 0, personId })),
        );
    },
  ],
  [
    'pull requests are of another grade',
    (tx) => tx.update(pullRequests).set({ authorship: 'agent' }),
  ],
  [
    'pull requests are somebody else’s',
    (tx, { personIds }) => tx.update(pullRequests).set({ responsibleId: personIds[2] ?? 0 }),
  ],
  ['days of doing go', (tx) => tx.delete(activityDays)],
  [
    'pull requests move',
    (tx, { repositoryIds }) => tx.update(pullRequests).set({ repositoryId: repositoryIds[1] ?? 0 }),
  ],
  [
    'pull requests were opened earlier',
    (tx) =>
      tx
        .update(pullRequests)
        .set({ openedAt: new Date('2026-01-01'), mergedAt: null, closedAt: null }),
  ],
  [
    'pull requests were merged after all',
    (tx) => tx.update(pullRequests).set({ mergedAt: new Date('2026-02-10') }),
  ],
  ['pull requests go', (tx) => tx.delete(pullRequests)],
];

describe.each(dialects)('whom a view is about, remembered, on %s', (dialect) => {
  let api: TestApi;
  let acme: SeededOrganization;
  let other: SeededOrganization;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    acme = await seedOrganization(api.db, 'acme');
    other = await seedOrganization(api.db, 'other');
    for (const organization of [acme, other]) {
      const seeds = weeklyPullRequests(['2026-02-02', '2026-02-09']);
      await seedPullRequests(api.db, organization, seeds);
    }
  });
  afterAll(() => api.close());

  const within = <Result>(
    { id }: SeededOrganization,
    work: (tx: Transaction) => Promise<Result>,
  ): Promise<Result> => withOrganization(api.db, id, work);
  const versionOf = (organization: SeededOrganization) =>
    within(organization, findPopulationVersion);
  const answersOf = (organization: SeededOrganization, find: typeof readPopulation) =>
    within(organization, async (tx) => {
      const found = [];
      for (const by of groupings) found.push(await find(tx, { ...everybody, by }));
      return found;
    });

  // One after the other: each change is made to what the last one left.
  test('every change is followed at once, and nobody else’s answers move', async () => {
    const untouched = await versionOf(other);
    const whole = await answersOf(other, findPopulation);
    const told = [];
    for (const [what, change] of changes) {
      const [before, version] = [await answersOf(acme, readPopulation), await versionOf(acme)];
      await within(acme, (tx) => change(tx, acme));
      const after = await answersOf(acme, readPopulation);
      told.push({
        what,
        isRight: isDeepStrictEqual(after, await answersOf(acme, findPopulation)),
        isNoted: (await versionOf(acme)) !== version,
        matters: !isDeepStrictEqual(after, before),
      });
    }

    expect(told).toEqual(
      changes.map(([what]) => ({ what, isRight: true, isNoted: true, matters: true })),
    );
    expect(await versionOf(other)).toBe(untouched);
    expect(await answersOf(other, readPopulation)).toEqual(whole);
  });

  test('a change that is taken back leaves what was', async () => {
    const before = await versionOf(other);
    const failing = within(other, async (tx) => {
      await tx.delete(activityDays);
      await readPopulation(tx, everybody);
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect(await versionOf(other)).toBe(before);
    const found = await within(other, (tx) => readPopulation(tx, everybody));
    expect(found.get('all')?.size).toBe(12);
  });

  test('a change made while others ask is seen by everybody who asks after it', async () => {
    const found = [];
    for (let round = 0; round < 12; round += 1) {
      const kindOverride = round % 2 === 0 ? 'bot' : null;
      // given askers on both sides of the change, who fill the memory whenever they come
      const asking = Array.from({ length: 6 }, () => answersOf(other, readPopulation));
      const changing = within(other, async (tx) => {
        await tx.update(people).set({ kindOverride });
        await readPopulation(tx, everybody);
      });
      const between = Array.from({ length: 6 }, () => answersOf(other, readPopulation));
      await changing;

      // when
      const after = await within(other, (tx) => readPopulation(tx, everybody));

      // then
      found.push(after.get('all')?.size ?? 0);
      await Promise.all([...asking, ...between]);
      const last = await answersOf(other, readPopulation);
      expect(last).toEqual(await answersOf(other, findPopulation));
    }
    expect(found).toEqual(Array.from({ length: 12 }, (_, round) => (round % 2 === 0 ? 0 : 12)));
  });

  test('a new name, and an event that moves no date, change nothing', async () => {
    const before = await versionOf(other);

    await within(other, async (tx) => {
      await tx.update(people).set({ refoldDue: true });
      await tx.update(pullRequests).set({ title: 'Another', firstReviewAt: new Date() });
    });

    expect(await versionOf(other)).toBe(before);
  });

  test('outside of an organisation nobody is found', async () => {
    await expect(api.db.transaction(findPopulationVersion)).rejects.toThrow(/outside/);
  });
});
