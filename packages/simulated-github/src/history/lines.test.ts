import { describe, expect, it } from 'vitest';

import { deliveriesOf } from '../deliveries/deliveries.ts';
import { drawnStory } from '../testing/drawn-story.ts';
import { january, smallStory } from '../testing/small-story.ts';
import { copilotLines, historyLines } from './lines.ts';
import type { HistoryOptions } from './lines.ts';

const month = { from: january(1), to: january(31) };

function recordsOf(options: HistoryOptions, story = smallStory) {
  return [...historyLines(story, options)].map((line) => JSON.parse(line));
}

function summary(options: HistoryOptions): readonly string[] {
  return recordsOf(options).map(({ kind, data }) => {
    const what = data.event ?? data.state ?? data.full_name ?? data.slug ?? data.sha ?? '';
    return `${kind} ${String(what).slice(0, 20)}`.trim();
  });
}

describe('historyLines', () => {
  it('tells places first, then each pull request whole, then Copilot', () => {
    expect(summary(month)).toStrictEqual([
      'organization',
      'repository acme/api',
      'repository acme/billing',
      'team payments',
      'team_membership',
      'team_membership',
      'pull_request closed',
      `commit ${'a'.repeat(20)}`,
      `commit ${'b'.repeat(20)}`,
      `commit ${'c'.repeat(20)}`,
      'timeline_event review_requested',
      'timeline_event review_requested',
      'timeline_event ready_for_review',
      'review COMMENTED',
      'review_comment',
      'review DISMISSED',
      'timeline_event review_dismissed',
      'timeline_event convert_to_draft',
      'issue_comment',
      'timeline_event closed',
      'timeline_event reopened',
      'timeline_event ready_for_review',
      'review APPROVED',
      'timeline_event merged',
      'timeline_event closed',
      'pull_request open',
      'copilot_seat',
      'copilot_seat',
      'copilot_user_day',
      'copilot_user_day',
      'copilot_user_day',
      'copilot_seat',
    ]);
  });

  it('knows nothing of what comes after its end', () => {
    const noon = { from: january(1), to: january(5, '12:00:00') };

    const [pull] = recordsOf({ ...noon, kinds: ['pull_request'] });
    const reviews = recordsOf({ ...noon, kinds: ['review'] });
    const commits = recordsOf({ ...noon, kinds: ['commit'] });
    const members = recordsOf({ ...noon, kinds: ['team_membership'] });

    expect(pull.data).toMatchObject({
      state: 'open',
      draft: false,
      merged_at: null,
      updated_at: '2026-01-05T11:05:01Z',
      commits: 1,
    });
    expect(reviews.map(({ data }) => data.id)).toStrictEqual([301]);
    expect(commits.map(({ data }) => data.sha)).toStrictEqual(['a'.repeat(40)]);
    expect(members.map(({ data }) => data.to)).toStrictEqual([null, null]);
  });

  it('keeps the commits of a pull request with their place', () => {
    const [first] = recordsOf({ ...month, kinds: ['commit'] });

    expect(first).toMatchObject({
      kind: 'commit',
      repository: 'acme/api',
      pull_request: 12,
      data: {
        commit: {
          author: { email: '1001+ada@users.noreply.github.com', date: '2026-01-04T16:00:00Z' },
        },
        author: { id: 1001 },
      },
    });
  });

  it('tells the state before a dismissal and the team that a person was in', () => {
    const records = recordsOf(month);

    const dismissal = records.find(({ data }) => data.event === 'review_dismissed');
    const bob = records.find(
      ({ kind, data }) => kind === 'team_membership' && data.user.id === 1002,
    );
    expect(dismissal.data.dismissed_review).toMatchObject({ state: 'approved', review_id: 302 });
    expect(bob).toMatchObject({
      organization: 'acme',
      team: 'payments',
      data: { from: '2026-01-03', to: '2026-01-15' },
    });
  });

  it('leaves out pull requests that ended before it begins, and keeps those still open', () => {
    const late = recordsOf({ from: january(8), to: january(31), kinds: ['pull_request'] });

    expect(late.map(({ data }) => data.number)).toStrictEqual([3]);
  });
});

