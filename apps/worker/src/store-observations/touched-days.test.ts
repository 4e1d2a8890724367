import type { TimelineEvent } from '@uplift/metrics';
import { describe, expect, it } from 'vitest';

import { presentDays, touchedDays, type DatedFact } from './touched-days.ts';

const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 0, day, hour));
const open: DatedFact = {
  openedAt: at(5),
  firstReviewAt: null,
  mergedAt: null,
  closedAt: null,
  authorship: 'unmarked',
  responsibleId: 1,
};
const merged = { ...open, mergedAt: at(8) };
const january = (days: Iterable<string>) =>
  [...days].map((day) => Number(day.slice(-2))).toSorted((a, b) => a - b);

describe('days that a changed fact touches', () => {
  it('are those since the opening, while it is open', () => {
    expect(january(touchedDays(null, open, at(7)))).toEqual([5, 6, 7]);
  });

  it('are those up to the merge, where all of it is news', () => {
    expect(january(touchedDays(null, merged, at(20)))).toEqual([5, 6, 7, 8]);
  });

  it('are the opening, and those since the merge, where the merge is news', () => {
    expect(january(touchedDays(open, merged, at(9)))).toEqual([5, 8, 9]);
  });

  it('hold the instants of both, old and new', () => {
    const before = { ...merged, firstReviewAt: at(6) };
    const after = { ...merged, firstReviewAt: at(7), mergedAt: at(10) };

    expect(january(touchedDays(before, after, at(20)))).toEqual([5, 6, 7, 8, 9, 10]);
  });

  it('are all it was open where it counts for somebody else now', () => {
    const now = at(20);

    expect(january(touchedDays(merged, { ...merged, responsibleId: 2 }, now))).toEqual([
      5, 6, 7, 8,
    ]);
  });
});

describe('presence', () => {
  it('is opening, merging, reviewing and committing, the merge of an author included', () => {
    // given
    const events: TimelineEvent<number>[] = [
      { kind: 'snapshot', at: at(9), attributes: { author: 1, createdAt: at(5) } },
      { kind: 'merged', at: at(8), actor: 2 },
      { kind: 'review', at: at(7), actor: 3, reviewId: '1', state: 'approved' },
      {
        kind: 'commit',
        at: at(4),
        actor: 4,
        sha: 'a',
        committedAt: null,
        coAuthors: [6],
        marks: [],
      },
      { kind: 'closed', at: at(8), actor: 5 },
      { kind: 'response', at: at(8), actor: 5, form: 'issue_comment', commentId: '1' },
      { kind: 'merged', at: at(8), actor: null },
    ];

    // when
    const present = presentDays(events).map(({ personId, day }) => `${personId} ${day.slice(-2)}`);

    // then
    expect(present.toSorted()).toEqual(['1 05', '1 08', '2 08', '3 07', '4 04']);
  });
});
