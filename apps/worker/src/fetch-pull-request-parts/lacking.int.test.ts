import {
  findCompletenessDays,
  pullRequestFetches,
  withOrganization,
  type OpenDatabase,
  type Transaction,
} from '@uplift/db';
import { dialects, emptyStore, openTestStore, readNamedFacts } from '@uplift/db/testing';
import { completenessOfDay } from '@uplift/metrics';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { openLiveOrganization, type LiveOrganization } from '../testing/live-organization.ts';
import { story } from '../testing/three-pull-requests.ts';

const march = (day: number, hour = 0) => new Date(Date.UTC(2026, 2, day, hour));
const span = { from: '2026-03-01', to: '2026-03-03' };
/** GitHub gives pull requests, but none of their reviews. */
const withoutReviews = (type?: string) => [
  { fault: { kind: 'nodes', of: 'review', ...(type && { type }) }, path: /graphql/ } as const,
];
const lacking = 'GitHub did not give all of it (reviews: not given, review: not given)';

describe.each(dialects)('what GitHub does not give of a pull request, on %s', (dialect) => {
  let store: OpenDatabase;
  let organization: LiveOrganization;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  beforeEach(async () => {
    await emptyStore(store.db);
    organization = await openLiveOrganization({
      db: store.db,
      story,
      startsAt: march(2),
      server: { faults: withoutReviews() },
    });
  });
  afterEach(async () => organization.close());
  afterAll(async () => store.close());

  const within = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    withOrganization(store.db, organization.organizationId, work);
  const wanted = async () =>
    (await within((tx) => tx.select().from(pullRequestFetches)))
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, part, attempts, failure }) => [number, part, attempts, failure]);
  const counts = async () =>
    (await within((tx) => findCompletenessDays(tx, span))).map((count) => [
      count.day,
      count.expected,
      count.present,
      count.why,
    ]);
  const reviewed = async () =>
    (await readNamedFacts(store.db)).map((fact) => fact['first_review_at'] !== null);

  it('is read again by itself after a minute, whole', async () => {
    // given: of #1 its review was not given, on its page nor when it was read again
    expect(await wanted()).toEqual([[1, 'whole', 1, lacking]]);
    expect(await reviewed()).toEqual([false]);

    // when GitHub gives it
    organization.open.github.faults.set([]);
    organization.open.setNow(march(2, 1));
    await organization.work();

    expect(await wanted()).toEqual([]);
    expect(await reviewed()).toEqual([true]);
  });

  it('lowers the completeness of its days, with the reason, until it is here', async () => {
    // given that no delivery came
    await organization.live(march(4), { lossShare: 1 });
    await organization.reconcile();

    // then #1 to #3 are here, but not as they are there
    expect(await counts()).toEqual([
      ['2026-03-01', 1, 0, lacking],
      ['2026-03-02', 1, 0, lacking],
      ['2026-03-03', 2, 0, lacking],
    ]);
    const [, , third] = await within((tx) => findCompletenessDays(tx, span));
    const coverage = {
      state: 'done',
      horizon: null,
      reached: march(1),
      reconciledUntil: march(4),
      failure: null,
    } as const;
    expect(completenessOfDay('2026-03-03', coverage, third)).toMatchObject({
      percent: 0,
      reason: `2 pull requests differ since 2026-03-04: ${lacking}`,
    });

    // when GitHub gives it, and the longest wait so far is over
    organization.open.github.faults.set([]);
    organization.open.setNow(march(6));
    await organization.work();

    // then
    expect(await wanted()).toEqual([]);
    expect((await counts()).map(([, expected, present]) => [expected, present])).toEqual([
      [1, 1],
      [1, 1],
      [2, 2],
    ]);
    expect(await reviewed()).toEqual([true, true, true]);
  });

  it('stays wanted however often it is not given, and is asked for ever less often', async () => {
    const requests = () =>
      [...organization.open.github.stats.byRoute()]
        .filter(([route]) => route.includes('graphql'))
        .reduce((sum, [, stats]) => sum + stats.requests, 0);
    const before = requests();

    // when a month passes, and somebody looks every day
    for (let day = 3; day <= 31; day += 1) {
      organization.open.setNow(march(day));
      await organization.work();
    }

    // then: after a minute, an hour, a day, and then every week
    expect(requests() - before).toBe(6);
    expect(await wanted()).toEqual([[1, 'whole', 7, lacking]]);
  });

  it('is asked for after a week where GitHub refuses it, and counts as lacking all along', async () => {
    organization.open.github.faults.set(withoutReviews('FORBIDDEN'));
    await organization.live(march(4), { lossShare: 1 });
    await organization.reconcile();
    const [, second] = await within((tx) =>
      tx.select().from(pullRequestFetches).orderBy(pullRequestFetches.number),
    );

    expect(second).toMatchObject({ number: 2, attempts: 0, notBefore: march(11) });
    expect((await counts()).every(([, , present]) => present === 0)).toBe(true);
  });
});
