import { expect, it } from 'vitest';

import { aBucket } from '../testing/facts.ts';
import type { ProductionDeployment } from '../deployments/production-deployments.ts';
import { changeFailureRate } from './change-failure-rate.ts';
import { deployFrequency } from './deploy-frequency.ts';
import { leadTime } from './lead-time.ts';
import { recoveryTime } from './recovery-time.ts';

const at = new Date('2026-03-03T10:00:00Z');
const good: ProductionDeployment = {
  repositoryId: 7,
  at,
  succeeded: true,
  failed: false,
  recoveredAt: null,
};
const failedFor = (minutes: number): ProductionDeployment => ({
  ...good,
  succeeded: false,
  failed: true,
  recoveredAt: new Date(at.getTime() + minutes * 60_000),
});

it('knows nothing where no deployment is known, which is not none', () => {
  const unknown = aBucket();

  expect(deployFrequency(unknown).status).toBe('insufficient_data');
  expect(changeFailureRate(unknown).status).toBe('insufficient_data');
  expect(recoveryTime(unknown).status).toBe('insufficient_data');
  expect(deployFrequency(aBucket({ deployments: [] }))).toMatchObject({ value: 0 });
});

it('counts successes, the share that failed, and how long failures lasted', () => {
  const rolledBack = { ...good, failed: true, recoveredAt: new Date(at.getTime() + 180_000) };
  const failures = [1, 2, 4, 9].map(failedFor);
  const bucket = aBucket({ deployments: [good, good, good, rolledBack, ...failures] });

  // 4 succeeded of 8; 5 failed; 1, 2, 3, 4 and 9 minutes
  expect(deployFrequency(bucket)).toMatchObject({ value: 4 });
  expect(changeFailureRate(bucket)).toMatchObject({ value: 5 / 8, sampleSize: 8 });
  expect(recoveryTime(bucket)).toMatchObject({ value: 180, sampleSize: 5 });
});

it('takes the median of lead times', () => {
  expect(leadTime(aBucket({ leadSeconds: [50, 10, 30, 20, 40] }))).toMatchObject({ value: 30 });
});
