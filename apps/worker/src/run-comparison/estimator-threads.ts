import { availableParallelism } from 'node:os';
import { extname } from 'node:path';

import type { ComparisonResult } from '@uplift/causal';
import { Piscina } from 'piscina';

import type { EstimateRequest, Estimator } from './estimate.ts';

const IDLE_MILLISECONDS = 30_000;

/** Threads that answer comparisons, so that requests and bells are heard meanwhile. */
export type EstimatorThreads = {
  readonly estimate: Estimator;
  /** Ends the threads; what they were at fails, and is asked again by the sweep. */
  readonly close: () => Promise<void>;
};

/** Readies the threads; one is started when there is something to answer, and ended when idle. */
export function startEstimatorThreads(): EstimatorThreads {
  const pool = new Piscina<EstimateRequest, ComparisonResult>({
    // Beside this file, and of its kind: source or built.
    filename: new URL(`estimate${extname(import.meta.url)}`, import.meta.url).href,
    name: 'estimate',
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: IDLE_MILLISECONDS,
  });
  return {
    estimate: (request) => pool.run(request),
    close: () => pool.destroy(),
  };
}
