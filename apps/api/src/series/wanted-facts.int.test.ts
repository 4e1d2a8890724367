import {
  copilotSeats,
  copilotUserDays,
  loadFactSet,
  people,
  pullRequestEvents,
  pullRequests,
  teamMemberships,
  withOrganization,
  type Transaction,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import {
  bucketsIn,
  factKindsOf,
  isWithinGrade,
  measureIds,
  measureScopes,
  wholeOrganization,
  type Scope,
} from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  weeklyPullRequests,
  type SeededOrganization,
} from '../testing/seed.ts';

const SPAN = { from: new Date('2026-01-26T00:00:00Z'), to: new Date('2026-02-23T00:00:00Z') };
const grades = ['agent', 'assisted', 'unmarked'] as const;

describe.each(dialects)('facts that a view wants, on %s', (dialect) => {
  let api: TestApi;
  let acme: SeededOrganization;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    acme = await seedOrganization(api.db, 'acme');
    const seeds = weeklyPullRequests(['2026-02-02', '2026-02-09']).map((seed) => ({
      ...seed,
      authorship: grades[seed.number % 3] ?? 'unmarked',
    }));
    const twinId = await withOrganization(api.db, acme.id, (tx) => seedTwin(tx, acme));
    // given the second week's pull requests of the first person by the other account
    const withTwin = { ...acme, personIds: [twinId, ...acme.personIds.slice(1)] };
    await seedPullRequests(api.db, acme, seeds.slice(0, 12));
    await seedPullRequests(api.db, withTwin, seeds.slice(12));
    await withOrganization(api.db, acme.id, (tx) => seedRest(tx, acme, twinId));
  });
  afterAll(() => api.close());

  test.each(measureIds)('%s is the same by them as by all facts', async (measure) => {
    const [team = 0, other = 0] = acme.teamIds;
    const [repository = 0] = acme.repositoryIds;
    const scopes: readonly Scope[] = [
      { ...wholeOrganization, team },
      { ...wholeOrganization, team, repository },
      { ...wholeOrganization, team: other, authorship: 'agent' },
      { ...wholeOrganization, repository, authorship: 'assisted' },
    ];
    const buckets = bucketsIn('week', SPAN).map((one) => ({ grain: 'week' as const, ...one }));

    await withOrganization(api.db, acme.id, async (tx) => {
      const all = await loadFactSet(tx, SPAN);
      for (const scope of scopes) {
        const kinds = factKindsOf(measure);
        const authorship = isWithinGrade(measure) ? scope.authorship : null;
        const wanted = await loadFactSet(tx, SPAN, { ...scope, kinds, authorship });

        const request = { measure, scopes: [scope], buckets };
        // what is measured of all facts, where there is anything of these kinds
        const some = measureScopes({ ...request, facts: wanted });
        const whole = measureScopes({ ...request, facts: all });
        const starts = new Set(some.map(({ from }) => from.getTime()));
        expect(whole.filter(({ from }) => starts.has(from.getTime()))).toEqual(some);
        const rest = whole.filter(({ from }) => !starts.has(from.getTime()));
        expect(rest.every(({ measurement }) => measurement.sampleSize === 0)).toBe(true);
        expect(wanted.pullRequests.length).toBeLessThan(all.pullRequests.length);
      }
    });
  });
});

/** An account that became one with another person's, and was in a second team before. */
async function seedTwin(tx: Transaction, organization: SeededOrganization): Promise<number> {
  const { id, personIds, teamIds } = organization;
  const twin = { organizationId: id, login: 'twin', kind: 'human' as const };
  const [row] = await tx
    .insert(people)
    .values({ ...twin, mergedIntoId: personIds[0] ?? null })
    .returning({ id: people.id });
  const personId = row?.id ?? 0;
  await tx
    .insert(teamMemberships)
    .values({ organizationId: id, teamId: teamIds[1] ?? 0, personId, from: '2026-02-09' });
  return personId;
}

/** Reviews, seats and use. */
async function seedRest(
  tx: Transaction,
  { id, personIds }: SeededOrganization,
  twinId: number,
): Promise<void> {
  const organizationId = id;
  const rows = await tx.select({ id: pullRequests.id }).from(pullRequests);
  for (const [place, row] of rows.entries()) {
    const at = new Date(SPAN.from.getTime() + (7 + (place % 14)) * 86_400_000);
    const actorId = place % 5 === 0 ? twinId : (personIds[(place + 1) % 12] ?? 0);
    await tx.insert(pullRequestEvents).values({
      organizationId,
      pullRequestId: row.id,
      eventKey: `review:${place}`,
      kind: 'review',
      at,
      actorId,
      data: { kind: 'review', reviewId: place },
    });
  }
  for (const [place, personId] of [...personIds, twinId].entries()) {
    const day = `2026-02-${String(3 + place).padStart(2, '0')}`;
    const used = { organizationId, day, personId, active: true, ways: [], raw: {} };
    await tx.insert(copilotUserDays).values(used);
    const grantedAt = new Date('2026-01-01T00:00:00Z');
    await tx
      .insert(copilotSeats)
      .values({ organizationId, day, personId, grantedAt, lastActivityAt: grantedAt });
  }
}
