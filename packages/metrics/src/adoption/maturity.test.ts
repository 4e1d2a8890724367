import { expect, test } from 'vitest';

import { maturityStage } from './maturity.ts';

test('the stage is the highest that was used on two days', () => {
  expect(maturityStage([['completion'], ['chat'], ['agent_mode']])).toBe('assistive');
  expect(
    maturityStage([
      ['completion', 'cli'],
      ['chat', 'code_review'],
    ]),
  ).toBe('workflow');
  expect(maturityStage([['agent_mode'], ['cloud_agent'], ['completion']])).toBe('agentic');
});

test('two ways of one stage on one day are one day', () => {
  expect(maturityStage([['agent_mode', 'cloud_agent']])).toBeNull();
  expect(maturityStage([])).toBeNull();
});
