import { expect, test } from 'vitest';

import type { Measurement } from '../measurement.ts';
import { aFactSet, aMeasuredPullRequest } from '../testing/facts.ts';
import type { MeasuredPullRequest } from './bucket-facts.ts';
import { computeRollups, type Bucket, type Rollup } from './compute-rollups.ts';
import type { FactSet } from './fact-set.ts';
import { wholeOrganization, type Scope } from './scope.ts';

const instant = (text: string): Date => new Date(text);
const bucket = (grain: Bucket['grain'], from: string, to: string): Bucket => ({
  grain,
  from: instant(from),
  to: instant(to),
});
/** Monday 2 to Monday 9 March 2026. */
const week = bucket('week', '2026-03-02', '2026-03-09');
const payments: Scope = { ...wholeOrganization, team: 3 };

function only(facts: Partial<FactSet>, scope = wholeOrganization, of = week): Rollup {
  const [rollup] = computeRollups({ buckets: [of], scopes: [scope], facts: aFactSet(facts) });
  if (rollup === undefined) throw new Error('the bucket was left out');
  return rollup;
}

const valueOf = (measurement: Measurement): number | null =>
  measurement.status === 'measured' ? measurement.value : null;

const mergedAt = (text: string, rest: Partial<MeasuredPullRequest> = {}): MeasuredPullRequest =>
  aMeasuredPullRequest({
    openedAt: instant('2026-02-20'),
    mergedAt: instant(text),
    closedAt: instant(text),
    ...rest,
  });

test('a merge at the first instant of a week is in it, one at the first instant of the next is not', () => {
  const pullRequests = [
    mergedAt('2026-03-01T23:59:59.999Z', { id: 1 }),
    mergedAt('2026-03-02T00:00:00.000Z', { id: 2 }),
    mergedAt('2026-03-08T23:59:59.999Z', { id: 3 }),
    mergedAt('2026-03-09T00:00:00.000Z', { id: 4 }),
  ];
  const rollup = only({ pullRequests });

  expect(rollup).toMatchObject({ scopeKey: 'all', grain: 'week', from: week.from, to: week.to });
  expect(valueOf(rollup.measures.merged)).toBe(2);
  // The merge at the end of the week is still to come.
  expect(valueOf(rollup.measures.open_wip)).toBe(1);
});

test('a pull request opened in one week and merged in the next counts in each for what it did', () => {
  const pullRequests = [mergedAt('2026-03-10T09:00:00Z', { openedAt: instant('2026-03-05') })];
  const rollup = only({ pullRequests });

  expect(valueOf(rollup.measures.opened)).toBe(1);
  expect(valueOf(rollup.measures.merged)).toBe(0);
  expect(valueOf(rollup.measures.open_wip)).toBe(1);
});

test('closed without a merge is abandoned at its close', () => {
  const pullRequests = [
    mergedAt('2026-03-03', { id: 1 }),
    mergedAt('2026-03-04', { id: 2, mergedAt: null }),
  ];

  expect(valueOf(only({ pullRequests }).measures.abandoned_rate)).toBe(0.5);
});

test('a week with merges of another grade alone has none of the grade asked for', () => {
  const pullRequests = [
    mergedAt('2026-03-03', { authorship: 'agent', openedAt: instant('2026-03-02') }),
  ];
  const { measures } = only({ pullRequests }, { ...wholeOrganization, authorship: 'assisted' });

  expect(valueOf(measures.ai_share)).toBe(0);
  expect(valueOf(measures.merged)).toBe(0);
  expect(measures.cycle_time).toMatchObject({ status: 'insufficient_data', sampleSize: 0 });
});

