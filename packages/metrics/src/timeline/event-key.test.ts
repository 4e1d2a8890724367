import { describe, expect, test } from 'vitest';

import {
  aChange,
  aCommit,
  aDismissal,
  aResponse,
  aReview,
  aReviewRequest,
  aSnapshot,
  anAgentStart,
  author,
  hour,
  reviewer,
  secondReviewer,
} from '../testing/events.ts';
import { canonicalJson } from './canonical-json.ts';
import { eventIdentity, eventKey } from './event-key.ts';
import type { TimelineEvent } from './events.ts';
import { accountsOf, mapAccounts } from './map-accounts.ts';
import { parseEvent, serialiseEvent } from './stored-event.ts';

const events = [
  aSnapshot(1, {
    author,
    assignees: [reviewer],
    mergedBy: null,
    createdAt: hour(0),
    mergedAt: hour(1),
    closedAt: null,
    labels: ['bug'],
  }),
  aChange('closed', 1),
  aCommit(1, { coAuthors: [reviewer, secondReviewer] }),
  aReview(1, 'approved'),
  aDismissal(2, { ofHour: 1 }),
  aReviewRequest(1),
  aResponse(1, null),
  anAgentStart(1),
];

const stored = events.map((event) => mapAccounts(event, (actor) => actor.id));

describe('the key of an event', () => {
  test.each([
    ['a change of state', aChange('closed', 1), 'closed:2026-03-02T01:00:00.000Z'],
    ['a commit', aCommit(1, { sha: 'abc' }), 'commit:abc'],
    ['a review', aReview(1, 'approved', { reviewId: '7' }), 'review:7:approved'],
    ['a comment', aResponse(1), 'response:issue_comment:c-1'],
    ['agent work', anAgentStart(1), 'agent_work:started:2026-03-02T01:00:00.000Z'],
  ] as const)('names %s', (_, event, identity) => {
    expect(eventIdentity(event)).toBe(identity);
    expect(eventKey(event).startsWith(`${identity}:`)).toBe(true);
  });

  test('tells two tellings of one event apart', () => {
    const byTimeline = aCommit(1, { sha: 'abc', actor: null });
    const byCommitLine = aCommit(1, { sha: 'abc', actor: author });

    expect(eventKey(byTimeline)).not.toBe(eventKey(byCommitLine));
    expect(eventIdentity(byTimeline)).toBe(eventIdentity(byCommitLine));
  });

  test('of a payload follows from what it says, not from the order of its keys', () => {
    const keyOf = (attributes: Parameters<typeof aSnapshot>[1]) =>
      eventKey(aSnapshot(1, attributes));

    expect(keyOf({ title: 'A', additions: 1 })).toBe(keyOf({ additions: 1, title: 'A' }));
    expect(keyOf({ title: 'A' })).not.toBe(keyOf({ title: 'B' }));
    expect(keyOf({ title: 'A' })).toMatch(/^snapshot:2026-03-02T01:00:00\.000Z:[0-9a-f]{16}$/);
  });

  test('tells the people apart who are asked in the same second', () => {
    expect(eventKey(aReviewRequest(1))).not.toBe(eventKey(aReviewRequest(1, secondReviewer)));
  });

  test('is the same before and after storing', () => {
    const again = stored.map((event) => parseEvent(serialiseEvent(event)));

    expect(again.map((event) => eventKey(event))).toEqual(stored.map((event) => eventKey(event)));
    expect(new Set(stored.map((event) => eventKey(event))).size).toBe(stored.length);
  });
});

describe('the stored form', () => {
  test('survives JSON', () => {
    const parsed = stored.map((event) => {
      const text = JSON.stringify(serialiseEvent(event));
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON is what the store gives back
      return parseEvent(JSON.parse(text) as ReturnType<typeof serialiseEvent>);
    });

    expect(parsed).toEqual(stored);
  });

  test('refuses an instant that is none', () => {
    const event = { ...serialiseEvent({ kind: 'closed', at: hour(1), actor: null }), at: 'soon' };

    expect(() => parseEvent(event)).toThrow(RangeError);
  });
});

describe('the accounts of an event', () => {
  test('are all found', () => {
    const ids = (event: TimelineEvent<typeof author> | undefined) =>
      event === undefined ? [] : accountsOf(event).map(({ id }) => id);

    expect(events.map(ids)).toEqual([[1, 2], [1], [1, 2, 3], [2], [1], [1, 2], [], [1]]);
  });

  test('are replaced and nothing else is', () => {
    const [snapshot] = stored;

    expect(snapshot).toMatchObject({
      attributes: { author: 1, assignees: [2], mergedBy: null, labels: ['bug'] },
    });
  });
});

test('canonical JSON sorts keys at every depth and keeps the order of lists', () => {
  const value = { b: [{ d: 1, c: null }, 2], a: hour(0), gone: undefined };

  expect(canonicalJson(value)).toBe('{"a":"2026-03-02T00:00:00.000Z","b":[{"c":null,"d":1},2]}');
});
