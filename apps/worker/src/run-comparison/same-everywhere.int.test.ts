import { findComparison, recordComparison, withOrganization, type OpenDatabase } from '@uplift/db';
import { openTestStore } from '@uplift/db/testing';
import type { AccountRef, Observation, RepositoryRef } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { recomputeAdoption } from '../recompute-adoption/recompute-adoption.ts';
import { storeObservations } from '../store-observations/store-observations.ts';
import { commit, happened, inAcme, snapshot } from '../testing/observed.ts';
import { runComparison } from './run-comparison.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const start = Date.UTC(2025, 8, 1, 9);
const now = () => new Date(start + 40 * WEEK);
const organizationId = 1;

const repositories: readonly RepositoryRef[] = [
  { githubId: 71, fullName: 'acme/api' },
  { githubId: 72, fullName: 'acme/web' },
];
const teams = ['payments', 'search'].map((slug, at) => ({ githubId: 31 + at, slug }));
/** The last of them is known by login alone. */
const people = Array.from({ length: 12 }, (_, at): AccountRef => {
  return { githubId: at === 11 ? null : 2000 + at, login: `dev-${at}`, type: 'User' };
});

/** A pull request a week, none as long as another; eight of the people start with the tool. */
function lifeOf(author: AccountRef, person: number): Observation[] {
  const pullRequests = Array.from({ length: 32 }, (_, week) => {
    const opened = start + week * WEEK + person * HOUR;
    const hours = 5 + ((person * 7 + week * 5) % 11) * 1.37;
    const mergedAt = new Date(opened + hours * HOUR);
    const repository = repositories[(person + week) % 2] ?? repositories[0];
    if (repository === undefined) throw new Error('there is no repository');
    const number = person * 100 + week + 1;
    const attributes = { author, createdAt: new Date(opened), mergedAt, state: 'closed' as const };
    const events = [
      commit(new Date(opened - HOUR), `sha-${person}-${week}`, author),
      snapshot(mergedAt, attributes),
    ];
    return events.map((event) => happened(number, event, repository));
  });
  const memberships = teams.map((team): Observation => ({
    kind: 'team_membership',
    team,
    member: author,
    from: '2025-01-01',
    to: null,
  }));
  const on = new Date(start + (14 + person) * WEEK).toISOString().slice(0, 10);
  const adoption: Observation = { kind: 'adoption', user: author, tool: 'cursor', on };
  return [...pullRequests.flat(), ...memberships, ...(person < 8 ? [adoption] : [])];
}

describe('the same question on the same data', () => {
  const stores: OpenDatabase[] = [];
  const lives = people.map(lifeOf);

  beforeAll(async () => {
    for (const order of [lives, lives.toReversed().map((life) => life.toReversed())]) {
      const store = await openTestStore('postgres');
      stores.push(store);
      for (const life of order) await storeObservations([inAcme(...life)], { db: store.db });
      await recomputeAdoption({ organizationId }, { db: store.db });
    }
  });
  afterAll(() => Promise.all(stores.map((store) => store.close())));

  const answerIn = async ({ db }: OpenDatabase, method: string) => {
    const inOrganization = <Found>(work: Parameters<typeof withOrganization<Found>>[2]) =>
      withOrganization(db, organizationId, work);
    const population = { tool: 'cursor', source: 'import', teamIds: null, teams: null } as const;
    const comparisonId = await inOrganization((tx) =>
      recordComparison(tx, {
        organizationId,
        name: 'asked',
        measure: 'cycle_time',
        method,
        question: { ...population, from: null, to: null, seed: 1 },
        createdAt: now(),
      }),
    );
    await runComparison({ organizationId, comparisonId }, { db, now });
    const answered = await inOrganization((tx) => findComparison(tx, comparisonId));
    return answered?.result;
  };

  it.each(['uncontrolled_before_after', 'group_time_ratio'])(
    'has the same answer to the last digit, in whatever order the data came: %s',
    async (method) => {
      const [first, second] = await Promise.all(stores.map((store) => answerIn(store, method)));

      expect(first).toMatchObject({
        effect: { percent: expect.any(Number) },
        data: { hash: expect.stringMatching(/^\w{16}$/) },
      });
      // How often facts changed is a matter of how they came.
      expect(second).toEqual({ ...first, data: { ...dataOf(first), version: expect.any(String) } });
    },
  );
});

function dataOf(result: Readonly<Record<string, unknown>> | null | undefined): object {
  const data = result?.['data'];
  return typeof data === 'object' && data !== null ? data : {};
}
