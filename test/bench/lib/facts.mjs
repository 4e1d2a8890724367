// Made-up facts in memory, the same in every run.
const DAY = 86_400_000;
const HOUR = 3_600_000;

export const YEAR = {
  from: new Date('2025-06-01T00:00:00Z'),
  to: new Date('2026-06-01T00:00:00Z'),
};
const DAYS = (YEAR.to - YEAR.from) / DAY;
const AUTHORSHIPS = ['unmarked', 'unmarked', 'assisted', 'agent'];

/** Facts of a year, spread evenly over people, repositories and days. */
export function factSet({ pullRequests, people, teams, repositories }) {
  const rows = Array.from({ length: pullRequests }, (_, index) =>
    pullRequest(index, { pullRequests, people, repositories }),
  );
  return {
    pullRequests: rows,
    reviews: rows.map(({ id, repositoryId, authorship, firstReviewAt }) => ({
      reviewerId: (id * 17) % people,
      at: firstReviewAt,
      repositoryId,
      authorship,
    })),
    presence: presenceOf(rows),
    memberships: Array.from({ length: people }, (_, personId) => ({
      teamId: personId % teams,
      personId,
      from: '2025-01-01',
      to: null,
    })),
    cohortMembers: [],
    seats: [],
    usageDays: [],
    toolStarts: [],
    usageKnownFrom: null,
  };
}

function pullRequest(index, { pullRequests, people, repositories }) {
  const openedAt = new Date(YEAR.from.getTime() + (index / pullRequests) * DAYS * DAY);
  const hours = 1 + ((index * 7919) % 100);
  const mergedAt = index % 20 === 0 ? null : new Date(openedAt.getTime() + hours * HOUR);
  const third = (hours * 3600) / 3;
  return {
    id: index,
    repositoryId: index % repositories,
    personId: (index * 31) % people,
    authorship: AUTHORSHIPS[index % AUTHORSHIPS.length],
    openedAt,
    readyAt: openedAt,
    firstReviewAt: new Date(openedAt.getTime() + (hours * HOUR) / 3),
    firstAiReviewAt: null,
    mergedAt,
    closedAt: mergedAt,
    additions: index % 400,
    deletions: index % 90,
    reviewCycles: index % 3,
    stageSeconds:
      mergedAt === null ? null : { coding: 7200, pickup: third, review: third, merge: third },
    commitsUnknown: false,
    revertedWithin30Days: false,
  };
}

function presenceOf(rows) {
  const present = new Map();
  for (const { personId, repositoryId, openedAt } of rows) {
    const day = dayOf(openedAt.getTime());
    present.set(`${day} ${personId} ${repositoryId}`, { personId, day, repositoryId });
  }
  return [...present.values()];
}

/** What a before/after comparison is given, of developers who began one after the other. */
export function comparisonInput({ developers, pullRequests }) {
  const first = YEAR.from.getTime();
  return {
    measure: 'cycle_time',
    developers: Array.from({ length: developers }, (_, id) => ({
      id,
      adoptedOn: dayOf(first + (100 + (id % 150)) * DAY),
      status: 'known',
      firstActiveOn: dayOf(first),
      lastActiveOn: dayOf(YEAR.to.getTime() - DAY),
    })),
    pullRequests: Array.from({ length: pullRequests }, (_, index) => {
      const openedAt = new Date(first + (index / pullRequests) * DAYS * DAY);
      const cycleTimeSeconds = 3600 * (1 + ((index * 7919) % 200));
      const mergedAt = new Date(openedAt.getTime() + cycleTimeSeconds * 1000);
      return { developerId: (index * 31) % developers, openedAt, mergedAt, cycleTimeSeconds };
    }),
    asOf: YEAR.to,
    minimumGroup: 5,
    seed: 1,
    draws: 999,
  };
}

function dayOf(milliseconds) {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
