import { describe, expect, it } from 'vitest';

import { jobNames, jobs, parsePayload } from './catalogue.ts';

describe('the catalogue of jobs', () => {
  it.each([
    ['process-inbox', {}],
    ['recompute-rollups', { organizationId: 1 }],
    ['recompute-adoption', { organizationId: 1 }],
    ['run-comparison', { organizationId: 1, comparisonId: 2 }],
    ['refold-people', { organizationId: 1 }],
    ['time-working-hours', { organizationId: 1 }],
    ['sync-directory', { organizationId: 1 }],
    ['sync-copilot', { organizationId: 1 }],
    ['sync-deployments', { organizationId: 1 }],
    ['plan-backfill', { organizationId: 1 }],
    ['backfill-repositories', { organizationId: 1 }],
    ['fetch-pull-request-parts', { organizationId: 1 }],
    ['let-go-of-organization', { organizationId: 1 }],
    ['repair-deliveries', {}],
    ['reconcile', { organizationId: 1 }],
    ['sweep', {}],
    ['maintain-inbox', {}],
  ] as const)('still reads %s as it was first asked for', (name, payload) => {
    expect(parsePayload(name, payload)).toEqual(payload);
  });

  it('covers every job above', () => {
    expect(jobNames).toHaveLength(17);
  });

  it.each([{}, { organizationId: '1' }, { organizationId: 1.5 }, null])(
    'refuses %o where an organisation is meant',
    (payload) => {
      expect(() => parsePayload('recompute-rollups', payload)).toThrow(/organizationId|expected/);
    },
  );

  it('tries every job at least once, and several times where no clock asks again', () => {
    for (const name of jobNames) expect(jobs[name].attempts).toBeGreaterThanOrEqual(1);
    expect(jobs['run-comparison'].attempts).toBeGreaterThan(1);
  });
});
