import { describe, expect, it } from 'vitest';

import { ada } from '../testing/payloads.ts';
import { lineObservations, lineOf } from '../testing/reading.ts';

const organization = 'acme';

describe('a copilot_seat line', () => {
  const line = (data: object) => ({
    kind: 'copilot_seat',
    organization,
    day: '2026-03-01',
    data: { created_at: '2025-05-02T09:00:00Z', assignee: ada, ...data },
  });

  it('is the seat as it was that day', () => {
    const seat = line({ last_activity_at: null, pending_cancellation_date: '2026-03-31' });

    expect(lineObservations(seat)).toEqual([
      {
        kind: 'copilot_seat',
        day: '2026-03-01',
        assignee: { githubId: 1, login: 'ada', type: 'User' },
        grantedAt: new Date('2025-05-02T09:00:00Z'),
        lastActivityAt: null,
        pendingCancellation: '2026-03-31',
      },
    ]);
  });

  it('is skipped where nobody holds the seat', () => {
    expect(lineOf(line({ assignee: null }))).toMatchObject({ reason: 'seat_without_assignee' });
  });
});

describe('a copilot_user_day line', () => {
  const line = (data: object) => ({
    kind: 'copilot_user_day',
    organization,
    data: { user_id: 1, user_login: 'ada', day: '2026-03-01', ...data },
  });

  it('keeps the row whole, unknown keys and all', () => {
    const row = { user_initiated_interaction_count: 3, used_chat: true, brand_new: { a: [1] } };

    expect(lineObservations(line(row))).toMatchObject([
      {
        kind: 'copilot_user_day',
        day: '2026-03-01',
        user: { githubId: 1, login: 'ada', type: null },
        active: true,
        ways: ['chat'],
        raw: { user_id: 1, user_login: 'ada', day: '2026-03-01', ...row },
      },
    ]);
  });

  it('is no active day by passive code review alone', () => {
    const row = { user_initiated_interaction_count: 0, used_copilot_code_review_passive: true };

    expect(lineObservations(line(row))).toMatchObject([{ active: false }]);
  });

  it('is skipped without a login or a day', () => {
    expect(lineOf(line({ user_login: null }))).toMatchObject({
      reason: 'invalid_copilot_user_day',
    });
    expect(lineOf(line({ day: '2026-02-29' }))).toMatchObject({
      reason: 'invalid_copilot_user_day',
    });
  });
});
