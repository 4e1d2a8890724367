import { describe, expect, it } from 'vitest';

import { stateAt } from '../../rest/state.ts';
import type { PullRequestStory } from '../../story.ts';
import { drawnStory } from '../../testing/drawn-story.ts';
import { eventful, january } from '../../testing/small-story.ts';
import { createPullIndex } from './pull-index.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 1);
const hour = (count: number) => new Date(START_MS + count * HOUR_MS);

const newest = { state: 'all', sort: 'updated', direction: 'desc' } as const;
const numbers = (stories: readonly PullRequestStory[]) => stories.map(({ number }) => number);

describe('an index of pull requests', () => {
  it.each([1, 2, 3, 4, 5])('agrees with the fold of each pull request (drawn from %i)', (seed) => {
    const { pullRequests } = drawnStory(seed);
    const index = createPullIndex(pullRequests);

    for (let count = 0; count < 120; count += 3) {
      const at = hour(count);
      const opened = pullRequests.filter(({ openedAt }) => openedAt <= at);
      const closed = opened.filter((story) => stateAt(story, at).closedAt !== null);
      const updates = index.list(newest, at).map((story) => stateAt(story, at).updatedAt.getTime());

      expect(
        numbers(index.list({ ...newest, sort: 'created', direction: 'asc' }, at)),
      ).toStrictEqual(numbers(opened));
      expect(new Set(index.list({ ...newest, state: 'closed' }, at))).toStrictEqual(
        new Set(closed),
      );
      expect(index.list({ ...newest, state: 'open' }, at)).toHaveLength(
        opened.length - closed.length,
      );
      expect(updates).toStrictEqual(updates.toSorted((a, b) => b - a));
    }
  });

  it('gives the very same list until something moves', () => {
    const index = createPullIndex([eventful]);

    const list = index.list(newest, january(5, '10:01:00'));

    expect(index.list(newest, january(5, '10:01:59'))).toBe(list);
    expect(index.list(newest, january(5, '10:02:00'))).not.toBe(list);
  });

  it('goes back in time', () => {
    const index = createPullIndex([eventful]);
    const open = (at: Date) => index.list({ ...newest, state: 'open' }, at).length;

    expect([open(january(8)), open(january(6, '08:59:00')), open(january(4))]).toStrictEqual([
      0, 1, 0,
    ]);
  });

  it('knows one by its number from the second of its opening on', () => {
    const index = createPullIndex([eventful]);

    expect(index.get(12, january(5, '09:59:59.999'))).toBeNull();
    expect(index.get(12, january(5, '10:00:00'))).toBe(eventful);
    expect(index.get(13, january(9))).toBeNull();
  });

  it('takes more of them', () => {
    const index = createPullIndex([eventful]);
    index.list(newest, january(9));

    index.put({ ...eventful, number: 13, openedAt: january(8), steps: [] });

    expect(numbers(index.list(newest, january(9)))).toStrictEqual([13, 12]);
  });
});
