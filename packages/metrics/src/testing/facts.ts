import * as fc from 'fast-check';

import { authorships, type Authorship } from '../facts.ts';
import type { BucketFacts, MeasuredPullRequest } from '../rollups/bucket-facts.ts';
import type { FactSet, Membership, Presence, ScopedReview } from '../rollups/fact-set.ts';
import type { Scope } from '../rollups/scope.ts';

const HOUR_SECONDS = 3600;

/** A pull request opened ready on Monday 2026-03-02 and merged an hour later; override what matters. */
export function aMeasuredPullRequest(
  overrides: Partial<MeasuredPullRequest> = {},
): MeasuredPullRequest {
  return {
    id: 1,
    repositoryId: 7,
    personId: 1,
    authorship: 'unmarked',
    openedAt: new Date('2026-03-02T10:00:00Z'),
    readyAt: new Date('2026-03-02T10:00:00Z'),
    firstReviewAt: new Date('2026-03-02T10:30:00Z'),
    firstAiReviewAt: null,
    mergedAt: new Date('2026-03-02T11:00:00Z'),
    closedAt: new Date('2026-03-02T11:00:00Z'),
    additions: 10,
    deletions: 2,
    reviewCycles: 0,
    stageSeconds: {
      coding: 2 * HOUR_SECONDS,
      pickup: HOUR_SECONDS / 2,
      review: HOUR_SECONDS / 3,
      merge: HOUR_SECONDS / 6,
    },
    commitsUnknown: false,
    revertedWithin30Days: false,
    ...overrides,
  };
}

/** Facts of an organisation of which nothing is known but what the overrides say. */
export function aFactSet(overrides: Partial<FactSet> = {}): FactSet {
  return {
    pullRequests: [],
    reviews: [],
    presence: [],
    memberships: [],
    cohortMembers: [],
    seats: [],
    usageDays: [],
    toolStarts: [],
    usageKnownFrom: null,
    deployments: [],
    delivered: [],
    ...overrides,
  };
}

/** A week, from Monday 2026-03-02, in which nothing happened but what the overrides say. */
export function aBucket(overrides: Partial<BucketFacts> = {}): BucketFacts {
  return {
    window: { from: new Date('2026-03-02T00:00:00Z'), to: new Date('2026-03-09T00:00:00Z') },
    authorship: null,
    merged: [],
    mergedByAuthorship: { agent: 0, assisted: 0, unmarked: 0, bot: 0 },
    opened: [],
    closed: [],
    reviews: [],
    developerWeeks: { total: 0, byPerson: new Map() },
    reviewerWeeks: { total: 0, byPerson: new Map() },
    presentPeople: new Set(),
    activePeople: null,
    openAtEnd: 0,
    seats: null,
    deployments: null,
    leadSeconds: [],
    ...overrides,
  };
}

const FIRST_INSTANT = Date.UTC(2026, 1, 1);
const SPAN_HOURS = 60 * 24;

/** Whole hours of February and March 2026: coarse, so that edges of buckets are met. */
export const instants: fc.Arbitrary<Date> = fc
  .integer({ min: 0, max: SPAN_HOURS - 1 })
  .map((hours) => new Date(FIRST_INSTANT + hours * HOUR_SECONDS * 1000));

const days = instants.map((instant) => instant.toISOString().slice(0, 10));
const people = fc.integer({ min: 1, max: 6 });
const repositories = fc.integer({ min: 1, max: 2 });
const teams = fc.integer({ min: 1, max: 2 });
const cohorts = fc.integer({ min: 1, max: 2 });
const authorship: fc.Arbitrary<Authorship> = fc.constantFrom(...authorships);
const seconds = fc.integer({ min: 0, max: 500_000 });

