import type { Actor } from '../../accounts.ts';
import { gradeAuthorship, responsiblePerson } from '../../authorship/grade-authorship.ts';
import type { PullRequestFact } from '../../facts.ts';
import type { TimelineEvent } from '../events.ts';
import { latestAttribute, openingOf } from './attributes.ts';
import { type Ending, findEnding } from './ending.ts';
import { type EventOf, distinctEvents, ofKind } from './event-set.ts';
import { findMilestones } from './milestones.ts';

/**
 * The fact of a pull request, folded from the set of its events: neither their order nor their
 * repetition matters, and history by webhook and by backfill give the same fact.
 *
 * Times are calendar time. Events after the end (the merge, else the last close) count for nothing,
 * those at the end count. Times before the opening are coding, a closed spell before a reopening
 * stays in the stage that it interrupted.
 *
 * @param number - the pull request's number in its repository
 * @param events - in any order, repeated or not
 * @returns `null` while no payload has told when it was opened
 */
export function foldPullRequest(
  number: number,
  events: readonly TimelineEvent<Actor>[],
): PullRequestFact | null {
  const all = distinctEvents(events);
  const snapshots = ofKind(all, 'snapshot');
  const openedAt = openingOf(snapshots);
  if (openedAt === null) return null;

  const ending = findEnding(all);
  const until = ending.end ?? Number.POSITIVE_INFINITY;
  const counted = all.filter((event) => event.kind === 'snapshot' || event.at.getTime() <= until);
  const author = latestAttribute(snapshots, 'author') ?? null;
  return {
    number,
    ...plainAttributes(snapshots),
    ...endOf(ending, counted),
    ...authorshipOf(counted, author),
    ...findMilestones({ all, counted, author, openedAt, ending }),
  };
}

function plainAttributes(snapshots: readonly EventOf<'snapshot'>[]) {
  return {
    title: latestAttribute(snapshots, 'title') ?? null,
    additions: latestAttribute(snapshots, 'additions') ?? null,
    deletions: latestAttribute(snapshots, 'deletions') ?? null,
    changedFiles: latestAttribute(snapshots, 'changedFiles') ?? null,
    commits: latestAttribute(snapshots, 'commits') ?? null,
    headRef: latestAttribute(snapshots, 'headRef') ?? null,
    baseRef: latestAttribute(snapshots, 'baseRef') ?? null,
    labels: latestAttribute(snapshots, 'labels') ?? [],
    revertsNumber: latestAttribute(snapshots, 'revertsNumber') ?? null,
  };
}

function endOf(ending: Ending, counted: readonly TimelineEvent<Actor>[]) {
  const end = ending.end === null ? null : new Date(ending.end);
  const merged = ending.state === 'merged';
  return {
    state: ending.state,
    mergedAt: merged ? end : null,
    closedAt: end,
    mergedById: merged ? mergerOf(counted) : null,
  };
}

function mergerOf(counted: readonly TimelineEvent<Actor>[]): number | null {
  const stated = latestAttribute(ofKind(counted, 'snapshot'), 'mergedBy');
  const seen = ofKind(counted, 'merged').find((event) => event.actor !== null)?.actor;
  return (stated ?? seen)?.id ?? null;
}

function authorshipOf(counted: readonly TimelineEvent<Actor>[], author: Actor | null) {
  const snapshots = ofKind(counted, 'snapshot');
  const source = {
    author,
    assignees: latestAttribute(snapshots, 'assignees') ?? [],
    commits: ofKind(counted, 'commit'),
    agentWork: ofKind(counted, 'agent_work'),
    marks: latestAttribute(snapshots, 'marks') ?? [],
  };
  const { authorship, evidence } = gradeAuthorship(source);
  return {
    authorId: author?.id ?? null,
    authorKind: author?.kind ?? null,
    responsibleId: responsiblePerson(source)?.id ?? null,
    authorship,
    authorshipEvidence: evidence,
  };
}
