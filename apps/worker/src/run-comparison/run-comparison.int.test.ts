import {
  adoptions,
  cancelComparison,
  findComparedDevelopers,
  findComparison,
  recordComparison,
  withOrganization,
  type ComparisonPopulation,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import type { AccountRef, Observation } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { recomputeAdoption } from '../recompute-adoption/recompute-adoption.ts';
import { storeObservations } from '../store-observations/store-observations.ts';
import { commit, happened, inAcme, snapshot } from '../testing/observed.ts';
import { estimate, type Estimator } from './estimate.ts';
import { previewComparison } from './preview-comparison.ts';
import { runComparison } from './run-comparison.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const start = Date.UTC(2025, 8, 1, 9);
const now = () => new Date(start + 40 * WEEK);
const people = Array.from({ length: 6 }, (_, i): AccountRef => {
  return { githubId: 2000 + i, login: `dev-${i}`, type: 'User' };
});

/** A pull request a week: ten hours from first commit to merge, eight from the adoption on. */
function lifeOf(author: AccountRef, person: number): Observation[] {
  const adoptedInWeek = 10 + person;
  const pullRequests = Array.from({ length: 30 }, (_, week) => {
    const opened = start + week * WEEK + person * HOUR;
    const hours = week < adoptedInWeek ? 10 : 8;
    const mergedAt = new Date(opened + (hours - 1) * HOUR);
    const number = person * 100 + week + 1;
    const attributes = { author, createdAt: new Date(opened), mergedAt, state: 'closed' as const };
    return [
      happened(number, commit(new Date(opened - HOUR), `sha-${number}`, author)),
      happened(number, snapshot(mergedAt, attributes)),
    ];
  });
  const on = new Date(start + adoptedInWeek * WEEK).toISOString().slice(0, 10);
  return [...pullRequests.flat(), { kind: 'adoption', user: author, tool: 'cursor', on }];
}

describe.each(dialects)('answering a comparison, on %s', (dialect) => {
  let store: OpenDatabase;
  const organizationId = 1;
  const ask = (measure: string, { tool = 'cursor', method = 'uncontrolled_before_after' } = {}) =>
    withOrganization(store.db, organizationId, (tx) =>
      recordComparison(tx, {
        organizationId,
        name: 'asked',
        measure,
        method,
        question: {
          tool,
          source: 'import',
          from: null,
          to: null,
          teamIds: null,
          teams: null,
          seed: 1,
        },
        createdAt: now(),
      }),
    );
  const answerTo = async (comparisonId: number) => {
    await runComparison({ organizationId, comparisonId }, { db: store.db, now });
    return stored(comparisonId);
  };
  const stored = (id: number) =>
    withOrganization(store.db, organizationId, (tx) => findComparison(tx, id));
  const cancel = (id: number) =>
    withOrganization(store.db, organizationId, (tx) => cancelComparison(tx, { id, at: now() }));

  beforeAll(async () => {
    store = await openTestStore(dialect);
    await storeObservations([inAcme(...people.flatMap(lifeOf))], { db: store.db });
    await recomputeAdoption({ organizationId }, { db: store.db });
  });
  afterAll(async () => store.close());

  it('compares each developer with themselves, and says that nothing was controlled for', async () => {
    // when
    const answered = await answerTo(await ask('cycle_time'));

    // then eight hours are a fifth less than ten
    expect(answered).toMatchObject({ status: 'done', progress: 1, failure: null });
    expect(answered?.result).toMatchObject({
      effect: { percent: expect.closeTo(-20, 6) },
      levels: { before: expect.closeTo(36_000, 3), after: expect.closeTo(28_800, 3) },
      n: { treatedDevelopers: 6 },
      verdict: {
        claim: 'descriptive_only',
        words: expect.stringMatching(/uncontrolled before\/after/i),
      },
      method: { id: 'uncontrolled_before_after' },
      data: { version: String(answered?.dataVersion) },
    });
  });

  it('knows the day of a licence beside that of use, and leaves it out between cohorts', async () => {
    const day = (person: number) =>
      new Date(start + (5 + person) * WEEK).toISOString().slice(0, 10);
    const population = { tool: 'cursor', source: 'import', teamIds: null } as const;
    const seats = async (own: ComparisonPopulation) => {
      const found = await withOrganization(store.db, organizationId, (tx) =>
        findComparedDevelopers(tx, own),
      );
      return found.map(({ seatedOn }) => seatedOn ?? null);
    };
    const { developers } = await withOrganization(store.db, organizationId, async (tx) => {
      const all = await findComparedDevelopers(tx, population);
      for (const [person, { id }] of all.entries()) {
        if (person === 0) continue;
        await tx.insert(adoptions).values({
          organizationId,
          personId: id,
          tool: 'cursor',
          source: 'seat',
          status: 'known',
          startedOn: day(person),
        });
      }
      return { developers: all };
    });

    expect(await seats(population)).toEqual(
      developers.map((_, person) => (person === 0 ? null : day(person))),
    );
    expect(await seats({ ...population, cohorts: { since: null } })).toEqual(
      developers.map(() => null),
    );
  });

  it('gives the same answer to the same question on the same data', async () => {
    const first = await answerTo(await ask('cycle_time'));
    const second = await answerTo(await ask('cycle_time'));
    expect(second?.result).toEqual(first?.result);
  });

  it('shows no effect where nobody is known to have started', async () => {
    const answered = await answerTo(await ask('cycle_time', { tool: 'some other tool' }));
    expect(answered?.result).toMatchObject({ effect: { percent: null, interval: null } });
  });

  it('compares with those who had not adopted yet, and says when they are too few to claim anything', async () => {
    const answered = await answerTo(await ask('cycle_time', { method: 'group_time_ratio' }));

    expect(answered?.result).toMatchObject({
      method: { id: 'group_time_ratio' },
      verdict: { claim: 'descriptive_only' },
      naive: { percent: expect.closeTo(-20, 6) },
      // The last two to adopt have nobody left to be compared with.
      n: { treatedDevelopers: 4, controlDevelopers: 4 },
    });
  });

  it.each(['group_time_ratio', 'uncontrolled_before_after'])(
    'looks ahead at what an answer by %s would rest on, and saves nothing',
    async (method) => {
      const id = await ask('cycle_time', { method });
      const answered = await answerTo(id);
      const question = answered?.question;
      if (question === undefined) throw new Error('the comparison is gone');

      const asked = { organizationId, measure: 'cycle_time', method, question } as const;
      const preview = await previewComparison(asked, { db: store.db, now });

      expect(answered?.result).toMatchObject({ n: preview.n, exclusions: preview.exclusions });
      expect(await stored(id + 1)).toBeNull();
    },
  );

  it('fails a comparison of what no method compares, in one line', async () => {
    const answered = await answerTo(await ask('moon_phase'));
    expect(answered).toMatchObject({ status: 'failed', result: null });
    expect(answered?.failure).toMatch(/moon_phase/);
  });

  it('stops the work once the comparison is cancelled, wherever that was', async () => {
    // given an estimator that would never end by itself
    const comparisonId = await ask('cycle_time');
    const estimateForEver: Estimator = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('stopped')));
        void cancel(comparisonId);
      });

    // when it is cancelled after it began
    const deps = { db: store.db, now, estimate: estimateForEver };
    await runComparison({ organizationId, comparisonId }, deps);

    // then
    expect(await stored(comparisonId)).toMatchObject({ status: 'cancelled', result: null });
  });

  it('keeps nothing of an answer that comes after the comparison was cancelled', async () => {
    const comparisonId = await ask('cycle_time');

    await runComparison(
      { organizationId, comparisonId },
      {
        db: store.db,
        now,
        async estimate(request) {
          await cancel(comparisonId);
          return estimate(request);
        },
      },
    );

    const left = await stored(comparisonId);
    expect(left).toMatchObject({ status: 'cancelled', result: null, dataVersion: null });
  });

  it('never begins a comparison that was cancelled while it waited', async () => {
    const comparisonId = await ask('cycle_time');
    await cancel(comparisonId);
    let began = false;

    await runComparison(
      { organizationId, comparisonId },
      {
        db: store.db,
        now,
        async estimate(request) {
          began = true;
          return estimate(request);
        },
      },
    );

    expect(began).toBe(false);
    expect(await stored(comparisonId)).toMatchObject({ status: 'cancelled', progress: 0 });
    expect(await cancel(comparisonId)).toEqual({ status: 'cancelled', wasCancelled: false });
  });

  it('writes down how far a running comparison is, and never goes back', async () => {
    const comparisonId = await ask('cycle_time');
    const seen: unknown[] = [];

    await runComparison(
      { organizationId, comparisonId },
      {
        db: store.db,
        now,
        async estimate(request, { onProgress }) {
          onProgress?.(0.4);
          onProgress?.(0.25);
          await expect
            .poll(async () => (await stored(comparisonId))?.progress, { timeout: 5000 })
            .toBe(0.4);
          seen.push(await stored(comparisonId));
          return estimate(request);
        },
      },
    );

    expect(seen).toMatchObject([{ status: 'running', progress: 0.4 }]);
    expect(await stored(comparisonId)).toMatchObject({ status: 'done', progress: 1 });
  });

  it('leaves a comparison alone that has its answer', async () => {
    const id = await ask('throughput');
    const first = await answerTo(id);
    const again = await answerTo(id);
    expect(again?.finishedAt).toEqual(first?.finishedAt);
  });
});
