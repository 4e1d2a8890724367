import { describe, expect, it } from 'vitest';

import { ada, grace, reviewJson } from '../testing/payloads.ts';
import { eventsIn, lineObservations, lineOf } from '../testing/reading.ts';

const adaRef = { githubId: 1, login: 'ada', type: 'User' };
const graceRef = { githubId: 2, login: 'grace', type: 'User' };
const at = new Date('2026-03-02T11:00:00Z');

const line = (event: string, more = {}) => ({
  kind: 'timeline_event',
  repository: 'acme/api',
  pull_request: 12,
  data: { event, actor: ada, created_at: '2026-03-02T11:00:00Z', ...more },
});

const events = (event: string, more = {}) => eventsIn(lineObservations(line(event, more)));

describe('a timeline_event line', () => {
  it.each([
    ['ready_for_review', 'ready_for_review'],
    ['convert_to_draft', 'converted_to_draft'],
    ['closed', 'closed'],
    ['reopened', 'reopened'],
    ['merged', 'merged'],
  ])('of %s is %s', (event, kind) => {
    expect(events(event)).toEqual([{ kind, at, actor: adaRef }]);
  });

  it.each([
    ['copilot_work_started', 'started'],
    ['copilot_work_finished', 'finished'],
    ['copilot_work_finished_failure', 'failed'],
  ])('of %s is agent work that %s', (event, phase) => {
    expect(events(event)).toEqual([{ kind: 'agent_work', phase, at, actor: adaRef }]);
  });

  it('of a review request names the person asked, and nobody where a team is asked', () => {
    expect(events('review_requested', { requested_reviewer: grace })).toEqual([
      { kind: 'review_requested', at, actor: adaRef, reviewer: graceRef },
    ]);
    expect(lineOf(line('review_requested', { requested_team: { id: 3 } }))).toEqual({
      outcome: 'observations',
      groups: [],
    });
  });

  it('of a dismissal tells the state before', () => {
    const dismissed_review = { review_id: 501, state: 'approved' };

    expect(events('review_dismissed', { dismissed_review })).toEqual([
      { kind: 'review_dismissed', reviewId: '501', at, actor: adaRef, previousState: 'approved' },
    ]);
  });

  it('of a review, a commit or a comment is the same as a line of that kind', () => {
    // given
    const date = '2026-03-01T08:00:00Z';
    const commit = { sha: 'abc', message: 'x', author: { date }, committer: { date } };

    // then
    expect(events('reviewed', { ...reviewJson({ state: 'commented' }) })).toEqual([
      {
        kind: 'review',
        reviewId: '501',
        at: new Date('2026-03-02T12:00:00Z'),
        actor: graceRef,
        state: 'commented',
      },
    ]);
    expect(events('committed', commit)).toMatchObject([
      { kind: 'commit', sha: 'abc', at: new Date(date), actor: null },
    ]);
    expect(events('commented', { id: 5, user: grace })).toMatchObject([
      { kind: 'response', form: 'issue_comment', commentId: '5', actor: graceRef },
    ]);
  });

  it.each(['labeled', 'cross-referenced', 'mentioned', 'constructor'])(
    'of %s is read and tells nothing',
    (event) => {
      expect(lineOf(line(event))).toEqual({ outcome: 'observations', groups: [] });
    },
  );

  it('is skipped where the event lacks its time', () => {
    expect(lineOf(line('closed', { created_at: null }))).toMatchObject({
      reason: 'invalid_timeline_event',
      detail: expect.stringContaining('data.created_at ('),
    });
  });
});
