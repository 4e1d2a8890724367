import type { Comparison } from '@uplift/contracts';
import { withOrganization } from '@uplift/db';
import { Router } from 'express';

import { noteChange } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import { ProblemError } from '../http/problem.ts';
import { comparisonOf } from './comparison-of.ts';
import type { AnsweredComparison } from './csv-rows.ts';
import { toComparison } from './to-comparison.ts';
import { toCsv } from './to-csv.ts';

/** The answer of a comparison as a file for a spreadsheet; who took it is noted. */
export function exportRoute(deps: ApiDeps): Router {
  const router = Router();
  router.get('/organizations/:org/comparisons/:id.csv', async (request, response) => {
    const found = await comparisonOf(request, deps);
    const { organizationId, comparison: stored, isSimulated } = found;
    const comparison = toComparison(stored, found.minimum);
    if (!isAnswered(comparison)) {
      const { id, status } = stored;
      const detail = `comparison ${id} is ${status}; only one that is done has an answer to export`;
      throw new ProblemError({ status: 409, detail });
    }
    const what = `comparison ${stored.id}`;
    const noted = { action: 'export', what, organizationId, before: null, after: null } as const;
    await withOrganization(deps.db, organizationId, (tx) =>
      noteChange(request, { ...deps, tx }, noted),
    );
    response.attachment(`${isSimulated ? 'simulated-' : ''}comparison-${stored.id}.csv`);
    response.type('text/csv; charset=utf-8').send(toCsv(comparison, { isSimulated }));
  });
  return router;
}

function isAnswered(comparison: Comparison): comparison is AnsweredComparison {
  return comparison.verdict !== undefined;
}
