import { expect, test } from 'vitest';

import { aFactSet, aMeasuredPullRequest } from '../testing/index.ts';
import { bucketOf } from '../window.ts';
import { computeRollups, type Rollup } from './compute-rollups.ts';
import type { FactSet } from './fact-set.ts';
import { keptMeasures } from './kept-measures.ts';
import { wholeOrganization } from './scope.ts';

const opened = new Date('2026-03-02T10:00:00Z');
const stillOpen = aMeasuredPullRequest({
  openedAt: opened,
  mergedAt: null,
  closedAt: null,
  stageSeconds: null,
});

function rollupOf(facts: FactSet, day: string): Rollup {
  const bucket = { grain: 'day' as const, ...bucketOf('day', new Date(day)) };
  const [rollup] = computeRollups({ buckets: [bucket], scopes: [wholeOrganization], facts });
  if (rollup === undefined) throw new Error('the bucket was left out');
  return rollup;
}

test('what is open is not kept: it depends on days to come', () => {
  const kept = keptMeasures(rollupOf(aFactSet({ pullRequests: [stillOpen] }), '2026-03-02'));
  expect(kept).toHaveProperty('opened');
  expect(kept).not.toHaveProperty('open_wip');
});

test('a day on which something is merely open is not kept', () => {
  expect(keptMeasures(rollupOf(aFactSet({ pullRequests: [stillOpen] }), '2026-03-05'))).toBeNull();
});

test('a day on which somebody was merely present is kept, since it counts in rates', () => {
  const presence = [{ personId: 1, day: '2026-03-05', repositoryId: 1 }];
  expect(keptMeasures(rollupOf(aFactSet({ presence }), '2026-03-05'))).not.toBeNull();
});
