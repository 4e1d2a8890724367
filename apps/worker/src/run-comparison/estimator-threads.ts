import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { MessageChannel } from 'node:worker_threads';

import type { ComparisonResult } from '@uplift/causal';
import { Piscina } from 'piscina';

import type { EstimateOptions, EstimateRequest, Estimator } from './estimate.ts';
import type { ThreadTask } from './estimator-thread.ts';

const IDLE_MILLISECONDS = 30_000;

/** Threads that answer comparisons, so that requests and bells are heard meanwhile. */
export type EstimatorThreads = {
  readonly estimate: Estimator;
  /** Ends the threads; what they were at fails, and is asked again by the sweep. */
  readonly close: () => Promise<void>;
};

type Pool = Piscina<ThreadTask, ComparisonResult>;

// Beside this file, and of its kind: source or built.
const besideThis = new URL(`estimator-thread${extname(import.meta.url)}`, import.meta.url);

/** What threads load and with which settings of Node, where not as this process does. */
type ThreadSettings = { readonly module?: URL; readonly execArgv?: readonly string[] };

/** Readies the threads; one is started when there is something to answer, and ended when idle. */
export function startEstimatorThreads(settings: ThreadSettings = {}): EstimatorThreads {
  const { module = besideThis, execArgv = process.execArgv } = settings;
  const pool: Pool = new Piscina<ThreadTask, ComparisonResult>({
    filename: module.href,
    execArgv: [...execArgv],
    name: 'estimateInThread',
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: IDLE_MILLISECONDS,
  });
  return {
    estimate: (request, options) => estimateIn(pool, request, options),
    close: () => pool.destroy(),
  };
}

async function estimateIn(
  pool: Pool,
  request: EstimateRequest,
  { onProgress, signal }: EstimateOptions,
): Promise<ComparisonResult> {
  const { port1: heard, port2: progress } = new MessageChannel();
  heard.on('message', (share: number) => onProgress?.(share));
  try {
    return await pool.run(
      { ...request, progress },
      { transferList: [progress], ...(signal !== undefined && { signal }) },
    );
  } finally {
    heard.close();
  }
}