test('a week present counts in every bucket it touches by its days, over seven', () => {
  // given Ann present once in the week from 23 February and once in that from 2 March, Bo once
  const presence = [
    { personId: 1, day: '2026-02-24', repositoryId: 7 },
    { personId: 1, day: '2026-03-03', repositoryId: 7 },
    { personId: 1, day: '2026-03-05', repositoryId: 8 },
    { personId: 2, day: '2026-03-03', repositoryId: 8 },
  ];
  const pullRequests = [mergedAt('2026-03-03'), mergedAt('2026-03-03', { id: 2 })];
  const throughputIn = (of: Bucket, scope = wholeOrganization): number | null =>
    valueOf(only({ presence, pullRequests }, scope, of).measures.throughput);

  // week: 2 developer-weeks; day: 2/7; March: Ann's Sunday 1 March and two whole weeks: 1/7 + 2
  expect(throughputIn(week)).toBeCloseTo(2 / 2, 12);
  expect(throughputIn(bucket('day', '2026-03-03', '2026-03-04'))).toBeCloseTo(2 / (2 / 7), 12);
  expect(throughputIn(bucket('month', '2026-03-01', '2026-04-01'))).toBeCloseTo(2 / (15 / 7), 12);
  // repository 7: Ann alone was present there
  expect(throughputIn(week, { ...wholeOrganization, repository: 7 })).toBeCloseTo(2, 12);
});

test('a team has the figures of the days of membership', () => {
  // given Ann in the team until Wednesday 4 March (left out) and Bo from that day on
  const memberships = [
    { teamId: 3, personId: 1, from: '2026-01-01', to: '2026-03-04' },
    { teamId: 3, personId: 2, from: '2026-03-04', to: null },
  ];
  const pullRequests = [
    mergedAt('2026-03-03T23:59:59Z', { id: 1, personId: 1 }),
    mergedAt('2026-03-04T00:00:00Z', { id: 2, personId: 1 }),
    mergedAt('2026-03-03T12:00:00Z', { id: 3, personId: 2 }),
    mergedAt('2026-03-04T00:00:00Z', { id: 4, personId: 2 }),
    mergedAt('2026-03-05T00:00:00Z', { id: 5, personId: null }),
    aMeasuredPullRequest({ id: 6, personId: 1, mergedAt: null, closedAt: null }),
    aMeasuredPullRequest({ id: 7, personId: 2, mergedAt: null, closedAt: null }),
  ];
  const presence = [
    { personId: 1, day: '2026-03-02', repositoryId: 7 },
    { personId: 2, day: '2026-03-03', repositoryId: 7 },
    { personId: 2, day: '2026-03-06', repositoryId: 7 },
  ];
  const { scopeKey, measures } = only({ memberships, pullRequests, presence }, payments);

  expect(scopeKey).toBe('team:3');
  expect(valueOf(measures.merged)).toBe(2);
  // Ann's Monday and Tuesday, Bo's Wednesday to Sunday: one developer-week
  expect(valueOf(measures.throughput)).toBeCloseTo(2, 12);
  // opened on Monday, when Ann was a member and Bo was not; on Sunday it is the other way round
  expect(valueOf(measures.opened)).toBe(1);
  expect(valueOf(measures.open_wip)).toBe(1);
});

test('the work in progress of a team is that of its members on the last day of the bucket', () => {
  // given Ann a member to the end of Sunday 8 March, Bo from Monday on, and Ann's merge at midnight
  const memberships = [
    { teamId: 3, personId: 1, from: '2026-01-01', to: '2026-03-09' },
    { teamId: 3, personId: 2, from: '2026-03-09', to: null },
  ];
  const pullRequests = [
    mergedAt('2026-03-09T00:00:00Z', { id: 1, personId: 1 }),
    mergedAt('2026-03-08T23:59:59Z', { id: 2, personId: 1 }),
    mergedAt('2026-04-01T00:00:00Z', { id: 3, personId: 1 }),
    mergedAt('2026-04-01T00:00:00Z', { id: 4, personId: 2 }),
  ];

  expect(valueOf(only({ memberships, pullRequests }, payments).measures.open_wip)).toBe(2);
});

