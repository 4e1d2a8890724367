import {
  dayOf,
  foldPullRequest,
  mapAccounts,
  type Actor,
  type AdoptionEvidence,
  type Observation,
  type PullRequestFact,
  type RepositoryRef,
  type TimelineEvent,
} from '@uplift/metrics';

import { distinctRefs } from '../store-observations/resolve-organizations.ts';
import { ofKind } from '../store-observations/store-scope.ts';
import { presentDays, type PresentDay } from '../store-observations/touched-days.ts';
import { evidenceOf, type DisclosedUse } from './evidence.ts';
import { indexAccountsAnew, indexNamesAnew, type ActorOf } from './index-anew.ts';
import { membershipsOf, type TimeInTeam } from './memberships.ts';

/** A pull request of a repository, folded. */
export type FoldedFact = { readonly repositoryId: number; readonly fact: PullRequestFact };

/** What is known of an organisation. Ids are its own, from 1. */
export type FoldedOrganization = {
  readonly login: string;
  /** By id. */
  readonly people: readonly Actor[];
  /** Days on which people are known to have been at work; a day may come more than once. */
  readonly presence: readonly PresentDay[];
  readonly facts: readonly FoldedFact[];
  readonly memberships: readonly TimeInTeam[];
  /** What tells of the use of AI tools, of those of whom anything does. */
  readonly evidence: ReadonlyMap<number, AdoptionEvidence>;
};

type Observed = { readonly login: string; readonly observations: readonly Observation[] };

/** Folds everything that was observed of one organisation. */
export function foldOrganization({ login, observations }: Observed): FoldedOrganization {
  const { actors, actorOf } = indexAccountsAnew(observations);
  const pulls = pullRequestsOf(observations, actorOf);
  const presence: PresentDay[] = ofKind(observations, 'activity').map(({ actor, day }) => ({
    personId: actorOf(actor).id,
    day,
  }));
  for (const { events } of pulls) {
    for (const day of presentDays(events.map(withIds))) presence.push(day);
  }
  return {
    login,
    people: actors,
    presence,
    facts: pulls.flatMap(({ repositoryId, number, events }) => {
      const fact = foldPullRequest(number, events);
      return fact === null ? [] : [{ repositoryId, fact }];
    }),
    memberships: membershipsOf(observations, actorOf),
    evidence: evidenceOf(observations, {
      actorOf,
      disclosed: pulls.flatMap(({ events }) => events.flatMap(disclosedBy)),
    }),
  };
}

type PullRequestEvents = {
  readonly repositoryId: number;
  readonly number: number;
  readonly events: TimelineEvent<Actor>[];
};

function pullRequestsOf(
  observations: readonly Observation[],
  actorOf: ActorOf,
): readonly PullRequestEvents[] {
  const { idOf } = indexNamesAnew(
    distinctRefs(
      observations.flatMap((one) => ('repository' in one ? [namedRepository(one.repository)] : [])),
    ),
  );
  const pulls = new Map<string, PullRequestEvents>();
  for (const { repository, number, event } of ofKind(observations, 'pull_request_event')) {
    const repositoryId = idOf(namedRepository(repository));
    const key = `${repositoryId} ${number}`;
    const pull = pulls.get(key) ?? { repositoryId, number, events: [] };
    pulls.set(key, pull);
    pull.events.push(mapAccounts(event, actorOf));
  }
  return [...pulls.values()];
}

function namedRepository({ githubId, fullName }: RepositoryRef) {
  return { githubId, name: fullName };
}

function withIds(event: TimelineEvent<Actor>): TimelineEvent<number> {
  return mapAccounts(event, ({ id }) => id);
}

function disclosedBy(event: TimelineEvent<Actor>): readonly DisclosedUse[] {
  if (event.kind !== 'commit' || event.actor === null) return [];
  const personId = event.actor.id;
  const on = dayOf(event.at);
  return event.marks.map(({ tool }) => ({ personId, tool, on }));
}
