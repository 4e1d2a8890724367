import {
  type AccountRef,
  type ReviewState,
  reviewStates,
  type TimelineEvent,
} from '@uplift/metrics';
import { z } from 'zod';

import { account } from './account.ts';
import { instant, textId } from './primitives.ts';

type Event = TimelineEvent<AccountRef>;

/** GitHub's review: webhooks write the state in lower case, REST in upper case. */
export const reviewShape = z
  .object({
    id: textId.nullish(),
    user: account,
    state: z
      .string()
      .toLowerCase()
      .pipe(z.enum([...reviewStates, 'pending'])),
    submitted_at: instant.nullish(),
  })
  .refine((review) => review.state === 'pending' || review.submitted_at instanceof Date, {
    path: ['submitted_at'],
    error: 'expected the instant of submission',
  });

/** A review as {@link reviewShape} reads it. */
export type ReviewPayload = z.output<typeof reviewShape>;

/** What stands in for an id that the source left out: who and when. */
const madeUpId = (actor: AccountRef | null, at: Date): string =>
  `${actor?.login.toLowerCase() ?? 'nobody'}@${at.toISOString()}`;

/** The review as an event; null while it is pending: nobody but its author sees it. */
export function reviewEvent(review: ReviewPayload): (Event & { kind: 'review' }) | null {
  const { state, submitted_at: at } = review;
  if (state === 'pending' || !(at instanceof Date)) return null;
  const actor = review.user ?? null;
  return { kind: 'review', reviewId: review.id ?? madeUpId(actor, at), at, actor, state };
}

/** The state that a source names, where it is one of a submitted review. */
export function reviewStateOf(state: string | null | undefined): ReviewState | null {
  return reviewStates.find((known) => known === state?.toLowerCase()) ?? null;
}

/** GitHub's comment, on a diff line or in the conversation. */
export const commentShape = z.object({
  id: textId.nullish(),
  user: account,
  created_at: instant,
  pull_request_review_id: textId.nullish(),
});

/** A comment as {@link commentShape} reads it. */
export type CommentPayload = z.output<typeof commentShape>;

/**
 * The comment as responses: one, or none where it is part of a review. A review's comments are
 * written before it is submitted and seen by nobody until then; the review itself answers.
 */
export function responseEvents(
  comment: CommentPayload,
  form: 'review_comment' | 'issue_comment',
): readonly Event[] {
  if (form === 'review_comment' && typeof comment.pull_request_review_id === 'string') return [];
  const actor = comment.user ?? null;
  const at = comment.created_at;
  return [{ kind: 'response', form, commentId: comment.id ?? madeUpId(actor, at), at, actor }];
}
