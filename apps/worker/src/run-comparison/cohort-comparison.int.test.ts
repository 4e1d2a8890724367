import {
  findComparison,
  findPeopleNamed,
  recordCohort,
  recordComparison,
  withOrganization,
  type AskedCohort,
  type OpenDatabase,
  type StoredQuestion,
} from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import type { AccountRef, Observation } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { recomputeAdoption } from '../recompute-adoption/recompute-adoption.ts';
import { storeObservations } from '../store-observations/store-observations.ts';
import { commit, happened, inAcme, snapshot } from '../testing/observed.ts';
import { runComparison } from './run-comparison.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const start = Date.UTC(2025, 8, 1, 9);
const now = () => new Date(start + 44 * WEEK);
const CHANGE_WEEK = 20;
const dayOfWeek = (week: number) => new Date(start + week * WEEK).toISOString().slice(0, 10);

/** Eight whose work takes eight hours instead of ten from week 20 on, eight for whom nothing changes. */
const people = Array.from({ length: 17 }, (_, i): AccountRef => {
  return { githubId: 2000 + i, login: `dev-${i}`, type: 'User' };
});

function lifeOf(author: AccountRef, person: number): Observation[] {
  return Array.from({ length: 40 }, (_, week) => {
    const opened = start + week * WEEK + person * HOUR;
    // as the weeks differ a little, there is something to vary
    const hours = (person < 8 && week > CHANGE_WEEK ? 8 : 10) + ((week * 7 + person * 3) % 5) / 10;
    const mergedAt = new Date(opened + (hours - 1) * HOUR);
    const number = person * 100 + week + 1;
    const attributes = { author, createdAt: new Date(opened), mergedAt, state: 'closed' as const };
    return [
      happened(number, commit(new Date(opened - HOUR), `sha-${number}`, author)),
      happened(number, snapshot(mergedAt, attributes)),
    ];
  }).flat();
}

/** The first eight started in week 20, number 15 in week 30; of the others no start is known. */
const starts = people.flatMap((user, person): Observation[] => {
  if (person < 8) return [{ kind: 'adoption', user, tool: 'cursor', on: dayOfWeek(CHANGE_WEEK) }];
  return person === 15 ? [{ kind: 'adoption', user, tool: 'cursor', on: dayOfWeek(30) }] : [];
});

describe.each(dialects)('comparing cohorts, on %s', (dialect) => {
  let store: OpenDatabase;
  let treated: AskedCohort;
  let control: AskedCohort;
  const organizationId = 1;

  const freeze = async (name: string, from: number, to: number): Promise<AskedCohort> => {
    const rules = {
      teams: null,
      teamIds: null,
      asOf: null,
      adopted: null,
      notAdopted: null,
      named: 1,
    };
    return withOrganization(store.db, organizationId, async (tx) => {
      const logins = people.slice(from, to + 1).map(({ login }) => login);
      const found = await findPeopleNamed(tx, { githubIds: [], logins });
      const memberIds = new Set(found.map(({ id }) => id));
      const at = now();
      const id = await recordCohort(tx, { organizationId, name, rules, memberIds, at });
      return { id: id ?? Number.NaN, name };
    });
  };
  const answerTo = async (asked: Partial<StoredQuestion>) => {
    const comparisonId = await withOrganization(store.db, organizationId, (tx) =>
      recordComparison(tx, {
        organizationId,
        name: 'asked',
        measure: 'cycle_time',
        method: 'group_time_ratio',
        question: {
          tool: 'cursor',
          source: 'import',
          from: null,
          to: null,
          teamIds: null,
          teams: null,
          seed: 1,
          ...asked,
        },
        createdAt: now(),
      }),
    );
    await runComparison({ organizationId, comparisonId }, { db: store.db, now });
    const stored = await withOrganization(store.db, organizationId, (tx) =>
      findComparison(tx, comparisonId),
    );
    expect(stored).toMatchObject({ status: 'done' });
    return stored?.result;
  };

  beforeAll(async () => {
    store = await openTestStore(dialect);
    const observed = inAcme(...people.flatMap(lifeOf), ...starts);
    await storeObservations([observed], { db: store.db });
    await recomputeAdoption({ organizationId }, { db: store.db });
    treated = await freeze('Early', 0, 7);
    control = await freeze('Late', 8, 15);
  });
  afterAll(async () => store.close());

  it('compares the treated with the controls alone, and tells who left when and why', async () => {
    const result = await answerTo({ cohorts: { treated, control, since: null } });

    // 8.2 hours on average are 19.6 % less than 10.2; the seventeenth is in neither cohort
    expect(result).toMatchObject({
      effect: { percent: expect.closeTo(-19.6, 0) },
      n: { treatedDevelopers: 8, controlDevelopers: 8 },
      exclusions: expect.arrayContaining([
        // number 15 opened a pull request in each of the weeks 30 to 39
        { reason: 'control_adopted', developers: 1, pullRequests: 10 },
      ]),
      method: {
        words: expect.stringMatching(
          /cohort "Early", each from their own start with cursor \(import\) on.*those of "Late", each up to the week of an own start/,
        ),
      },
    });
  });

  it('dates the treated by a common day, whatever their own starts', async () => {
    const common = await answerTo({
      tool: 'training',
      cohorts: { treated: control, control: treated, since: dayOfWeek(CHANGE_WEEK) },
    });

    // seen from those for whom nothing changed: 10.2 hours where 8.2 would have been
    expect(common).toMatchObject({
      effect: { percent: expect.closeTo(24.4, 0) },
      n: { treatedDevelopers: 8, controlDevelopers: 8 },
      method: { words: expect.stringContaining(`all from ${dayOfWeek(CHANGE_WEEK)} on`) },
    });
  });

  it('narrows a population to a cohort', async () => {
    const result = await answerTo({ cohort: treated });

    // all of them start in one week: nobody is left to be compared with
    expect(result).toMatchObject({
      effect: { percent: null },
      naive: { percent: expect.closeTo(-19.6, 0) },
      method: { words: expect.stringContaining('Only people of the cohort "Early".') },
    });
  });
});
