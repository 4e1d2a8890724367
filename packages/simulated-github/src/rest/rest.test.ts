import { describe, expect, it } from 'vitest';

import { acme, ada, codeReview, eventful, january, usageOf } from '../testing/small-story.ts';
import { reviewCommentOf } from './comments.ts';
import { seatOf, userDayRow } from './copilot.ts';
import { nodeId } from './node-id.ts';
import { pullAt } from './pulls.ts';
import { commitsAt } from './state.ts';
import { membersOn } from './teams.ts';
import { timelineOf } from './timeline.ts';
import { reviewerUser, shownUser, userOf } from './users.ts';

const shaInitials = (at: Date) => commitsAt(eventful, at).map(({ sha }) => sha.charAt(0));

describe('pullAt', () => {
  it('is a draft with its first commit at the opening', () => {
    const pull = pullAt(eventful, eventful.openedAt, acme);

    expect(pull).toMatchObject({
      state: 'open',
      draft: true,
      merged: false,
      merged_at: null,
      commits: 1,
      created_at: '2026-01-05T10:00:00Z',
      updated_at: '2026-01-05T10:00:00Z',
      requested_reviewers: [],
      head: { ref: 'retry', sha: 'a'.repeat(40), repo: { full_name: 'acme/api' } },
      base: { ref: 'main' },
      author_association: 'MEMBER',
      html_url: 'https://github.com/acme/api/pull/12',
    });
  });

  it('waits for those asked for a review until they answer', () => {
    const asked = pullAt(eventful, january(5, '11:00:00'), acme).requested_reviewers;
    const answered = pullAt(eventful, january(5, '12:00:00'), acme).requested_reviewers;

    expect(asked.map(({ login }) => login)).toStrictEqual(['bob', 'Copilot']);
    expect(answered).toStrictEqual([]);
  });

  it('is closed between a closing and a reopening', () => {
    const closed = pullAt(eventful, january(6, '09:30:00'), acme);
    const reopened = pullAt(eventful, january(6, '10:00:00'), acme);

    expect(closed).toMatchObject({ state: 'closed', closed_at: '2026-01-06T09:00:00Z' });
    expect(reopened).toMatchObject({ state: 'open', closed_at: null });
  });

  it('tells of a merge in all of its second, whatever the fraction', () => {
    expect(pullAt(eventful, january(7, '08:59:59.999'), acme).merged).toBe(false);
    expect(pullAt(eventful, january(7, '09:00:00'), acme).merged).toBe(true);
  });
});

describe('commitsAt', () => {
  it('knows a commit from the push that brought it, not from when it was written', () => {
    expect(shaInitials(january(5, '12:59:59'))).toStrictEqual(['a']);
    expect(shaInitials(january(5, '13:00:00'))).toStrictEqual(['a', 'b', 'c']);
  });
});

describe('reviewCommentOf', () => {
  it('belongs to the last review that its author had given by then, if any', () => {
    const comment = { kind: 'review_comment', actor: codeReview, commentId: 9, body: '' } as const;

    const before = reviewCommentOf({ ...comment, at: january(5, '11:04:59') }, eventful);
    const after = reviewCommentOf({ ...comment, at: january(5, '12:30:00') }, eventful);

    expect(before.pull_request_review_id).toBeNull();
    expect(after.pull_request_review_id).toBe(301);
  });
});

describe('timelineOf', () => {
  it('tells a merge as two entries of one second', () => {
    const last = timelineOf(eventful, january(8)).slice(-2);

    expect(last).toMatchObject([
      { event: 'merged', created_at: '2026-01-07T09:00:00Z', actor: { id: 1002 } },
      { event: 'closed', created_at: '2026-01-07T09:00:00Z', commit_id: null },
    ]);
  });

  it('gives every entry its own id', () => {
    const ids = timelineOf(eventful, january(8)).map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('accounts', () => {
  it('have the node ids that GitHub gives them', () => {
    const agent = { id: 198_982_749, login: 'Copilot', type: 'Bot' } as const;

    expect(userOf(agent).node_id).toBe('BOT_kgDOC9w8XQ');
    expect(userOf(codeReview).node_id).toBe('BOT_kgDOCnlnWA');
  });

  it('have node ids beyond 32 bits too', () => {
    const large = Buffer.from(nodeId('TE', 2 ** 40).slice(3), 'base64url');

    expect(large.toString('hex')).toBe('9200cf0000010000000000');
  });

  it("show GitHub's code review as Copilot, but by its app as the author of a review", () => {
    expect(shownUser(codeReview).login).toBe('Copilot');
    expect(reviewerUser(codeReview).login).toBe('copilot-pull-request-reviewer[bot]');
    expect(shownUser(ada).login).toBe('ada');
  });
});

describe('userDayRow', () => {
  const row = userDayRow(usageOf(ada, '2026-01-05'), acme);

  it('splits the counters among features so that they add up', () => {
    const sum = (key: 'code_generation_activity_count' | 'loc_added_sum' | 'loc_deleted_sum') =>
      row.totals_by_feature.reduce((total, feature) => total + feature[key], 0);

    expect(sum('code_generation_activity_count')).toBe(104);
    expect(sum('loc_added_sum')).toBe(181);
    expect(sum('loc_deleted_sum')).toBe(60);
  });

  it('gives acceptances to completions, prompts to chat and deletions to agent edits', () => {
    expect(row.totals_by_feature).toMatchObject([
      { feature: 'code_completion', code_acceptance_activity_count: 20, loc_added_sum: 91 },
      { feature: 'chat_panel_agent_mode', user_initiated_interaction_count: 12 },
      { feature: 'agent_edit', code_acceptance_activity_count: 0, loc_deleted_sum: 60 },
    ]);
    expect(row).toMatchObject({ organization_id: '9', user_id: 1001, used_agent: true });
  });
});

describe('seatOf', () => {
  const seat = { login: 'ada', id: 1001, grantedAt: january(4) };

  it('forgets the last activity after 90 days', () => {
    const used = january(5);
    const kept = new Date(used.getTime() + 90 * 86_400_000);

    expect(seatOf(seat, used, kept).last_activity_at).toBe('2026-01-05T00:00:00Z');
    expect(seatOf(seat, used, new Date(kept.getTime() + 1)).last_activity_at).toBeNull();
  });
});

describe('membersOn', () => {
  it('counts the first day in and the day of leaving out', () => {
    const member = { id: 1, login: 'x', from: '2026-01-03', to: '2026-01-15' };
    const team = { id: 3, slug: 'p', name: 'P', members: [member] };

    const days = ['2026-01-02', '2026-01-03', '2026-01-14', '2026-01-15'];
    const counts = days.map((day) => membersOn(team, day).length);

    expect(counts).toStrictEqual([0, 1, 1, 0]);
  });
});
