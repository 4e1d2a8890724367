import { expect, test } from 'vitest';

import type { Actor } from '../../accounts.ts';
import {
  aChange,
  aClose,
  aCommit,
  aMerge,
  aReview,
  aSnapshot,
  anOpening,
  hour,
  reviewer,
} from '../../testing/events.ts';
import type { TimelineEvent } from '../events.ts';
import { foldPullRequest } from './fold-pull-request.ts';

function fold(...events: readonly TimelineEvent<Actor>[]) {
  const fact = foldPullRequest(1, [aCommit(0), anOpening(0), ...events]);
  if (fact === null) throw new Error('unreachable: there is an opening');
  return fact;
}

test('the merge ends it, whatever came before or after', () => {
  const fact = fold(aChange('closed', 2), aChange('reopened', 3), aMerge(5), aChange('closed', 7));

  expect(fact.state).toBe('merged');
  expect(fact.mergedAt).toEqual(hour(5));
  expect(fact.closedAt).toEqual(hour(5));
  expect(fact.flags).toEqual(['merged_without_review', 'reopened']);
});

test('a merge is never undone by a payload that arrives without it', () => {
  const late = aSnapshot(9, { state: 'open', mergedAt: null, closedAt: null });

  expect(fold(aMerge(5), late).state).toBe('merged');
});

test('of several merge times payloads beat events, and the earliest counts', () => {
  expect(fold(aChange('merged', 4), aMerge(6), aMerge(5)).mergedAt).toEqual(hour(5));
  expect(fold(aChange('merged', 4), aChange('merged', 3)).mergedAt).toEqual(hour(3));
});

test('who merged is told by the payload, else by the event', () => {
  const told = aSnapshot(5, { mergedAt: hour(5), mergedBy: reviewer });

  expect(fold(told, aChange('merged', 5)).mergedById).toBe(reviewer.id);
  expect(fold(aChange('merged', 5)).mergedById).toBe(1);
  expect(fold(aChange('closed', 5)).mergedById).toBeNull();
});

test('else the last close ends it', () => {
  const fact = fold(
    aChange('closed', 2),
    aChange('reopened', 3),
    aClose(6),
    aReview(8, 'approved'),
  );

  expect(fact.state).toBe('closed');
  expect(fact.closedAt).toEqual(hour(6));
  expect(fact.firstReviewAt).toBeNull();
  expect(fact.flags).toEqual(['reopened']);
});

test('of two closes with nothing between the later ends it', () => {
  expect(fold(aClose(2), aChange('closed', 4)).closedAt).toEqual(hour(4));
});

test('the time closed before a reopening stays in the stage that it interrupted', () => {
  const fact = fold(
    aReview(1, 'commented'),
    aChange('closed', 2),
    aChange('reopened', 20),
    aReview(21, 'approved'),
    aMerge(22),
  );

  expect(fact.segments.map(({ stage, from }) => [stage, from])).toEqual([
    ['pickup', hour(0)],
    ['review', hour(1)],
    ['merge', hour(21)],
  ]);
});

test('a reopening opens it again', () => {
  const fact = fold(aClose(2), aChange('reopened', 3));

  expect(fact.state).toBe('open');
  expect(fact.closedAt).toBeNull();
  expect(fact.flags).toEqual(['reopened']);
});

test('a payload that shows it open after the close betrays a reopening', () => {
  expect(fold(aClose(2), aSnapshot(3, { state: 'open' })).state).toBe('open');
});

test('at one instant the close beats a payload that still shows it open', () => {
  const fact = fold(aSnapshot(2, { state: 'open' }), aChange('closed', 2));

  expect(fact.state).toBe('closed');
});

test('a close and a reopening of one instant leave it as the newest payload shows it', () => {
  const both = [aChange('closed', 2), aChange('reopened', 2)];

  expect(fold(...both, aSnapshot(2, { state: 'open' })).state).toBe('open');
  expect(fold(...both, aSnapshot(3, { state: 'closed' })).state).toBe('closed');
});

test('a payload that shows it closed without saying when ends it at that payload', () => {
  const closed = (at: number) => aSnapshot(at, { state: 'closed' });

  expect(fold(closed(5), closed(4)).closedAt).toEqual(hour(4));
});
