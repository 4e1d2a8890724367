import type { ComparisonResult } from '@uplift/contracts';

import { NOW } from './open-test-api.ts';

/** The answer of a comparison that is done, as a worker saves it. */
export const answer: ComparisonResult = {
  verdict: {
    claim: 'descriptive_only',
    direction: 'lower',
    words: 'Cycle time was 12% lower after adoption.',
    reasons: [{ rule: 'uncontrolled', words: 'Nobody stood by who did not adopt.' }],
  },
  effect: { percent: -12, interval: [-19, -4], p: 0.003, unit: 'percent' },
  levels: { before: 90_000, after: 79_200, unit: 'seconds' },
  n: { treatedDevelopers: 12, controlDevelopers: 0, clusters: 12, pullRequests: 36, weeks: 3 },
  eventStudy: [{ week: -1, percent: 0, interval: null, band: null }],
  checks: [],
  robustness: [],
  guards: [],
  naive: { percent: -12, interval: [-19, -4] },
  exclusions: [],
  method: { id: 'uncontrolled_before_after', version: '1', words: 'w', settings: { draws: 999 } },
  data: { version: '7', seed: 1, hash: 'abc', computedAt: NOW.toISOString() },
};
