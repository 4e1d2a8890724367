import type { ComparisonAccepted } from '@uplift/contracts';
import { withOrganization } from '@uplift/db';
import { Router } from 'express';

import { noteChange } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import { comparisonOf } from './comparison-of.ts';

/** Notes that somebody shared an answer, which happens in their browser. */
export function shareRoute(deps: ApiDeps): Router {
  const router = Router();
  router.post('/organizations/:org/comparisons/:id/share', async (request, response) => {
    const { organizationId, comparison } = await comparisonOf(request, deps);
    const { id, status } = comparison;
    const noted = { what: `comparison ${id}`, before: null, after: { shared: true } };
    await withOrganization(deps.db, organizationId, (tx) =>
      noteChange(request, { ...deps, tx }, { action: 'export', organizationId, ...noted }),
    );
    response.json({ id, status } satisfies ComparisonAccepted);
  });
  return router;
}
