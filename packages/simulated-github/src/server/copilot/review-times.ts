import type { PullRequestStory } from '../../story.ts';

const MINUTE_MS = 60_000;

type Merged = { readonly story: PullRequestStory; readonly at: Date };

type Spans = { readonly waited: number; readonly reviewed: number; readonly lingered: number };

/**
 * How long people waited for people: pull requests that a person opened and another person
 * reviewed, by the day of their merge. Reviews by bots and by the author count for nothing, and a
 * single review takes no time. Empty if there are none.
 */
export function reviewTimes(merged: readonly Merged[]): readonly object[] {
  const spans = merged.flatMap((one) => spansOf(one) ?? []);
  if (spans.length === 0) return [];
  const at = (span: keyof Spans, share: number) =>
    quantile(
      spans.map((one) => one[span]),
      share,
    );
  return [
    {
      authored_by: 'human',
      reviewed_by: 'human',
      total_merged: spans.length,
      median_minutes_ready_to_first_review: at('waited', 0.5),
      p90_minutes_ready_to_first_review: at('waited', 0.9),
      median_minutes_first_to_final_review: at('reviewed', 0.5),
      p90_minutes_first_to_final_review: at('reviewed', 0.9),
      median_minutes_final_review_to_merge: at('lingered', 0.5),
      p90_minutes_final_review_to_merge: at('lingered', 0.9),
    },
  ];
}

function spansOf({ story, at }: Merged): Spans | null {
  const { author, steps, openedAt, draftAtOpening } = story;
  const madeReady = steps.find(({ kind }) => kind === 'ready_for_review');
  const ready = draftAtOpening ? madeReady?.at : openedAt;
  const reviews = steps.filter(
    (step) =>
      step.kind === 'review' &&
      step.actor.type === 'User' &&
      step.actor.id !== author.id &&
      step.at <= at,
  );
  const [first] = reviews;
  const last = reviews.at(-1);
  if (author.type !== 'User' || !ready || !first || !last) return null;
  return {
    waited: minutes(ready, first.at),
    reviewed: minutes(first.at, last.at),
    lingered: minutes(last.at, at),
  };
}

function minutes(from: Date, to: Date): number {
  return Math.max(0, (to.getTime() - from.getTime()) / MINUTE_MS);
}

/** The value below which a share of the values lies, interpolated between two; null of none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (place - Math.floor(place));
}
