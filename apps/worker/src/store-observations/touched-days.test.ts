import type { TimelineEvent } from '@uplift/metrics';
import { describe, expect, it } from 'vitest';

import { presentDays, touchedDays, type DatedFact } from './touched-days.ts';

const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 0, day, hour));
const open: DatedFact = {
  openedAt: at(5),
  mergedAt: null,
  closedAt: null,
  authorship: 'unmarked',
  responsibleId: 1,
};
const merged = { ...open, mergedAt: at(8) };
const january = (days: Iterable<string>) =>
  [...days].map((day) => Number(day.slice(-2))).toSorted((a, b) => a - b);

describe('days that a changed fact touches', () => {
  it('are the opening, where all of it is news', () => {
    expect(january(touchedDays(null, open))).toEqual([5]);
    expect(january(touchedDays(null, merged))).toEqual([5, 8]);
  });

  it('are the merge alone, where the merge is news', () => {
    expect(january(touchedDays(open, merged))).toEqual([8]);
  });

  it('are the old and the new end', () => {
    const closed = { ...open, closedAt: at(7) };
    expect(january(touchedDays(closed, { ...merged, mergedAt: at(10) }))).toEqual([7, 10]);
  });

  it('are the merge, whatever changed of what is measured there', () => {
    expect(january(touchedDays(merged, { ...merged }))).toEqual([8]);
  });

  it.each([
    ['for somebody else', { responsibleId: 2 }, [5, 8]],
    ['by another authorship', { authorship: 'assisted' as const }, [5, 8]],
    ['from another day', { openedAt: at(4) }, [4, 5, 8]],
  ])('are the opening too, where it counts %s', (_, change, days) => {
    expect(january(touchedDays(merged, { ...merged, ...change }))).toEqual(days);
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
