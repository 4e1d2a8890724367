import { dayNumberAt } from '../day-number.ts';
import type { DeliveredPullRequest } from '../deployments/delivered-pull-requests.ts';
import type { ProductionDeployment } from '../deployments/production-deployments.ts';
import type { Authorship } from '../facts.ts';
import type { Window } from '../window.ts';
import { endOf, type BucketFacts, type MeasuredPullRequest } from './bucket-facts.ts';
import { countBefore, filterChronicle, itemsWithin, type Chronicle } from './chronicle.ts';
import { daysOf, type FactIndex, type SeatList } from './fact-index.ts';
import type { ScopedReview } from './fact-set.ts';
import {
  indexWeeks,
  personWeeksWithin,
  type DaySpan,
  type PersonDay,
  type WeekIndex,
} from './person-weeks.ts';
import type { PlaceFacts } from './place-facts.ts';
import { membersOfScope, type ScopeMembers } from './scope-members.ts';
import { admitsAuthorship, type Scope } from './scope.ts';

/** The facts of one scope, ready to be cut by bucket. */
export type ScopeFacts = {
  readonly scope: Scope;
  readonly index: FactIndex;
  readonly members: ScopeMembers;
  /** Merges of every authorship; the other lists hold those of the scope. */
  readonly mergedOfAnyAuthorship: Chronicle<MeasuredPullRequest>;
  readonly opened: Chronicle<MeasuredPullRequest>;
  readonly closed: Chronicle<MeasuredPullRequest>;
  /** Openings of everybody who was ever in the team: who is in it is decided at a bucket's end. */
  readonly openings: Chronicle<MeasuredPullRequest>;
  readonly endings: Chronicle<MeasuredPullRequest>;
  readonly reviews: Chronicle<ScopedReview>;
  readonly presence: Chronicle<PersonDay>;
  readonly developerWeeks: WeekIndex;
  readonly reviewerWeeks: WeekIndex;
  /** Null where none is known, and for people and grades. */
  readonly deployments: Chronicle<ProductionDeployment> | null;
  readonly delivered: Chronicle<DeliveredPullRequest>;
};

/**
 * Takes the facts of a scope out of the whole. A pull request or review belongs to a team if the
 * person it counts for was a member on the day of the event in question, and to a cohort if that
 * person is in it.
 */
export function factsOfScope(index: FactIndex, scope: Scope): ScopeFacts {
  const place = scope.repository === null ? index.everywhere : index.ofRepository(scope.repository);
  const members = membersOfScope(index, scope);
  const { isMember } = members;
  const admits = (row: { readonly authorship: Authorship }): boolean =>
    admitsAuthorship(scope, row.authorship);
  const isOfMember = (row: { readonly personId: number | null }, at: number): boolean =>
    isMember(row.personId, dayNumberAt(at));
  const isPossible = (row: MeasuredPullRequest): boolean =>
    admits(row) && members.wasEverMember(row.personId);

  const openings = filterChronicle(place.opened, isPossible);
  const endings = filterChronicle(place.closed, isPossible);
  const reviews = filterChronicle(
    place.reviews,
    (row, at) => admits(row) && isMember(row.reviewerId, dayNumberAt(at)),
  );
  const presence = filterChronicle(place.presence, (row) => isMember(row.personId, row.day));
  const isDelivered = (row: DeliveredPullRequest, at: number): boolean =>
    admits(row) && isOfMember(row, at);
  return {
    scope,
    index,
    members,
    mergedOfAnyAuthorship: filterChronicle(place.merged, isOfMember),
    opened: filterChronicle(openings, isOfMember),
    closed: filterChronicle(endings, isOfMember),
    openings,
    endings,
    reviews,
    presence,
    developerWeeks: indexWeeks(presence.items, isMember),
    reviewerWeeks: indexWeeks(reviews.items.map(reviewerDay), isMember),
    deployments: deploymentsOf(place, scope, members),
    delivered: filterChronicle(place.delivered, isDelivered),
  };
}

/** A deployment is of a repository, and of nobody in it. */
function deploymentsOf(
  { deployments }: PlaceFacts,
  { authorship }: Scope,
  { isEverybody }: ScopeMembers,
): Chronicle<ProductionDeployment> | null {
  if (!isEverybody || authorship !== null) return null;
  return deployments.items.length === 0 ? null : deployments;
}

function reviewerDay(review: ScopedReview): PersonDay {
  return { personId: review.reviewerId, day: dayNumberAt(review.at.getTime()) };
}

/** Cuts the facts of a scope to one bucket. */
export function factsOfBucket(facts: ScopeFacts, window: Window): BucketFacts {
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  const days = daysOf(window);
  const { scope, index } = facts;

  const merged = itemsWithin(facts.mergedOfAnyAuthorship, from, to);
  const presentPeople = new Set(
    itemsWithin(facts.presence, days.from, days.to).map((row) => row.personId),
  );
  const isActive = (person: number): boolean => index.toolUse.isActive(person, days);
  return {
    window,
    authorship: scope.authorship,
    merged: merged.filter((row) => admitsAuthorship(scope, row.authorship)),
    mergedByAuthorship: countByAuthorship(merged),
    opened: itemsWithin(facts.opened, from, to),
    closed: itemsWithin(facts.closed, from, to),
    reviews: itemsWithin(facts.reviews, from, to),
    developerWeeks: personWeeksWithin(facts.developerWeeks, days),
    reviewerWeeks: personWeeksWithin(facts.reviewerWeeks, days),
    presentPeople,
    activePeople: index.toolUse.isKnown(days) ? new Set([...presentPeople].filter(isActive)) : null,
    openAtEnd: countOpenAt(facts, to),
    seats: seatsWithin(facts, days, presentPeople),
    deployments: facts.deployments && itemsWithin(facts.deployments, from, to),
    leadSeconds: itemsWithin(facts.delivered, from, to).map((row) => row.leadSeconds),
  };
}

function countByAuthorship(
  pullRequests: readonly MeasuredPullRequest[],
): Record<Authorship, number> {
  const counts = { agent: 0, assisted: 0, unmarked: 0, bot: 0 };
  for (const { authorship } of pullRequests) counts[authorship] += 1;
  return counts;
}

/** Pull requests opened before an instant and not ended before it, by the team of the day before. */
function countOpenAt(facts: ScopeFacts, instant: number): number {
  const opened = countBefore(facts.openings.instants, instant);
  if (facts.members.isEverybody) return opened - countBefore(facts.endings.instants, instant);

  const lastDay = dayNumberAt(instant - 1);
  return facts.openings.items
    .slice(0, opened)
    .filter(
      (row) =>
        (endOf(row)?.getTime() ?? Infinity) >= instant &&
        facts.members.isMember(row.personId, lastDay),
    ).length;
}

/** The last seat list of the span. Seats have no repository: there, those of the people present. */
function seatsWithin(
  facts: ScopeFacts,
  days: DaySpan,
  presentPeople: ReadonlySet<number>,
): BucketFacts['seats'] {
  const list: SeatList | undefined = itemsWithin(facts.index.seatLists, days.from, days.to).at(-1);
  if (list === undefined) return null;

  // A repository has few people, and the list has everybody's seats.
  const asked = facts.scope.repository === null ? list.seats.keys() : presentPeople;
  let total = 0;
  let activeIn28Days = 0;
  for (const person of asked) {
    const active = list.seats.get(person);
    if (active === undefined || !facts.members.isMember(person, list.day)) continue;
    total += 1;
    if (active) activeIn28Days += 1;
  }
  return { total, activeIn28Days };
}
