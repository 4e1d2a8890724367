import {
  ComparisonChange,
  ComparisonOverrides,
  ComparisonPath,
  type Comparison,
  type ComparisonAccepted,
} from '@uplift/contracts';
import { findMinimumGroup, withOrganization } from '@uplift/db';
import express, { Router, type Request } from 'express';

import { accessOf, requireRole } from '../access/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { requireJson } from '../http/require-json.ts';
import { askComparison } from './ask-comparison.ts';
import { cancel } from './cancel.ts';
import { change } from './change.ts';
import { comparisonOf } from './comparison-of.ts';
import { askAgain } from './duplicate.ts';
import { notingAsked, notingComparison } from './note-comparison.ts';
import { toComparison } from './to-comparison.ts';

const ONE = '/organizations/:org/comparisons/:id';

/** What becomes of saved comparisons: renamed, frozen, made primary, cancelled, asked again. */
export function comparisonLifecycleRoutes(deps: ApiDeps): Router {
  const router = Router();
  const json = express.json({ limit: '100kb' });

  router.patch(ONE, json, async (request, response) => {
    const key = await writableKey(request, deps);
    requireJson(request);
    const { role } = accessOf(request);
    const wish = parse(ComparisonChange, request.body, 'body');
    const changed = await change({ ...key, role, change: wish }, noting(request, key, deps));
    const minimum = await withOrganization(deps.db, key.organizationId, findMinimumGroup);
    response.json(toComparison(changed, minimum) satisfies Comparison);
  });

  router.post(`${ONE}/cancel`, async (request, response) => {
    const key = await writableKey(request, deps);
    response.json((await cancel(key, noting(request, key, deps))) satisfies ComparisonAccepted);
  });

  router.post(`${ONE}/duplicate`, json, async (request, response) => {
    requireRole(request, ['champion', 'manager', 'admin']);
    const { organizationId, comparison } = await comparisonOf(request, deps);
    if (hasBody(request)) requireJson(request);
    const overrides = parse(ComparisonOverrides, request.body ?? {}, 'body');
    const asked = askAgain(comparison, overrides);
    const note = notingAsked(notingComparison(request, organizationId, deps), comparison.id);
    const accepted = await askComparison({ organizationId, asked }, { ...deps, note });
    const comparisons = `${request.baseUrl}${request.path}`.split('/').slice(0, -2).join('/');
    response
      .status(202)
      .location(`${comparisons}/${accepted.id}`)
      .json(accepted satisfies ComparisonAccepted);
  });
  return router;
}

function noting(
  request: Request,
  { organizationId }: { readonly organizationId: number },
  deps: ApiDeps,
) {
  return { ...deps, note: notingComparison(request, organizationId, deps) };
}

/** Which comparison is to be changed, by somebody who may. */
async function writableKey(request: Request, deps: ApiDeps) {
  const { id } = parse(ComparisonPath, request.params, 'path');
  const { id: organizationId } = await organizationOf(request, deps);
  requireRole(request, ['champion', 'manager', 'admin']);
  return { organizationId, id };
}

function hasBody(request: Request): boolean {
  return request.get('content-length') !== '0' && request.is('application/json') !== null;
}
