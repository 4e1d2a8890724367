import { describe, expect, test } from 'vitest';

import type { Actor } from '../../accounts.ts';
import {
  aChange,
  aClose,
  aCommit,
  aMerge,
  aSnapshot,
  anOpening,
  author,
  hour,
} from '../../testing/events.ts';
import type { TimelineEvent } from '../events.ts';
import { stageSeconds } from '../stage-seconds.ts';
import { foldPullRequest } from './fold-pull-request.ts';

function fold(...events: readonly TimelineEvent<Actor>[]) {
  const fact = foldPullRequest(1, [aCommit(0), ...events]);
  if (fact === null) throw new Error('the test gave no opening');
  return fact;
}

const codingHours = (fact: ReturnType<typeof fold>) => stageSeconds(fact, hour(10)).coding / 3600;

describe('at creation', () => {
  test('the earliest event tells: made ready, it was a draft', () => {
    const fact = fold(anOpening(0, { draft: false }), aChange('ready_for_review', 4));

    expect(fact.readyAt).toEqual(hour(4));
    expect(codingHours(fact)).toBe(4);
    expect(fact.flags).toEqual([]);
  });

  test('the earliest event tells: made a draft, it was ready', () => {
    const fact = fold(anOpening(0, { draft: true }), aChange('converted_to_draft', 4));

    expect(fact.readyAt).toEqual(hour(0));
    expect(codingHours(fact)).toBe(6);
    expect(fact.draft).toBe(true);
  });

  test('the earliest payload tells where no event does', () => {
    const fact = fold(anOpening(0, { draft: true }), aMerge(5));

    expect(fact.readyAt).toBeNull();
    expect(codingHours(fact)).toBe(5);
  });

  test('a payload without the flag means no draft', () => {
    const fact = fold(aSnapshot(0, { author, createdAt: hour(0) }));

    expect(fact.readyAt).toEqual(hour(0));
    expect(fact.draft).toBe(false);
  });

  test('events of one instant leave it to the earliest payload', () => {
    const both = [aChange('ready_for_review', 2), aChange('converted_to_draft', 2)];

    expect(fold(anOpening(0, { draft: true }), ...both).readyAt).toEqual(hour(2));
    expect(fold(anOpening(0, { draft: false }), ...both).readyAt).toEqual(hour(0));
    expect(fold(anOpening(0, { draft: true }), ...both).draft).toBe(true);
  });
});

describe('after the end', () => {
  test('a change counts for nothing', () => {
    const fact = fold(anOpening(0), aChange('converted_to_draft', 3), aMerge(5), {
      kind: 'ready_for_review',
      at: hour(6),
      actor: author,
    });

    expect(fact.draft).toBe(true);
    expect(codingHours(fact)).toBe(2);
  });

  test('a change tells what it was, where only a payload after it could mislead', () => {
    const payload = aSnapshot(8, {
      state: 'closed',
      createdAt: hour(0),
      closedAt: hour(5),
      draft: true,
    });

    const fact = fold(payload, aChange('converted_to_draft', 8));

    expect(fact.draft).toBe(false);
    expect(fact.readyAt).toEqual(hour(0));
  });

  test('a change does not overrule what a payload saw in its life', () => {
    const fact = fold(anOpening(0), aClose(5), aChange('ready_for_review', 8));

    expect(fact.readyAt).toEqual(hour(0));
  });
});

describe('a lost event', () => {
  test('of being made ready is inferred from the next payload', () => {
    const fact = fold(
      anOpening(0, { draft: true }),
      aSnapshot(4, { draft: false }),
      aSnapshot(6, { draft: false }),
    );

    expect(fact.readyAt).toEqual(hour(4));
    expect(codingHours(fact)).toBe(4);
    expect(fact.flags).toEqual(['ready_inferred']);
  });

  test('of being made a draft is inferred as well', () => {
    const fact = fold(
      anOpening(0, { draft: true }),
      aChange('ready_for_review', 1),
      aSnapshot(3, { draft: true }),
      aChange('ready_for_review', 5),
    );

    expect(codingHours(fact)).toBe(3);
    expect(fact.flags).toEqual(['ready_inferred']);
  });

  test('is not suspected where a payload of the same second shows either side of a change', () => {
    const fact = fold(
      anOpening(0, { draft: true }),
      aSnapshot(3, { draft: true }),
      aSnapshot(3, { draft: false }),
      aChange('ready_for_review', 3),
    );

    expect(fact.readyAt).toEqual(hour(3));
    expect(fact.flags).toEqual([]);
  });

  test('is not suspected where a change there and back explains what was seen', () => {
    const fact = fold(
      anOpening(0, { draft: true }),
      aChange('ready_for_review', 1),
      aChange('converted_to_draft', 3),
      aSnapshot(3, { draft: true }),
      aChange('ready_for_review', 3),
    );

    expect(codingHours(fact)).toBe(1);
    expect(fact.flags).toEqual([]);
  });

  test('is not suspected before the earliest event, which tells all before it', () => {
    const fact = fold(
      anOpening(0, { draft: false }),
      aSnapshot(1, { draft: false }),
      aChange('ready_for_review', 3),
    );

    expect(fact.readyAt).toEqual(hour(3));
    expect(fact.flags).toEqual([]);
  });
});

test('a change before the opening takes effect at it, flagged', () => {
  const fact = fold(anOpening(1), aChange('ready_for_review', 0), aMerge(5));

  expect(fact.readyAt).toEqual(hour(1));
  expect(codingHours(fact)).toBe(1);
  expect(fact.flags).toContain('clock_anomaly');
});

test('every draft spell is coding', () => {
  const fact = fold(
    anOpening(0),
    aChange('converted_to_draft', 1),
    aChange('ready_for_review', 2),
    aChange('converted_to_draft', 4),
    aChange('ready_for_review', 7),
    aMerge(9),
  );

  expect(fact.segments.map(({ stage, from }) => [stage, from])).toEqual([
    ['pickup', hour(0)],
    ['coding', hour(1)],
    ['pickup', hour(2)],
    ['coding', hour(4)],
    ['pickup', hour(7)],
  ]);
});
