import type { ComparedDeveloper, ComparedPullRequest, ComparisonPopulation } from '@uplift/db';
import {
  addDays,
  adoptionStarts,
  DAY_MILLISECONDS,
  stageSeconds,
  startOfDay,
  type Day,
  type PullRequestFact,
} from '@uplift/metrics';

import type { ComparedPopulation } from '../run-comparison/comparison-input.ts';
import { idsOf, numberedAnew } from '../run-comparison/standing-order.ts';
import type { FoldedFact, FoldedOrganization } from './fold-organization.ts';
import type { TimeInTeam } from './memberships.ts';

/** Days after a merge within which a revert counts against it. */
const REVERT_DAYS = 30;

/**
 * The population of a comparison of an organisation, as a store would give it. The data is complete up
 * to midnight after the last day on which anything happened.
 *
 * @param treatment - the tool, and what dates its use
 * @returns null of an organisation of which no activity is known
 */
export function comparedPopulation(
  folded: FoldedOrganization,
  treatment: Pick<ComparisonPopulation, 'tool' | 'source'>,
): ComparedPopulation | null {
  const last = folded.presence.reduce<Day | null>(
    (latest, { day }) => (latest === null || day > latest ? day : latest),
    null,
  );
  if (last === null) return null;
  const population = {
    developers: developersOf(folded, treatment),
    pullRequests: pullRequestsOf(folded),
    asOf: startOfDay(addDays(last, 1)),
  };
  // Folded, all have their ids in the standing order; of some of them, places in it.
  const { people, repositories, teams } = idsOf(population);
  return numberedAnew(population, {
    people: inOrder(people),
    repositories: inOrder(repositories),
    teams: inOrder(teams),
  });
}

function inOrder(ids: ReadonlySet<number>): readonly number[] {
  return [...ids].toSorted((a, b) => a - b);
}

function developersOf(
  { people, presence, memberships, evidence }: FoldedOrganization,
  { tool, source }: Pick<ComparisonPopulation, 'tool' | 'source'>,
): readonly ComparedDeveloper[] {
  const spans = new Map<number, { readonly first: Day; readonly last: Day }>();
  for (const { personId, day } of presence) {
    const { first, last } = spans.get(personId) ?? { first: day, last: day };
    spans.set(personId, { first: day < first ? day : first, last: day > last ? day : last });
  }
  const times = grouped(memberships, ({ personId }) => personId);
  return people.flatMap(({ id, kind }): ComparedDeveloper[] => {
    const span = spans.get(id);
    if (kind !== 'human' || span === undefined) return [];
    const known = evidence.get(id);
    const starts = known === undefined ? [] : adoptionStarts(known);
    const by = (which: string) => starts.find((one) => one.tool === tool && one.source === which);
    const start = by(source);
    const adoptedOn = start?.startedOn ?? null;
    return [
      {
        id,
        adoptedOn,
        status: start?.status ?? 'never',
        seatedOn: by('seat')?.startedOn ?? null,
        firstActiveOn: span.first,
        lastActiveOn: span.last,
        teamId: teamOn(times.get(id) ?? [], adoptedOn),
      },
    ];
  });
}

/** The team on the day of adoption, of several the one joined first; without adoption the last one. */
function teamOn(times: readonly TimeInTeam[], adoptedOn: Day | null): number | null {
  const isThen = ({ from, to }: TimeInTeam) =>
    adoptedOn !== null && from <= adoptedOn && (to === null || to > adoptedOn);
  const end = ({ to }: TimeInTeam) => (adoptedOn === null ? (to ?? '~') : '');
  const [first] = times.toSorted(
    (a, b) =>
      Number(isThen(b)) - Number(isThen(a)) ||
      compareTexts(end(b), end(a)) ||
      compareTexts(a.from, b.from) ||
      a.teamId - b.teamId,
  );
  return first?.teamId ?? null;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function pullRequestsOf({ facts, people }: FoldedOrganization): readonly ComparedPullRequest[] {
  const reverts = grouped(
    facts.filter(({ fact }) => fact.revertsNumber !== null && fact.mergedAt !== null),
    ({ repositoryId, fact }) => `${repositoryId} ${fact.revertsNumber}`,
  );
  return facts.flatMap(({ repositoryId, fact }): ComparedPullRequest[] => {
    const { responsibleId, authorship } = fact;
    if (responsibleId === null || authorship === 'bot') return [];
    if (people[responsibleId - 1]?.kind !== 'human') return [];
    return [
      {
        developerId: responsibleId,
        repositoryId,
        authorship,
        state: fact.state,
        openedAt: fact.openedAt,
        mergedAt: fact.mergedAt,
        cycleTimeSeconds: cycleSecondsOf(fact),
        additions: fact.additions,
        deletions: fact.deletions,
        reviewCycles: fact.reviewCycles,
        reverted: isReverted(fact, reverts.get(`${repositoryId} ${fact.number}`) ?? []),
      },
    ];
  });
}

function isReverted({ mergedAt }: PullRequestFact, reverts: readonly FoldedFact[]): boolean {
  if (mergedAt === null) return false;
  return reverts.some(({ fact }) => {
    const later = (fact.mergedAt?.getTime() ?? -Infinity) - mergedAt.getTime();
    return later >= 0 && later < REVERT_DAYS * DAY_MILLISECONDS;
  });
}

/** Added up as the stored stages are. */
function cycleSecondsOf(fact: PullRequestFact): number | null {
  if (fact.mergedAt === null) return null;
  const { coding, pickup, review, merge } = stageSeconds(fact, fact.mergedAt);
  return coding + pickup + review + merge;
}

function grouped<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    groups.set(keyOf(item), group);
    group.push(item);
  }
  return groups;
}
