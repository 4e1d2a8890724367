import { membershipOf, teamOf } from '../rest/teams.ts';
import { commitOf } from '../rest/commits.ts';
import { issueCommentOf, reviewCommentOf } from '../rest/comments.ts';
import type { Interval } from '../rest/instants.ts';
import { lastInstantBefore, secondOf, startOfDay } from '../rest/instants.ts';
import { pullAt } from '../rest/pulls.ts';
import { repositoryOf } from '../rest/repositories.ts';
import { reviewOf } from '../rest/reviews.ts';
import { commitsAt, stateAt, stepsUntil } from '../rest/state.ts';
import { timelineEventsOf } from '../rest/timeline.ts';
import { organizationOf } from '../rest/users.ts';
import type { OrganizationStory, PullRequestStory, StoryStep, StoryTeam } from '../story.ts';
import { copilotRecords } from './copilot-records.ts';
import type { HistoryKind, HistoryRecord } from './records.ts';

/** Which part of the past a history file tells. */
export type HistoryOptions = Interval & {
  /** The kinds of lines wanted; all unless told. */
  readonly kinds?: readonly HistoryKind[];
};

/**
 * A story's past as the lines of a history file (NDJSON, without line ends), one at a time.
 *
 * Everything stands as it did at the end of the interval: what comes later is not told, and the
 * end of a team membership that lies ahead is not yet known. Pull requests are told whole, from
 * their first commit, if they were opened before `to` and were open or moved at or after `from`.
 */
export function* historyLines(
  story: OrganizationStory,
  options: HistoryOptions,
): Generator<string> {
  const { kinds } = options;
  for (const record of recordsOf(story, options)) {
    if (kinds === undefined || kinds.includes(record.kind)) yield JSON.stringify(record);
  }
}

/** The Copilot lines of {@link historyLines} alone: seats, and the usage of each person and day. */
export function* copilotLines(story: OrganizationStory, interval: Interval): Generator<string> {
  for (const record of copilotRecords(story, interval)) yield JSON.stringify(record);
}

function* recordsOf(story: OrganizationStory, interval: Interval): Generator<HistoryRecord> {
  yield* placeRecords(story);
  for (const team of story.teams) yield* teamRecords(team, story, interval);
  for (const pullRequest of story.pullRequests) {
    if (secondOf(pullRequest.openedAt) >= interval.to.getTime()) break;
    if (isTold(pullRequest, interval)) yield* pullRequestRecords(pullRequest, story, interval);
  }
  yield* copilotRecords(story, interval);
}

function* placeRecords(story: OrganizationStory): Generator<HistoryRecord> {
  const { organization } = story;
  yield { kind: 'organization', data: organizationOf(organization) };
  for (const repository of story.repositories) {
    const data = repositoryOf(repository, organization);
    yield { kind: 'repository', organization: organization.login, data };
  }
}

function* teamRecords(
  team: StoryTeam,
  { organization }: OrganizationStory,
  { to }: Interval,
): Generator<HistoryRecord> {
  const known = team.members.filter(({ from }) => startOfDay(from) < to);
  if (known.length === 0) return;
  const { login } = organization;
  yield { kind: 'team', organization: login, data: teamOf(team, organization) };
  for (const member of known) {
    const hasLeft = member.to !== null && startOfDay(member.to) < to;
    const data = membershipOf({ ...member, to: hasLeft ? member.to : null });
    yield { kind: 'team_membership', organization: login, team: team.slug, data };
  }
}

function isTold(story: PullRequestStory, { from, to }: Interval): boolean {
  const { closedAt, updatedAt } = stateAt(story, lastInstantBefore(to));
  return closedAt === null || secondOf(updatedAt) >= from.getTime();
}

function* pullRequestRecords(
  story: PullRequestStory,
  { organization }: OrganizationStory,
  { to }: Interval,
): Generator<HistoryRecord> {
  const at = lastInstantBefore(to);
  const repository = story.repository.fullName;
  yield { kind: 'pull_request', repository, data: pullAt(story, at, organization) };
  const place = { repository, pull_request: story.number };
  for (const commit of commitsAt(story, at)) {
    yield { kind: 'commit', ...place, data: commitOf(commit, story) };
  }
  for (const step of stepsUntil(story, at)) {
    for (const { kind, data } of stepRecords(step, story, at)) yield { kind, ...place, data };
  }
}

type StepRecord = { readonly kind: HistoryKind; readonly data: object };

function stepRecords(step: StoryStep, story: PullRequestStory, at: Date): readonly StepRecord[] {
  switch (step.kind) {
    case 'review':
      return [{ kind: 'review', data: reviewOf(step, story, at) }];
    case 'review_comment':
      return [{ kind: 'review_comment', data: reviewCommentOf(step, story) }];
    case 'issue_comment':
      return [{ kind: 'issue_comment', data: issueCommentOf(step, story) }];
    case 'ready_for_review':
    case 'converted_to_draft':
    case 'closed':
    case 'reopened':
    case 'merged':
    case 'synchronize':
    case 'review_requested':
    case 'review_dismissed':
      break;
  }
  return timelineEventsOf(step, story).map((data) => ({ kind: 'timeline_event', data }));
}
