import { describe, expect, it } from 'vitest';

import { deliveredPullRequests, type MergedChange } from './delivered-pull-requests.ts';
import { endedDeployments, type DeploymentRecord } from './production-deployments.ts';

const hour = (count: number) => new Date(Date.UTC(2026, 2, 2, count));
const deployed = (sha: string, at: number, ok = true): DeploymentRecord => ({
  repositoryId: 7,
  environment: 'production',
  sha,
  createdAt: hour(at),
  succeededAt: ok ? hour(at + 1) : null,
  failedAt: ok ? null : hour(at + 1),
});

describe('deployments to production', () => {
  it('that failed are made good by the next success in the same place', () => {
    const elsewhere = { ...deployed('b', 3), environment: 'production-us' };
    const ended = endedDeployments([deployed('a', 0, false), elsewhere, deployed('b', 9)]);

    expect(ended.find(({ failed }) => failed)).toEqual({
      repositoryId: 7,
      at: hour(1),
      succeeded: false,
      failed: true,
      recoveredAt: hour(10),
    });
    expect(ended.filter(({ failed }) => failed)).toHaveLength(1);
  });

  it('fail when an older commit is deployed again', () => {
    const ended = endedDeployments([deployed('a', 0), deployed('b', 5), deployed('a', 7)]);

    expect(ended.map(({ failed, recoveredAt }) => [failed, recoveredAt])).toEqual([
      [false, null],
      [true, hour(8)],
      [false, null],
    ]);
  });

  it('of the same commit once more, and those that have not ended, are no failures', () => {
    const open = { ...deployed('c', 6), succeededAt: null };
    const ended = endedDeployments([deployed('a', 0), deployed('a', 2), open]);

    expect(ended.map(({ failed }) => failed)).toEqual([false, false]);
  });
});

describe('pull requests that reached production', () => {
  const change: MergedChange = {
    repositoryId: 7,
    personId: 1,
    authorship: 'unmarked',
    firstCommitAt: hour(0),
    mergedAt: hour(4),
  };

  it('came with the first success made after their merge', () => {
    const records = [deployed('z', 9), deployed('x', 3), deployed('y', 4, false), deployed('y', 6)];

    // made at 6, succeeded at 7
    expect(deliveredPullRequests([change], records)).toEqual([
      {
        repositoryId: 7,
        personId: 1,
        authorship: 'unmarked',
        deployedAt: hour(7),
        leadSeconds: 7 * 3600,
      },
    ]);
  });

  it('are none where nothing was deployed since, or elsewhere only', () => {
    const elsewhere = { ...deployed('y', 6), repositoryId: 8 };

    expect(deliveredPullRequests([change], [deployed('x', 3), elsewhere])).toEqual([]);
  });
});
