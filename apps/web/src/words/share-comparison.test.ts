import { expect, test } from 'vitest';

import type { ComparisonDetail } from '../api/comparison-detail.ts';
import { sharedSentence } from './share-comparison.ts';

const answered: ComparisonDetail = {
  id: 7,
  name: 'Copilot and cycle time',
  measure: 'cycle_time',
  status: 'done',
  progress: 1,
  createdAt: '2026-11-01T00:00:00Z',
  finishedAt: '2026-11-01T00:01:00Z',
  frozen: false,
  primary: true,
  failure: null,
  question: {
    tool: 'copilot',
    source: 'usage',
    from: null,
    to: null,
    teams: null,
    seed: 1,
  },
  verdict: { claim: 'effect', direction: 'lower', words: '', reasons: [] },
  effect: { percent: -12, interval: [-19, -4], p: 0.003 },
  n: {
    treatedDevelopers: 142,
    controlDevelopers: 72,
    clusters: 20,
    pullRequests: 11_482,
    weeks: 52,
  },
  guards: [
    { measure: 'revert_rate', percent: 3, interval: [-20, 30], words: '' },
    { measure: 'pr_size', percent: 18, interval: [9, 28], words: '' },
  ],
};

test('an answer is shared with its interval, its n and its guards', () => {
  expect(sharedSentence(answered, false)).toBe(
    'Adopting Copilot shortened cycle time by 12%. −12% [−19, −4], 95% interval. ' +
      'n = 142 adopters against 72 who had not adopted yet, 11,482 pull requests, 52 weeks. ' +
      'Meanwhile: revert rate: cannot tell, pull request size: larger.',
  );
});

test('a simulation says so before anything else', () => {
  expect(sharedSentence(answered, true)).toMatch(/^Simulated organisation: Adopting Copilot/);
});

test('a question without an answer is shared by its name', () => {
  const { verdict: _verdict, ...asked } = answered;

  expect(sharedSentence(asked, false)).toBe('Copilot and cycle time');
});
