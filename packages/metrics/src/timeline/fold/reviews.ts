import type { Actor } from '../../accounts.ts';
import type { ReviewState, TimelineEvent } from '../events.ts';
import { type EventOf, compareTexts, earliest, groupBy, ofKind } from './event-set.ts';

/** A submitted review, put together from all that is known of it. */
export type Review = {
  readonly id: string;
  /** When it was submitted, in milliseconds. */
  readonly at: number;
  readonly actor: Actor | null;
  /** What it said before any dismissal; `null` where only the dismissal is known. */
  readonly verdict: Exclude<ReviewState, 'dismissed'> | null;
  /** Whether it was dismissed by the end. */
  readonly dismissed: boolean;
};

/**
 * The reviews submitted by the end, in order of submission and then of id, which GitHub counts
 * upwards.
 *
 * A review seen as dismissed of which no dismissal is known was dismissed at an unknown time: its
 * verdict does not stand. A dismissal after the end leaves the verdict standing.
 *
 * @param events - ordered and distinct; dismissals after the end included
 * @param end - in milliseconds, infinite while open
 */
export function collectReviews(
  events: readonly TimelineEvent<Actor>[],
  end: number,
): readonly Review[] {
  const dismissals = groupBy(ofKind(events, 'review_dismissed'), (event) => event.reviewId);
  const sightings = groupBy(ofKind(events, 'review'), (event) => event.reviewId);
  return [...sightings]
    .flatMap(([id, seen]) => reviewOf(seen, dismissals.get(id) ?? [], end))
    .toSorted((a, b) => a.at - b.at || compareIds(a.id, b.id));
}

/**
 * Whether an account stops the human clock: a person other than the author. A deleted account
 * counts as a person, since only people's accounts vanish from payloads, unless the author's is
 * gone as well and the two may be one.
 */
export function isOtherHuman(actor: Actor | null, author: Actor | null): boolean {
  if (actor === null) return author !== null;
  return actor.kind === 'human' && actor.id !== author?.id;
}

/**
 * The last approval that stands at the end, in milliseconds, or `null`: one that was not dismissed
 * and whose reviewer did not request changes after it.
 *
 * @param reviews - of humans other than the author, ordered
 */
export function standingApproval(reviews: readonly Review[]): number | null {
  const standing = reviews.filter(
    (review, index) =>
      review.verdict === 'approved' &&
      !review.dismissed &&
      !reviews.slice(index + 1).some((later) => takesBack(later, review)),
  );
  return standing.at(-1)?.at ?? null;
}

function takesBack(later: Review, approval: Review): boolean {
  return (
    later.verdict === 'changes_requested' &&
    later.actor !== null &&
    later.actor.id === approval.actor?.id
  );
}

function reviewOf(
  seen: readonly EventOf<'review'>[],
  dismissals: readonly EventOf<'review_dismissed'>[],
  end: number,
): readonly Review[] {
  const [first] = seen;
  if (first === undefined || first.at.getTime() > end) return [];

  const dismissedAt = earliest(dismissals.map((event) => event.at.getTime()));
  const seenDismissed = seen.some((event) => event.state === 'dismissed');
  return [
    {
      id: first.reviewId,
      at: first.at.getTime(),
      actor: seen.find((event) => event.actor !== null)?.actor ?? null,
      verdict: verdictOf([
        ...seen.map((event) => event.state),
        ...dismissals.map((event) => event.previousState),
      ]),
      dismissed: dismissedAt === null ? seenDismissed : dismissedAt <= end,
    },
  ];
}

function verdictOf(states: readonly (ReviewState | null)[]): Review['verdict'] {
  return states.find((state) => state !== null && state !== 'dismissed') ?? null;
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || compareTexts(a, b);
}
