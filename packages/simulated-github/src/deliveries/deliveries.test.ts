import { describe, expect, it } from 'vitest';

import { secondOf } from '../rest/instants.ts';
import { drawnStory } from '../testing/drawn-story.ts';
import { eventful, january, smallStory } from '../testing/small-story.ts';
import type { Delivery } from './sign.ts';
import type { DeliveryOptions } from './deliveries.ts';
import { deliveriesOf } from './deliveries.ts';

const whole: DeliveryOptions = {
  from: new Date('2025-01-01T00:00:00Z'),
  to: new Date('2027-01-01T00:00:00Z'),
  secret: 'secret',
  installationId: 77,
};

function payloadOf(delivery: Delivery | undefined) {
  return JSON.parse(delivery?.body.toString() ?? 'null');
}

function told(options: Partial<DeliveryOptions> = {}) {
  return [...deliveriesOf(smallStory, { ...whole, ...options })];
}

function ofEvent(event: string, action: string | null) {
  return told().filter((one) => one.event === event && one.action === action);
}

describe('deliveriesOf', () => {
  it('tells the life of a pull request in the order in which it happened', () => {
    const lines = told()
      .filter(({ repositoryId }) => repositoryId === eventful.repository.id)
      .map(({ at, event, action }) => `${at.toISOString().slice(8, 19)} ${event} ${action ?? ''}`);

    expect(lines).toStrictEqual([
      '05T10:00:00 pull_request opened',
      '05T10:01:00 pull_request review_requested',
      '05T10:02:00 pull_request review_requested',
      '05T11:00:00 pull_request ready_for_review',
      '05T11:05:00 pull_request_review submitted',
      '05T11:05:01 pull_request_review_comment created',
      '05T12:00:00 pull_request_review submitted',
      '05T13:00:00 push ',
      '05T13:00:00 pull_request synchronize',
      '05T13:00:05 pull_request_review dismissed',
      '05T14:00:00 pull_request converted_to_draft',
      '05T14:30:00 issue_comment created',
      '06T09:00:00 pull_request closed',
      '06T10:00:00 pull_request reopened',
      '06T11:00:00 pull_request ready_for_review',
      '06T12:00:00 pull_request_review submitted',
      '07T09:00:00 pull_request closed',
    ]);
  });

  it('tells a merge as a closing with its whole second, its merger and its size', () => {
    const [closed, merged] = ofEvent('pull_request', 'closed').map(payloadOf);

    expect(closed.pull_request).toMatchObject({ merged: false, merged_at: null, merged_by: null });
    expect(merged).toMatchObject({
      number: 12,
      sender: { login: 'bob' },
      installation: { id: 77 },
      organization: { login: 'acme', id: 9 },
      repository: { id: 7, full_name: 'acme/api', owner: { login: 'acme', id: 9 } },
      pull_request: {
        state: 'closed',
        merged: true,
        merged_at: '2026-01-07T09:00:00Z',
        closed_at: '2026-01-07T09:00:00Z',
        updated_at: '2026-01-07T09:00:00Z',
        merged_by: { id: 1002 },
        additions: 120,
        deletions: 30,
        changed_files: 4,
        commits: 3,
      },
    });
  });

  it('tells a review in small letters with the short pull request', () => {
    const [remark, approval] = ofEvent('pull_request_review', 'submitted').map(payloadOf);
    const [dismissal] = ofEvent('pull_request_review', 'dismissed').map(payloadOf);

    expect(remark.review.user.login).toBe('copilot-pull-request-reviewer[bot]');
    expect(approval.review).toMatchObject({ id: 302, state: 'approved' });
    expect(dismissal.review).toMatchObject({
      id: 302,
      state: 'dismissed',
      submitted_at: '2026-01-05T12:00:00Z',
    });
    expect(dismissal.pull_request.updated_at).toBe('2026-01-05T13:00:05Z');
    for (const key of ['additions', 'merged', 'merged_by', 'commits']) {
      expect(approval.pull_request).not.toHaveProperty(key);
    }
  });

  it('tells a push with the commits that came since the last one', () => {
    const [push] = ofEvent('push', null).map(payloadOf);
    const [moved] = ofEvent('pull_request', 'synchronize').map(payloadOf);

    const ids = push.commits.map(({ id }: { id: string }) => id.charAt(0));
    expect(ids).toStrictEqual(['b', 'c']);
    expect(push).toMatchObject({ ref: 'refs/heads/retry', before: 'a'.repeat(40) });
    expect(moved).toMatchObject({ before: 'a'.repeat(40), after: 'c'.repeat(40) });
    expect(push.head_commit.author.email).toBe('1001+ada@users.noreply.github.com');
  });

  it('tells of teams, of people and of the installation when it is in the interval', () => {
    const lines = told({ installedAt: january(1, '12:00:00') })
      .filter(({ repositoryId }) => repositoryId === null)
      .map(({ at, event, action }) => `${at.toISOString().slice(8, 13)} ${event} ${action ?? ''}`);

    expect(lines).toStrictEqual([
      '01T00 organization member_added',
      '01T00 team created',
      '01T00 membership added',
      '01T12 installation created',
      '02T00 organization member_added',
      '03T00 membership added',
      '15T00 membership removed',
      '20T00 organization member_removed',
    ]);
  });

  it('tells only of the events that are subscribed to', () => {
    const events = new Set(told({ events: ['push', 'team'] }).map(({ event }) => event));

    expect([...events]).toStrictEqual(['team', 'push']);
  });

  it('includes the first instant of its interval and leaves out the last', () => {
    const from = january(5, '10:01:00');
    const to = january(5, '10:02:00');

    expect(told({ from, to }).map(({ at }) => at)).toStrictEqual([from]);
  });

  it('refuses pull requests that are not in the order of their opening', () => {
    const pullRequests = smallStory.pullRequests.toReversed();
    const deliveries = deliveriesOf({ ...smallStory, pullRequests }, whole);

    expect(() => [...deliveries]).toThrow(RangeError);
  });
});

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('the deliveries of the drawn story %i', (seed) => {
  const story = drawnStory(seed);
  const all = [...deliveriesOf(story, whole)];

  it('ascend by time, and no two share an id', () => {
    const seconds = all.map(({ at }) => secondOf(at));

    expect(seconds).toStrictEqual(seconds.toSorted((a, b) => a - b));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('tell every opening and every step once, and a push twice', () => {
    const expected = story.pullRequests.reduce((sum, { steps }) => {
      const pushes = steps.filter(({ kind }) => kind === 'synchronize').length;
      return sum + 1 + steps.length + pushes;
    }, 0);

    expect(all.filter(({ repositoryId }) => repositoryId !== null)).toHaveLength(expected);
  });

  it('are the same bytes when told again', () => {
    const again = [...deliveriesOf(structuredClone(story), whole)];

    const wire = ({ headers, body }: Delivery) => JSON.stringify([headers, body.toString()]);
    expect(again.map(wire)).toStrictEqual(all.map(wire));
  });

  it('are the same when the time is cut in two', () => {
    const middle = all[Math.floor(all.length / 2)]?.at ?? whole.from;
    const before = deliveriesOf(story, { ...whole, to: middle });
    const after = deliveriesOf(story, { ...whole, from: middle });

    expect([...before, ...after].map(({ id }) => id)).toStrictEqual(all.map(({ id }) => id));
  });
});

describe('deliveries with all addresses', () => {
  it("have GitHub's size and the same ids, and say nothing else", () => {
    const lean = told({ events: ['pull_request'] });
    const full = told({ events: ['pull_request'], addresses: true });

    expect(full.map(({ id }) => id)).toStrictEqual(lean.map(({ id }) => id));
    for (const [index, { body }] of full.entries()) {
      expect(body.length).toBeGreaterThan(15_000);
      expect(JSON.parse(body.toString())).toMatchObject(payloadOf(lean[index]));
    }
  });
});
