import { describe, expect, test } from 'vitest';

import { rulesWords } from './cohorts.ts';

const none = { teams: null, asOf: null, adopted: null, notAdopted: null, named: null };

describe('the rules of a cohort in words', () => {
  test('tell teams with their day', () => {
    const rules = { ...none, teams: ['payments', 'mobile'], asOf: '2026-03-01' };
    expect(rulesWords(rules)).toBe('in payments, mobile on 1 Mar 2026');
  });

  test('tell a start with its bounds and where its date comes from', () => {
    const adopted = { tool: 'copilot', source: 'usage', from: '2026-03-01', to: null } as const;
    expect(rulesWords({ ...none, adopted })).toBe(
      'started with Copilot from 1 Mar 2026 (first sustained use)',
    );
  });

  test('tell all that has to hold', () => {
    const notAdopted = { tool: 'cursor', source: 'import', by: '2026-06-01' } as const;
    expect(rulesWords({ ...none, teams: ['web'], notAdopted, named: 7 })).toBe(
      'in web; not yet using Cursor on 1 Jun 2026; 7 chosen by name',
    );
  });
});
