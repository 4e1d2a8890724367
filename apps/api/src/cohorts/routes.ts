import {
  CohortPath,
  CohortRequest,
  PageQuery,
  type Cohort,
  type CohortList,
} from '@uplift/contracts';
import { findCohorts, findMinimumGroup, withOrganization, type StoredCohort } from '@uplift/db';
import express, { Router, type Request } from 'express';

import { requireRole } from '../access/authenticate.ts';
import { noteChange, type Note } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import { cohortOf, organizationOf } from '../directory/organization-of.ts';
import { pageById, readIdCursor } from '../http/cursor.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { createCohort } from './create-cohort.ts';

/** Frozen groups of people: made, listed and read, without their people. */
export function cohortRoutes(deps: ApiDeps): Router {
  const { db } = deps;
  const router = Router();

  router.get('/organizations/:org/cohorts', async (request, response) => {
    const { limit, cursor } = parse(PageQuery, request.query, 'query');
    const before = readIdCursor(cursor);
    const { id } = await organizationOf(request, deps);
    const found = await withOrganization(db, id, async (tx) => {
      const minimum = await findMinimumGroup(tx);
      const rows = await findCohorts(tx, { before, limit: limit + 1 });
      return pageById(rows, limit, (row) => toCohort(row, minimum));
    });
    response.json(found satisfies CohortList);
  });

  router.post(
    '/organizations/:org/cohorts',
    express.json({ limit: '100kb' }),
    async (request, response) => {
      const { id: organizationId } = await organizationOf(request, deps);
      requireRole(request, ['champion', 'manager', 'admin']);
      if (request.is('application/json') !== 'application/json') {
        throw new ProblemError({ status: 415, detail: 'send application/json' });
      }
      const asked = parse(CohortRequest, request.body, 'body');
      // Who may choose one person after the other could ask about each.
      if (asked.rules.logins !== undefined) requireRole(request, ['manager', 'admin']);
      const note = notingCohort(request, organizationId, deps);
      const cohort = await createCohort({ organizationId, asked }, { ...deps, note });
      response
        .status(201)
        .location(`${request.baseUrl}${request.path}/${cohort.id}`)
        .json(toCohort(cohort, 0));
    },
  );

  return router.use(cohortRoute(deps));
}

/** One of them. */
function cohortRoute(deps: ApiDeps): Router {
  return Router().get('/organizations/:org/cohorts/:id', async (request, response) => {
    const { id: name } = parse(CohortPath, request.params, 'path');
    const { id } = await organizationOf(request, deps);
    const cohort = await withOrganization(deps.db, id, async (tx) => {
      const found = await cohortOf(tx, name);
      return found && toCohort(found, await findMinimumGroup(tx));
    });
    if (cohort === null) throw new ProblemError({ status: 404 });
    response.json(cohort);
  });
}

/** How many people it has is told where the minimum group lets it be. */
function toCohort(
  { id, name, rules, size, createdAt, frozenAt }: StoredCohort,
  minimum: number,
): Cohort {
  const { teams, asOf, adopted, notAdopted, named } = rules;
  return {
    id,
    name,
    rules: { teams: teams === null ? null : [...teams], asOf, adopted, notAdopted, named },
    size: size < minimum ? null : size,
    createdAt: createdAt.toISOString(),
    frozenAt: frozenAt.toISOString(),
  };
}

/** Notes who made a cohort, by which rules. */
function notingCohort(request: Request, organizationId: number, deps: ApiDeps): Note<StoredCohort> {
  return (tx, { id, name, rules, size }) => {
    const changed = { what: `cohort ${id}`, before: null, after: { name, rules, size } };
    return noteChange(request, { ...deps, tx }, { organizationId, ...changed });
  };
}
