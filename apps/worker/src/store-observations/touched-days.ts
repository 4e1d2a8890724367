import type { StoredFact } from '@uplift/db';
import { dayOf, type Day, type PullRequestFact, type TimelineEvent } from '@uplift/metrics';

/** What of a fact decides which days it touches. */
export type DatedFact = Pick<
  PullRequestFact,
  'openedAt' | 'mergedAt' | 'closedAt' | 'authorship' | 'responsibleId'
>;

/**
 * The days whose figures change when a changed fact takes the place of another: a pull request
 * counts as opened on one day, as merged or closed on another. Its opening is left alone unless it
 * counts differently there; what happened since is measured by its merge.
 *
 * @param before - null where there was none
 */
export function touchedDays(before: DatedFact | null, after: DatedFact): Set<Day> {
  const days = new Set([...endDays(before), ...endDays(after)]);
  if (before === null || countsDifferentlyAtOpening(before, after)) {
    if (before !== null) days.add(dayOf(before.openedAt));
    days.add(dayOf(after.openedAt));
  }
  return days;
}

function countsDifferentlyAtOpening(before: DatedFact, after: DatedFact): boolean {
  return (
    before.openedAt.getTime() !== after.openedAt.getTime() ||
    before.authorship !== after.authorship ||
    before.responsibleId !== after.responsibleId
  );
}

/** A stored row as a fact, or null if nothing was folded yet. */
export function datedFact(stored: StoredFact): DatedFact | null {
  const { openedAt, authorship } = stored;
  if (!stored.folded || openedAt === null || authorship === null) return null;
  return { ...stored, openedAt, authorship };
}

function endDays(fact: DatedFact | null): Day[] {
  const instants = [fact?.mergedAt, fact?.closedAt];
  return instants.flatMap((at) => (at == null ? [] : [dayOf(at)]));
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
