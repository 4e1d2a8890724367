// What a controlled comparison is given, made up, the same in every run.
import { chance, normal } from './chance.mjs';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const FIRST = Date.parse('2024-01-01T00:00:00Z');
const PULL_REQUESTS_A_WEEK = 2;
const NEVER_ADOPT = 0.3;

/** Developers in teams of eight, who begin week by week in the middle half, or never. */
export function controlledInput({ developers, weeks, measure = 'cycle_time' }) {
  const next = chance(developers + weeks);
  const paces = Array.from({ length: developers }, () => 9 * Math.exp(normal(next) / 2));
  const people = paces.map((_, id) => personOf(id, weeks, next));
  return {
    measure,
    developers: people,
    pullRequests: people.flatMap((person) =>
      pullRequestsOf({ ...person, pace: paces[person.id] }, weeks, next),
    ),
    asOf: new Date(FIRST + (weeks + 5) * WEEK),
    minimumGroup: 5,
    seed: 1,
    draws: 999,
  };
}

function personOf(id, weeks, next) {
  const adopts = next() >= NEVER_ADOPT;
  const week = Math.floor(weeks * (0.25 + 0.5 * next()));
  return {
    id,
    adoptedOn: adopts ? dayOf(FIRST + week * WEEK + 2 * DAY) : null,
    status: adopts ? 'known' : 'never',
    firstActiveOn: dayOf(FIRST),
    lastActiveOn: dayOf(FIRST + weeks * WEEK - DAY),
    teamId: Math.floor(id / 8),
  };
}

function pullRequestsOf({ id, pace, adoptedOn }, weeks, next) {
  return Array.from({ length: weeks * PULL_REQUESTS_A_WEEK }, (_, index) => {
    const week = Math.floor(index / PULL_REQUESTS_A_WEEK);
    const openedAt = new Date(FIRST + week * WEEK + Math.floor(4.5 * DAY * next()));
    const isAfter = adoptedOn !== null && dayOf(openedAt.getTime()) >= adoptedOn;
    const hours = pace * Math.exp(0.8 * normal(next)) * (isAfter ? 0.9 : 1);
    const isMerged = next() < 0.9;
    return {
      developerId: id,
      openedAt,
      mergedAt: isMerged ? new Date(openedAt.getTime() + Math.round(hours * 3_600_000)) : null,
      cycleTimeSeconds: isMerged ? hours * 3600 : null,
      additions: Math.ceil(200 * next()),
      deletions: Math.ceil(60 * next()),
      reviewCycles: Math.floor(3 * next()),
      state: isMerged ? 'merged' : 'closed',
      reverted: next() < 0.02,
      authorship: 'unmarked',
      repositoryId: id % 40,
    };
  });
}

function dayOf(milliseconds) {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
