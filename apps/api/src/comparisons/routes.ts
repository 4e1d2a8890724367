import {
  ComparisonRequest,
  PageQuery,
  type Comparison,
  type ComparisonAccepted,
  type ComparisonList,
} from '@uplift/contracts';
import { findComparisons, findMinimumGroup, withOrganization } from '@uplift/db';
import express, { Router } from 'express';

import { requireRole } from '../access/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { pageById, readIdCursor } from '../http/cursor.ts';
import { parse } from '../http/parse.ts';
import { requireJson } from '../http/require-json.ts';
import { askComparison } from './ask-comparison.ts';
import { comparisonOf } from './comparison-of.ts';
import { exportRoute } from './export-route.ts';
import { followRoute } from './follow-route.ts';
import { comparisonLifecycleRoutes } from './lifecycle-routes.ts';
import { notingAsked, notingComparison } from './note-comparison.ts';
import { previewRoute } from './preview-route.ts';
import { shareRoute } from './share-route.ts';
import { toComparison, toListedComparison } from './to-comparison.ts';

/** Saved before/after questions and their answers. */
export function comparisonRoutes(deps: ApiDeps): Router {
  const { db } = deps;
  const router = Router();

  router.get('/organizations/:org/comparisons', async (request, response) => {
    const { limit, cursor } = parse(PageQuery, request.query, 'query');
    const before = readIdCursor(cursor);
    const { id } = await organizationOf(request, deps);
    const { rows, minimum } = await withOrganization(db, id, async (tx) => ({
      rows: await findComparisons(tx, { before, limit: limit + 1 }),
      minimum: await findMinimumGroup(tx),
    }));
    const page = pageById(rows, limit, (row) => toListedComparison(row, minimum));
    response.json(page satisfies ComparisonList);
  });

  router.post(
    '/organizations/:org/comparisons',
    express.json({ limit: '100kb' }),
    async (request, response) => {
      const { id } = await organizationOf(request, deps);
      requireRole(request, ['champion', 'manager', 'admin']);
      requireJson(request);
      const asked = parse(ComparisonRequest, request.body, 'body');
      const note = notingAsked(notingComparison(request, id, deps));
      const accepted = await askComparison({ organizationId: id, asked }, { ...deps, note });
      response
        .status(202)
        .location(`${request.baseUrl}${request.path}/${accepted.id}`)
        .json(accepted satisfies ComparisonAccepted);
    },
  );

  // Before the next, which would take `7.csv` for an id.
  router.use(exportRoute(deps));
  router.get('/organizations/:org/comparisons/:id', async (request, response) => {
    const { comparison, minimum } = await comparisonOf(request, deps);
    response.json(toComparison(comparison, minimum) satisfies Comparison);
  });
  const others = [previewRoute, followRoute, shareRoute, comparisonLifecycleRoutes];
  return router.use(others.map((routes) => routes(deps)));
}
