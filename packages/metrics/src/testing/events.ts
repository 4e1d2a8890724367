import type { Actor } from '../accounts.ts';
import type {
  AiMark,
  PullRequestAttributes,
  ReviewState,
  TimelineEvent,
} from '../timeline/events.ts';
import type { EventOf } from '../timeline/fold/event-set.ts';

/** The instant that hours of a test are counted from: a Monday, 00:00 UTC. */
export const EPOCH = new Date('2026-03-02T00:00:00.000Z');

/** The instant so many hours after {@link EPOCH}; fractions and negative hours are fine. */
export function hour(hours: number): Date {
  return new Date(EPOCH.getTime() + hours * 3_600_000);
}

/** A person, unless told otherwise. */
export function anActor(given: Partial<Actor> = {}): Actor {
  const id = given.id ?? 1;
  return { id, login: `person-${id}`, kind: 'human', ...given };
}

/** The author of builders' pull requests. */
export const author = anActor({ id: 1, login: 'ada' });
/** A human reviewer. */
export const reviewer = anActor({ id: 2, login: 'bob' });
/** Another human reviewer. */
export const secondReviewer = anActor({ id: 3, login: 'cyd' });
/** An AI reviewer. */
export const aiReviewer = anActor({ id: 4, login: 'coderabbitai[bot]', kind: 'ai_agent' });
/** An automation that is no AI agent. */
export const bot = anActor({ id: 5, login: 'renovate[bot]', kind: 'bot' });
/** An AI agent that opens pull requests. */
export const agent = anActor({ id: 6, login: 'copilot-swe-agent[bot]', kind: 'ai_agent' });

/** A payload as of an hour; nothing is in it but what is given. */
export function aSnapshot(
  at: number,
  attributes: PullRequestAttributes<Actor> = {},
): EventOf<'snapshot'> {
  return { kind: 'snapshot', at: hour(at), attributes };
}

/** The payload of an opening at an hour, by {@link author}, ready for review unless told otherwise. */
export function anOpening(
  at: number,
  attributes: PullRequestAttributes<Actor> = {},
): EventOf<'snapshot'> {
  return aSnapshot(at, {
    title: 'Add a cache',
    author,
    state: 'open',
    createdAt: hour(at),
    mergedAt: null,
    closedAt: null,
    draft: false,
    ...attributes,
  });
}

/** The payload of a merge at an hour. */
export function aMerge(at: number): EventOf<'snapshot'> {
  return aSnapshot(at, { state: 'closed', mergedAt: hour(at), closedAt: hour(at) });
}

/** The payload of a close without a merge, at an hour. */
export function aClose(at: number): EventOf<'snapshot'> {
  return aSnapshot(at, { state: 'closed', mergedAt: null, closedAt: hour(at) });
}

/** A change of state at an hour, by {@link author}. */
export function aChange(
  kind: 'ready_for_review' | 'converted_to_draft' | 'closed' | 'reopened' | 'merged',
  at: number,
): TimelineEvent<Actor> {
  return { kind, at: hour(at), actor: author };
}

/** A commit authored at an hour by {@link author}; its sha follows from the hour. */
export function aCommit(
  at: number,
  given: {
    readonly sha?: string;
    readonly actor?: Actor | null;
    readonly coAuthors?: readonly Actor[];
    readonly marks?: readonly AiMark[];
  } = {},
): EventOf<'commit'> {
  return {
    kind: 'commit',
    sha: `sha-of-hour-${at}`,
    at: hour(at),
    committedAt: null,
    actor: author,
    coAuthors: [],
    marks: [],
    ...given,
  };
}

/** A review submitted at an hour by {@link reviewer}; its id follows from the hour. */
export function aReview(
  at: number,
  state: ReviewState,
  given: { readonly reviewId?: string; readonly actor?: Actor | null } = {},
): EventOf<'review'> {
  const reviewId = String(1000 + Math.round(at * 4));
  return { kind: 'review', reviewId, at: hour(at), actor: reviewer, state, ...given };
}

/** A dismissal, at an hour, of the review that {@link aReview} makes for an hour. */
export function aDismissal(
  at: number,
  given: { readonly ofHour: number; readonly previousState?: ReviewState | null },
): EventOf<'review_dismissed'> {
  const { reviewId } = aReview(given.ofHour, 'dismissed');
  const previousState = given.previousState ?? null;
  return { kind: 'review_dismissed', reviewId, at: hour(at), actor: author, previousState };
}

/** A request of a review at an hour, to {@link reviewer} unless told otherwise. */
export function aReviewRequest(at: number, asked: Actor = reviewer): EventOf<'review_requested'> {
  return { kind: 'review_requested', at: hour(at), actor: author, reviewer: asked };
}

/** A comment in the conversation at an hour, by {@link reviewer} unless told otherwise. */
export function aResponse(at: number, actor: Actor | null = reviewer): EventOf<'response'> {
  return { kind: 'response', form: 'issue_comment', commentId: `c-${at}`, at: hour(at), actor };
}

/** Work of a coding agent that starts at an hour, asked for by {@link author}. */
export function anAgentStart(at: number, actor: Actor | null = author): EventOf<'agent_work'> {
  return { kind: 'agent_work', phase: 'started', at: hour(at), actor };
}