describe('copilotLines', () => {
  it('tells the usage of each day, and each seat when it came and at the end', () => {
    const records = [...copilotLines(smallStory, month)].map((line) => JSON.parse(line));

    const lines = records.map(
      ({ kind, day, data }) =>
        `${kind} ${day ?? data.day} ${data.assignee?.login ?? data.user_login}`,
    );
    expect(lines).toStrictEqual([
      'copilot_seat 2026-01-04 ada',
      'copilot_seat 2026-01-08 bob',
      'copilot_user_day 2026-01-05 ada',
      'copilot_user_day 2026-01-06 ada',
      'copilot_user_day 2026-01-09 bob',
      'copilot_seat 2026-01-30 ada',
    ]);
    expect(records.at(-1).data.last_activity_at).toBe('2026-01-06T12:00:00Z');
  });
});

type Told = { readonly number: number; readonly at: string; readonly what: string };

/** What a receiver learns of the pull requests' lives from webhooks. */
function learntFromDeliveries(story: typeof smallStory, to: Date): readonly string[] {
  const options = { from: new Date(0), to, secret: 's', installationId: 1 };
  const told: Told[] = [];
  for (const { event, action, body } of deliveriesOf(story, options)) {
    const payload = JSON.parse(body.toString());
    const number = payload.pull_request?.number ?? payload.issue?.number;
    const at = payload.pull_request?.updated_at ?? payload.issue?.updated_at;
    if (event === 'pull_request_review' && action === 'submitted') {
      told.push({ number, at: payload.review.submitted_at, what: `review ${payload.review.id}` });
    } else if (event === 'pull_request_review') {
      told.push({ number, at, what: `dismissed ${payload.review.id}` });
    } else if (event === 'issue_comment') {
      told.push({ number, at: payload.comment.created_at, what: `comment ${payload.comment.id}` });
    } else if (event === 'pull_request' && payload.pull_request.merged && action === 'closed') {
      told.push({ number, at, what: 'merged' }, { number, at, what: 'closed' });
    } else if (event === 'pull_request' && !['opened', 'synchronize'].includes(action ?? '')) {
      told.push({ number, at, what: action ?? '' });
    }
  }
  return told.map(({ number, at, what }) => `${number} ${at} ${what}`).toSorted();
}

/** The same from the lines of a history file. */
function learntFromHistory(story: typeof smallStory, to: Date): readonly string[] {
  const told = recordsOf({ from: new Date(0), to }, story).flatMap((record): Told[] => {
    const { kind, pull_request: number, data } = record;
    if (kind === 'review') return [{ number, at: data.submitted_at, what: `review ${data.id}` }];
    if (kind === 'issue_comment') {
      return [{ number, at: data.created_at, what: `comment ${data.id}` }];
    }
    if (kind !== 'timeline_event') return [];
    const dismissed = data.dismissed_review?.review_id;
    const what = dismissed === undefined ? data.event : `dismissed ${dismissed}`;
    const name = what === 'convert_to_draft' ? 'converted_to_draft' : what;
    return [{ number, at: data.created_at, what: name }];
  });
  return told.map(({ number, at, what }) => `${number} ${at} ${what}`).toSorted();
}

describe.each([11, 12, 13, 14, 15, 16])('the past of the drawn story %i', (seed) => {
  const story = drawnStory(seed);
  const to = story.pullRequests[20]?.steps.at(-1)?.at ?? january(9);

  it('is the same told by webhooks and by a history file', () => {
    expect(learntFromDeliveries(story, to)).toStrictEqual(learntFromHistory(story, to));
  });

  it('ends with the pull requests as the last webhook showed them', () => {
    const shown = new Map<number, object>();
    const options = { from: new Date(0), to, secret: 's', installationId: 1 };
    for (const { event, body } of deliveriesOf(story, options)) {
      if (event !== 'pull_request') continue;
      const { pull_request: pull } = JSON.parse(body.toString());
      shown.set(pull.number, { merged: pull.merged, closed: pull.closed_at, sha: pull.head.sha });
    }

    const pulls = recordsOf({ from: new Date(0), to, kinds: ['pull_request'] }, story);
    const final = pulls.map(({ data }) => [
      data.number,
      { merged: data.merged, closed: data.closed_at, sha: data.head.sha },
    ]);
    expect(final).toStrictEqual([...shown]);
  });
});
