import type { StoredFact } from '@uplift/db';
import {
  dayOf,
  DAY_MILLISECONDS,
  type Day,
  type PullRequestFact,
  type TimelineEvent,
} from '@uplift/metrics';

/** What of a fact decides which days it touches. */
export type DatedFact = Pick<
  PullRequestFact,
  'openedAt' | 'firstReviewAt' | 'mergedAt' | 'closedAt' | 'authorship' | 'responsibleId'
>;

/**
 * The days whose figures change when a fact takes the place of another: those of its own instants,
 * old and new, and those on which it begins or ceases to count as open.
 *
 * @param before - null where there was none
 * @param now - an open pull request counts as open up to now
 */
export function touchedDays(before: DatedFact | null, after: DatedFact, now: Date): Set<Day> {
  const days = new Set([...ownDays(before), ...ownDays(after)]);
  const comparable =
    before !== null &&
    before.authorship === after.authorship &&
    before.responsibleId === after.responsibleId;
  const spans = comparable
    ? difference(openSpan(before, now), openSpan(after, now))
    : [...(before === null ? [] : [openSpan(before, now)]), openSpan(after, now)];
  for (const [from, to] of spans) {
    for (let day = from; day < to; day += 1) days.add(dayOf(new Date(day * DAY_MILLISECONDS)));
  }
  return days;
}

/** A stored row as a fact, or null if nothing was folded yet. */
export function datedFact(stored: StoredFact): DatedFact | null {
  const { openedAt, authorship } = stored;
  if (!stored.folded || openedAt === null || authorship === null) return null;
  return { ...stored, openedAt, authorship };
}

function ownDays(fact: DatedFact | null): Day[] {
  if (fact === null) return [];
  const { openedAt, firstReviewAt, mergedAt, closedAt } = fact;
  return [openedAt, firstReviewAt, mergedAt, closedAt].flatMap((at) =>
    at === null ? [] : [dayOf(at)],
  );
}

type Span = readonly [from: number, to: number];

/** The days at whose end the pull request was open, as numbers. */
function openSpan(fact: DatedFact, now: Date): Span {
  const end = fact.mergedAt ?? fact.closedAt;
  return [dayNumber(fact.openedAt), end === null ? dayNumber(now) + 1 : dayNumber(end)];
}

function dayNumber(at: Date): number {
  return Math.floor(at.getTime() / DAY_MILLISECONDS);
}

/** Days of one span and not of the other. */
function difference(a: Span, b: Span): Span[] {
  if (a[1] <= b[0] || b[1] <= a[0]) return [a, b];
  return [
    [Math.min(a[0], b[0]), Math.max(a[0], b[0])],
    [Math.min(a[1], b[1]), Math.max(a[1], b[1])],
  ];
}

/** Someone present on a day. */
export type PresentDay = { readonly day: Day; readonly personId: number };

/**
 * Who was present on which day by what the events tell: who opened, merged, reviewed or committed,
 * an author's merge included. A function of the set of events alone.
 */
export function presentDays(events: readonly TimelineEvent<number>[]): PresentDay[] {
  const authors = new Set<number>();
  const merges = new Set<Day>();
  const present = new Map<string, PresentDay>();
  const note = (personId: number | null | undefined, at: Date | null | undefined) => {
    if (personId == null || at == null) return;
    const day = dayOf(at);
    present.set(`${personId} ${day}`, { personId, day });
  };

  for (const event of events) {
    if (event.kind === 'snapshot') {
      const { author, createdAt, mergedAt, mergedBy } = event.attributes;
      note(author, createdAt);
      note(mergedBy, mergedAt);
      if (author != null) authors.add(author);
      if (mergedAt != null) merges.add(dayOf(mergedAt));
    } else if (event.kind === 'merged') {
      note(event.actor, event.at);
      merges.add(dayOf(event.at));
    } else if (event.kind === 'review' || event.kind === 'commit') {
      note(event.actor, event.at);
    }
  }
  for (const personId of authors) {
    for (const day of merges) present.set(`${personId} ${day}`, { personId, day });
  }
  return [...present.values()];
}
