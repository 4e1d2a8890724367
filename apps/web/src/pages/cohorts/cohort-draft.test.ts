import { describe, expect, test } from 'vitest';

import { emptyDraft, wishOf } from './cohort-draft.ts';

const named = { ...emptyDraft, name: ' Wave 1 ' };

describe('the draft of a cohort', () => {
  test('asks for nothing until it has a name and a rule', () => {
    expect(wishOf(emptyDraft)).toBeNull();
    expect(wishOf(named)).toBeNull();
    expect(wishOf({ ...named, use: 'not_yet' })).toBeNull();
    expect(wishOf({ ...named, use: 'started', tool: ' ' })).toBeNull();
  });

  test('asks for what was told, and leaves out what was not', () => {
    expect(wishOf({ ...named, teams: ['web'] })).toEqual({
      name: 'Wave 1',
      rules: { teams: ['web'] },
    });
    expect(wishOf({ ...named, use: 'started', from: '2026-03-01' })).toEqual({
      name: 'Wave 1',
      rules: { adopted: { tool: 'copilot', from: '2026-03-01' } },
    });
    expect(wishOf({ ...named, use: 'not_yet', by: '2026-06-01', to: '2026-01-01' })).toEqual({
      name: 'Wave 1',
      rules: { notAdopted: { tool: 'copilot', by: '2026-06-01' } },
    });
  });
});