test('a person of two teams counts in both, and once in the whole', () => {
  const memberships = [3, 4].map((teamId) => ({
    teamId,
    personId: 1,
    from: '2026-01-01',
    to: null,
  }));
  const scopes = [payments, { ...wholeOrganization, team: 4 }, wholeOrganization];
  const rollups = computeRollups({
    buckets: [week],
    scopes,
    facts: aFactSet({ memberships, pullRequests: [mergedAt('2026-03-03')] }),
  });

  expect(rollups.map((rollup) => valueOf(rollup.measures.merged))).toEqual([1, 1, 1]);
});

test('pull requests of other bots count only where they are asked for', () => {
  const pullRequests = (['agent', 'assisted', 'unmarked', 'bot'] as const).map((authorship, id) =>
    mergedAt('2026-03-03', { id, authorship }),
  );
  const at = instant('2026-03-03');
  const reviews = (['bot', 'agent'] as const).map((authorship) => ({
    reviewerId: 1,
    at,
    repositoryId: 7,
    authorship,
  }));
  const of = (authorship: Scope['authorship']): Rollup =>
    only({ pullRequests, reviews }, { ...wholeOrganization, authorship });

  expect(valueOf(of(null).measures.merged)).toBe(3);
  expect(valueOf(of(null).measures.review_load)).toBe(1);
  expect(valueOf(of('bot').measures.merged)).toBe(1);
  expect(valueOf(of('agent').measures.merged)).toBe(1);
  expect(valueOf(of('agent').measures.ai_share)).toBeCloseTo(1 / 3, 12);
});

test('adoption counts use in the bucket and imported starts before its end, of those present', () => {
  const facts = {
    presence: [1, 2, 3, 4].map((personId) => ({ personId, day: '2026-03-03', repositoryId: 7 })),
    usageDays: [
      { personId: 1, day: '2026-03-08' },
      { personId: 2, day: '2026-03-09' },
      { personId: 9, day: '2026-03-04' },
    ],
    toolStarts: [
      { personId: 3, tool: 'cursor', on: '2026-01-05' },
      { personId: 4, tool: 'cursor', on: '2026-03-09' },
    ],
  };

  expect(valueOf(only({ ...facts, usageKnownFrom: '2026-01-05' }).measures.adoption)).toBe(0.5);
  expect(only({ ...facts, usageKnownFrom: '2026-03-09' }).measures.adoption.status).toBe(
    'insufficient_data',
  );
});

test('seat use is that of the last list in the bucket, by team of its day', () => {
  const facts = {
    memberships: [{ teamId: 3, personId: 1, from: '2026-01-01', to: null }],
    seats: [
      { day: '2026-03-03', personId: 1, active: true },
      { day: '2026-03-08', personId: 1, active: false },
      { day: '2026-03-08', personId: 2, active: true },
      { day: '2026-03-09', personId: 1, active: true },
    ],
  };

  expect(only(facts).measures.seat_use).toMatchObject({ value: 0.5, sampleSize: 2 });
  expect(only(facts, payments).measures.seat_use).toMatchObject({ value: 0, sampleSize: 1 });
});

test('reviews count for the team of the reviewer', () => {
  const facts = {
    memberships: [{ teamId: 3, personId: 1, from: '2026-03-03', to: null }],
    reviews: ['2026-03-02', '2026-03-03', '2026-03-04'].map((day) => ({
      reviewerId: 1,
      at: instant(day),
      repositoryId: 7,
      authorship: 'unmarked' as const,
    })),
  };

  expect(valueOf(only(facts).measures.review_load)).toBe(3);
  // two reviews in the six days of membership
  expect(valueOf(only(facts, payments).measures.review_load)).toBeCloseTo(2 / (6 / 7), 12);
});

test('a bucket in which nothing happened and nobody was there is left out', () => {
  const later = bucket('week', '2026-03-09', '2026-03-16');
  const rollups = computeRollups({
    buckets: [week, later],
    scopes: [wholeOrganization, payments],
    facts: aFactSet({ pullRequests: [mergedAt('2026-03-03')] }),
  });

  expect(rollups.map(({ scopeKey, from }) => [scopeKey, from])).toEqual([['all', week.from]]);
});
