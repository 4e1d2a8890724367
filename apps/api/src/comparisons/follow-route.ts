import { findComparison, withOrganization } from '@uplift/db';
import { Router } from 'express';

import type { ApiDeps } from '../deps.ts';
import { comparisonOf } from './comparison-of.ts';
import { follow, streamTiming } from './follow.ts';

/** The progress of a comparison, as server-sent events. */
export function followRoute(deps: ApiDeps): Router {
  const { db, stopping, timing = streamTiming } = deps;
  const router = Router();
  router.get('/organizations/:org/comparisons/:id/events', async (request, response) => {
    const { organizationId, comparison } = await comparisonOf(request, deps);
    const left = new AbortController();
    response.on('close', () => left.abort());
    const ends = [left.signal, AbortSignal.timeout(timing.longestMilliseconds)];
    const signal = AbortSignal.any(stopping === undefined ? ends : [...ends, stopping]);

    // Proxies that gather answers before they pass them on would hold the events back.
    response.set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.type('text/event-stream').flushHeaders();
    const read = () =>
      withOrganization(db, organizationId, (tx) => findComparison(tx, comparison.id));
    for await (const text of follow(read, { signal, timing })) response.write(text);
    response.end();
  });
  return router;
}
