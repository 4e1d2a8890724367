import { dayNumber } from '../day-number.ts';
import { DAY_MILLISECONDS } from '../days.ts';
import type { Day } from '../observations.ts';
import type { Window } from '../window.ts';
import { endOf } from './bucket-facts.ts';
import { chronicle, countBefore, type Chronicle } from './chronicle.ts';
import type { CohortMember, FactSet } from './fact-set.ts';
import { indexMemberships, type MembershipIndex } from './membership-index.ts';
import type { DaySpan } from './person-weeks.ts';
import { divideByRepository, type PlaceFacts } from './place-facts.ts';

/** Facts made ready to be cut by scope and by bucket. Instants in milliseconds, days as numbers. */
export type FactIndex = {
  readonly everywhere: PlaceFacts;
  readonly ofRepository: (repository: number) => PlaceFacts;
  readonly memberships: MembershipIndex;
  /** People by cohort. */
  readonly cohorts: ReadonlyMap<number, ReadonlySet<number>>;
  /** Seat lists by day. */
  readonly seatLists: Chronicle<SeatList>;
  readonly toolUse: ToolUse;
};

/** The seats of one day. */
export type SeatList = {
  readonly day: number;
  /** Whether each who has a seat was active. */
  readonly seats: ReadonlyMap<number, boolean>;
};

/** Who used a tool when. */
export type ToolUse = {
  /** Whether any source tells of use in the span. */
  readonly isKnown: (span: DaySpan) => boolean;
  readonly isActive: (person: number, span: DaySpan) => boolean;
};

/** Indexes facts once, for any number of scopes and buckets. */
export function indexFacts(facts: FactSet): FactIndex {
  const presence = facts.presence.map(({ personId, day, repositoryId }) => ({
    personId,
    repositoryId,
    day: dayNumber(day),
  }));
  const everywhere = {
    merged: chronicle(facts.pullRequests, (row) => row.mergedAt?.getTime() ?? null),
    opened: chronicle(facts.pullRequests, (row) => row.openedAt.getTime()),
    closed: chronicle(facts.pullRequests, (row) => endOf(row)?.getTime() ?? null),
    reviews: chronicle(facts.reviews, (review) => review.at.getTime()),
    presence: chronicle(presence, (row) => row.day),
    deployments: chronicle(facts.deployments, ({ at }) => at.getTime()),
    delivered: chronicle(facts.delivered, ({ deployedAt }) => deployedAt.getTime()),
  };
  return {
    everywhere,
    ofRepository: divideByRepository(everywhere),
    memberships: indexMemberships(facts.memberships),
    cohorts: indexCohorts(facts.cohortMembers),
    seatLists: indexSeats(facts),
    toolUse: indexToolUse(facts),
  };
}

/** The days that belong to a window: those whose midnight lies in it, so that windows partition them. */
export function daysOf(window: Window): DaySpan {
  return {
    from: Math.ceil(window.from.getTime() / DAY_MILLISECONDS),
    to: Math.ceil(window.to.getTime() / DAY_MILLISECONDS),
  };
}

function indexCohorts(members: readonly CohortMember[]): Map<number, Set<number>> {
  const cohorts = new Map<number, Set<number>>();
  for (const { cohortId, personId } of members) {
    cohorts.set(cohortId, (cohorts.get(cohortId) ?? new Set()).add(personId));
  }
  return cohorts;
}

function indexSeats(facts: FactSet): Chronicle<SeatList> {
  const byDay = new Map<Day, Map<number, boolean>>();
  for (const { day, personId, active } of facts.seats) {
    const seats = byDay.get(day) ?? new Map<number, boolean>();
    byDay.set(day, seats.set(personId, active));
  }
  const lists = [...byDay].map(([day, seats]) => ({ day: dayNumber(day), seats }));
  return chronicle(lists, (list) => list.day);
}

function indexToolUse(facts: FactSet): ToolUse {
  const knownFrom = facts.usageKnownFrom === null ? Infinity : dayNumber(facts.usageKnownFrom);
  const starts = new Map<number, number>();
  for (const { personId, on } of facts.toolStarts) {
    starts.set(personId, Math.min(starts.get(personId) ?? Infinity, dayNumber(on)));
  }
  const days = new Map<number, number[]>();
  for (const { personId, day } of facts.usageDays) {
    const known = days.get(personId) ?? [];
    days.set(personId, known);
    known.push(dayNumber(day));
  }
  const sorted = new Map(
    [...days].map(([person, known]) => [person, Float64Array.from(known).toSorted()]),
  );

  return {
    isKnown: (span) => knownFrom < span.to,
    isActive: (person, span) => {
      if ((starts.get(person) ?? Infinity) < span.to) return true;
      const used = sorted.get(person);
      return used !== undefined && countBefore(used, span.to) > countBefore(used, span.from);
    },
  };
}
