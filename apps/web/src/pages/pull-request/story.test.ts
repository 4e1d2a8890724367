import { describe, expect, test } from 'vitest';

import { arithmetic, storyOf } from './story.ts';

const now = new Date('2026-11-25T00:00:00Z');
const alice = { login: 'alice', kind: 'human' } as const;
const bob = { login: 'bob', kind: 'human' } as const;
const copilot = { login: 'Copilot', kind: 'bot' } as const;

const event = (
  key: string,
  kind: string,
  rest: { at: string; actor?: typeof alice | typeof bob | typeof copilot; data?: object },
) => ({ key, kind, at: rest.at, actor: rest.actor ?? null, data: { ...rest.data } });

const merged = {
  author: alice,
  openedAt: '2026-11-02T09:00:00Z',
  firstReviewAt: '2026-11-02T12:00:00Z',
  mergedAt: '2026-11-02T14:00:00Z',
  segments: [
    { stage: 'coding', from: '2026-11-02T08:00:00Z', to: '2026-11-02T09:00:00Z' },
    { stage: 'pickup', from: '2026-11-02T09:00:00Z', to: '2026-11-02T12:00:00Z' },
    { stage: 'review', from: '2026-11-02T12:00:00Z', to: '2026-11-02T12:00:00Z' },
    { stage: 'merge', from: '2026-11-02T12:00:00Z', to: '2026-11-02T14:00:00Z' },
  ] as const,
  events: [
    event('a', 'commit', { at: '2026-11-02T08:00:00Z', actor: alice, data: { sha: '4f2a91c77' } }),
    event('b', 'commit', { at: '2026-11-02T08:30:00Z', actor: alice, data: { sha: '1234567' } }),
    event('c', 'snapshot', { at: '2026-11-02T09:00:00Z' }),
    event('d', 'review', {
      at: '2026-11-02T09:02:00Z',
      actor: copilot,
      data: { state: 'commented' },
    }),
    event('e', 'response', { at: '2026-11-02T10:00:00Z', actor: alice }),
    event('f', 'review', { at: '2026-11-02T12:00:00Z', actor: bob, data: { state: 'approved' } }),
    event('g', 'closed', { at: '2026-11-02T14:00:00Z', actor: bob }),
    event('h', 'merged', { at: '2026-11-02T14:00:00Z', actor: bob }),
  ],
};
const detail = { ...merged, segments: [...merged.segments] };

describe('the story of a pull request', () => {
  test('tells what happened and each stage before what ends it, people by their part alone', () => {
    const rows = storyOf(detail, now).map((row) =>
      row.kind === 'event' ? row.words : `${row.stage} ${row.seconds} s`,
    );

    expect(rows).toEqual([
      'Commit 4f2a91c and 1 more',
      'coding 3600 s',
      'Opened',
      'Copilot commented: kept on its own clock',
      'The author commented',
      'pickup 10800 s',
      'First human review: approved',
      'merge 7200 s',
      'Merged',
    ]);
  });

  test('goes on up to now while it is open', () => {
    const segments = [{ stage: 'review', from: '2026-11-24T23:00:00Z', to: null } as const];
    const rows = storyOf({ ...detail, events: [], mergedAt: null, segments }, now);

    expect(rows.at(-1)).toMatchObject({ kind: 'stage', seconds: 3600, isOpen: true });
  });
});

test('the arithmetic adds up to the second', () => {
  expect(arithmetic({ coding: 168_000, pickup: 350_400, review: 774_300, merge: 18_600 })).toBe(
    '46:40:00 + 97:20:00 + 215:05:00 + 5:10:00 = 364:15:00',
  );
  // Halves of a second: 1.5 + 1.5 + 0.5 = 3.5, cut to 3.
  expect(arithmetic({ coding: 1.5, pickup: 1.5, review: 0, merge: 0.5 })).toBe(
    '0:00:01 + 0:00:02 + 0:00:00 + 0:00:00 = 0:00:03',
  );
});
