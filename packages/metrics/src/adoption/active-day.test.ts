import { describe, expect, test } from 'vitest';

import { activeDay, waysOfWorkingOn } from './active-day.ts';

const idle = {
  day: '2026-03-02',
  user_id: 1,
  user_initiated_interaction_count: 0,
  code_generation_activity_count: 0,
  code_acceptance_activity_count: 0,
  loc_suggested_to_add_sum: 0,
  loc_suggested_to_delete_sum: 0,
  loc_added_sum: 0,
  loc_deleted_sum: 0,
  used_agent: false,
  used_chat: false,
  used_copilot_code_review_active: null,
  used_copilot_code_review_passive: null,
  totals_by_feature: [],
};

describe('a day', () => {
  test('is not active by the presence of a row', () => {
    expect(activeDay(idle)).toBe(false);
    expect(activeDay({})).toBe(false);
  });

  test.each([
    'user_initiated_interaction_count',
    'code_generation_activity_count',
    'code_acceptance_activity_count',
    'loc_suggested_to_add_sum',
    'loc_suggested_to_delete_sum',
    'loc_added_sum',
    'loc_deleted_sum',
  ])('is active by %s alone', (counter) => {
    expect(activeDay({ ...idle, [counter]: 1 })).toBe(true);
  });

  test.each(['used_chat', 'used_cli', 'used_copilot_app', 'used_copilot_code_review_active'])(
    'is active by %s alone',
    (flag) => {
      expect(activeDay({ ...idle, [flag]: true })).toBe(true);
    },
  );

  test('is never active by passive code review', () => {
    expect(activeDay({ ...idle, used_copilot_code_review_passive: true })).toBe(false);
  });

  test('is not active by credits or by other numbers', () => {
    expect(activeDay({ ...idle, ai_credits_used: 3 })).toBe(false);
  });
});

describe('ways of working', () => {
  const withFeature = (feature: string, count = 1) => ({
    ...idle,
    totals_by_feature: [{ feature, code_generation_activity_count: count }],
  });

  test.each([
    ['code_completion', 'completion'],
    ['chat_inline', 'chat'],
    ['chat_panel_ask_mode', 'chat'],
    ['chat_panel_agent_mode', 'agent_mode'],
    ['agent_edit', 'agent_mode'],
    ['copilot_cli', 'cli'],
  ])('by the feature %s: %s', (feature, way) => {
    expect(waysOfWorkingOn(withFeature(feature))).toEqual([way]);
    expect(waysOfWorkingOn(withFeature(feature, 0))).toEqual([]);
  });

  test.each([
    ['used_chat', 'chat'],
    ['used_agent', 'agent_mode'],
    ['used_vscode_agent', 'agent_mode'],
    ['used_cli', 'cli'],
    ['used_copilot_cloud_agent', 'cloud_agent'],
    ['used_copilot_coding_agent', 'cloud_agent'],
    ['used_copilot_code_review_active', 'code_review'],
  ])('by %s: %s', (flag, way) => {
    expect(waysOfWorkingOn({ ...idle, [flag]: true })).toEqual([way]);
  });

  test('leave passive code review out', () => {
    expect(waysOfWorkingOn({ ...idle, used_copilot_code_review_passive: true })).toEqual([]);
  });

  test('survive rows without or with strange totals', () => {
    expect(waysOfWorkingOn({ totals_by_feature: [null, 'x', { feature: 7 }] })).toEqual([]);
    expect(waysOfWorkingOn({ totals_by_feature: 'none' })).toEqual([]);
  });
});
