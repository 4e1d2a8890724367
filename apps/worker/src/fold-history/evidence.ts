import { dayOf, type AdoptionEvidence, type Day, type Observation } from '@uplift/metrics';

import { ofKind } from '../store-observations/store-scope.ts';
import type { ActorOf } from './index-anew.ts';

/** A tool's mark in a commit, and whose commit that is. */
export type DisclosedUse = { readonly personId: number; readonly tool: string; readonly on: Day };

type Collected = {
  /** By day of the list that showed it, the latest grant. */
  readonly seats: Map<Day, Day>;
  readonly activeDays: Set<Day>;
  readonly imports: { readonly tool: string; readonly on: Day }[];
  readonly disclosed: { readonly tool: string; readonly on: Day }[];
};

/** What tells of each person's use of AI tools: seats, usage, an admin's word, marks in commits. */
export function evidenceOf(
  observations: readonly Observation[],
  {
    actorOf,
    disclosed,
  }: { readonly actorOf: ActorOf; readonly disclosed: readonly DisclosedUse[] },
): ReadonlyMap<number, AdoptionEvidence> {
  const { people, of } = openCollection();
  for (const { assignee, day, grantedAt } of ofKind(observations, 'copilot_seat')) {
    const { seats } = of(actorOf(assignee).id);
    const granted = dayOf(grantedAt);
    const before = seats.get(day);
    if (before === undefined || before < granted) seats.set(day, granted);
  }
  let firstReportDay: Day | null = null;
  for (const { active, day, user } of ofKind(observations, 'copilot_user_day')) {
    if (firstReportDay === null || day < firstReportDay) firstReportDay = day;
    if (active) of(actorOf(user).id).activeDays.add(day);
  }
  for (const { user, tool, on } of ofKind(observations, 'adoption')) {
    of(actorOf(user).id).imports.push({ tool, on });
  }
  for (const { personId, tool, on } of disclosed) of(personId).disclosed.push({ tool, on });
  return new Map(
    Array.from(people, ([personId, own]) => [personId, { ...summarised(own), firstReportDay }]),
  );
}

function summarised({ seats, activeDays, ...rest }: Collected) {
  return {
    ...rest,
    seatGrantedOn: [...new Set(seats.values())],
    seatSeenOn: [...seats.keys()],
    activeDays: [...activeDays],
  };
}

function openCollection() {
  const people = new Map<number, Collected>();
  const of = (personId: number): Collected => {
    const none = { seats: new Map(), activeDays: new Set<Day>(), imports: [], disclosed: [] };
    const own = people.get(personId) ?? none;
    people.set(personId, own);
    return own;
  };
  return { people, of };
}
