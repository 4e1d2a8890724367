import type { ControlledInput } from '@uplift/causal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { estimate, type EstimateRequest } from './estimate.ts';
import { startEstimatorThreads, type EstimatorThreads } from './estimator-threads.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const start = Date.UTC(2025, 0, 6, 9);

/** Twelve developers with a pull request a week; every second one adopts, a week after the other. */
function question(draws: number): EstimateRequest {
  const people = Array.from({ length: 12 }, (_, id) => id + 1);
  const dayAfter = (weeks: number) => new Date(start + weeks * WEEK).toISOString().slice(0, 10);
  const input: ControlledInput = {
    measure: 'throughput',
    developers: people.map((id) => ({
      id,
      adoptedOn: id % 2 === 0 ? dayAfter(12 + id) : null,
      status: id % 2 === 0 ? 'known' : 'never',
      firstActiveOn: dayAfter(0),
      lastActiveOn: dayAfter(39),
      teamId: null,
    })),
    pullRequests: people.flatMap((developerId) =>
      Array.from({ length: 40 }, (_, week) => ({
        developerId,
        openedAt: new Date(start + week * WEEK),
        mergedAt: new Date(start + week * WEEK + HOUR * (1 + ((week * developerId) % 5))),
        cycleTimeSeconds: 3600 * (1 + ((week * developerId) % 5)),
        additions: 10,
        deletions: week % 3,
        reviewCycles: 0,
        state: 'merged',
        reverted: false,
        authorship: 'unmarked',
        repositoryId: 1,
      })),
    ),
    asOf: new Date(start + 40 * WEEK),
    minimumGroup: 5,
    seed: 1,
    draws,
  };
  return {
    method: 'group_time_ratio',
    input,
    stamp: { dataVersion: '1', computedAt: new Date(start) },
  };
}

describe('threads that answer comparisons', () => {
  let threads: EstimatorThreads;
  beforeAll(() => {
    // Threads know nothing of the test runner's way with TypeScript: they run what was built.
    const built = new URL('../../dist/run-comparison/estimator-thread.js', import.meta.url);
    threads = startEstimatorThreads({ module: built, execArgv: [] });
  });
  afterAll(() => threads.close());

  it('give the answer that this thread gives, and tell how far they are', async () => {
    const shares: number[] = [];

    const answer = await threads.estimate(question(99), {
      onProgress: (share) => shares.push(share),
    });

    expect(JSON.stringify(answer)).toBe(JSON.stringify(estimate(question(99))));
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it('are ended at work once nobody wants the answer, and others answer on', async () => {
    // given more draws than anybody would wait for
    const unwanted = new AbortController();
    const answer = threads.estimate(question(2_000_000_000), {
      signal: unwanted.signal,
      // the draws of the before/after come last: it is in the middle of them
      onProgress: () => unwanted.abort(),
    });

    // then
    await expect(answer).rejects.toThrow('aborted');
    expect(await threads.estimate(question(99), {})).toMatchObject({ method: {} });
  });
});