/** Pull requests of February and March 2026, of few people and repositories. */
export const measuredPullRequests: fc.Arbitrary<MeasuredPullRequest> = fc
  .record({
    id: fc.nat(),
    repositoryId: repositories,
    personId: fc.option(people),
    authorship,
    openedAt: instants,
    end: fc.option(fc.record({ after: fc.integer({ min: 0, max: 300 }), merged: fc.boolean() })),
    hasReview: fc.boolean(),
    hasAiReview: fc.boolean(),
    lines: fc.option(fc.integer({ min: 0, max: 2000 })),
    reviewCycles: fc.nat(4),
    stageSeconds: fc.record({ coding: seconds, pickup: seconds, review: seconds, merge: seconds }),
    commitsUnknown: fc.boolean(),
    reverted: fc.boolean(),
  })
  .map(({ end, hasReview, hasAiReview, lines, reverted, stageSeconds, ...row }) => {
    const closedAt = end && new Date(row.openedAt.getTime() + end.after * HOUR_SECONDS * 1000);
    const mergedAt = end?.merged === true ? closedAt : null;
    return {
      ...row,
      readyAt: row.openedAt,
      firstReviewAt: hasReview ? row.openedAt : null,
      firstAiReviewAt: hasAiReview ? row.openedAt : null,
      mergedAt,
      closedAt,
      additions: lines,
      deletions: lines,
      stageSeconds: end === null ? null : stageSeconds,
      revertedWithin30Days: mergedAt !== null && reverted,
    };
  });

const reviews: fc.Arbitrary<ScopedReview> = fc.record({
  reviewerId: people,
  at: instants,
  repositoryId: repositories,
  authorship,
});

const presence: fc.Arbitrary<Presence> = fc.record({
  personId: people,
  day: days,
  repositoryId: repositories,
});

const memberships: fc.Arbitrary<Membership> = fc
  .tuple(teams, people, days, fc.option(days))
  .map(([teamId, personId, a, b]) => ({
    teamId,
    personId,
    from: b !== null && b < a ? b : a,
    to: b !== null && b < a ? a : b,
  }));

/** Facts of a small organisation with all that scopes can cut: teams, repositories, grades. */
export const factSets: fc.Arbitrary<FactSet> = fc.record({
  pullRequests: fc.array(measuredPullRequests, { maxLength: 25 }),
  reviews: fc.array(reviews, { maxLength: 15 }),
  presence: fc.uniqueArray(presence, {
    maxLength: 25,
    selector: (row) => `${row.personId} ${row.day} ${row.repositoryId}`,
  }),
  memberships: fc.array(memberships, { maxLength: 8 }),
  cohortMembers: fc.array(fc.record({ cohortId: cohorts, personId: people }), { maxLength: 8 }),
  seats: fc.uniqueArray(fc.record({ day: days, personId: people, active: fc.boolean() }), {
    maxLength: 10,
    selector: (seat) => `${seat.personId} ${seat.day}`,
  }),
  usageDays: fc.array(fc.record({ personId: people, day: days }), { maxLength: 10 }),
  toolStarts: fc.array(fc.record({ personId: people, tool: fc.constant('cursor'), on: days }), {
    maxLength: 3,
  }),
  usageKnownFrom: fc.option(days),
  deployments: fc.array(
    fc.record({
      repositoryId: repositories,
      at: instants,
      succeeded: fc.boolean(),
      failed: fc.boolean(),
      recoveredAt: fc.constant(null),
    }),
    { maxLength: 8 },
  ),
  delivered: fc.array(
    fc.record({
      repositoryId: repositories,
      personId: fc.option(people),
      authorship,
      deployedAt: instants,
      leadSeconds: seconds,
    }),
    { maxLength: 8 },
  ),
});

/** Scopes over the teams and repositories of {@link factSets}, combined filters included. */
export const scopes: fc.Arbitrary<Scope> = fc.record({
  team: fc.option(teams),
  repository: fc.option(repositories),
  cohort: fc.option(cohorts),
  authorship: fc.option(authorship),
});
