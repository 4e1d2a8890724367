import type { MessagePort } from 'node:worker_threads';

import type { ComparisonResult } from '@uplift/causal';

import { estimate, type EstimateRequest } from './estimate.ts';

/** What a thread is given: the question, and where to say how far it is. */
export type ThreadTask = EstimateRequest & { readonly progress: MessagePort };

/** Answers in the thread that a pool runs it in; shares of the work go out by the port. */
export function estimateInThread({ progress, ...request }: ThreadTask): ComparisonResult {
  const onProgress = (share: number) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of this process, not a window
    progress.postMessage(share);
  };
  try {
    return estimate(request, { onProgress });
  } finally {
    progress.close();
  }
}
