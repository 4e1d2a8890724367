import {
  PageQuery,
  type MeasureInfo,
  type MeasureList,
  type Organization,
  type OrganizationList,
  type Repository,
  type RepositoryList,
  type TeamList,
} from '@uplift/contracts';
import {
  findOrganizations,
  findRepositories,
  findTeams,
  withOrganization,
  type OrganizationRow,
  type RepositoryRow,
} from '@uplift/db';
import { catalogue, distributionMeasures, measureIds, type MeasureId } from '@uplift/metrics';
import { Router, type Request } from 'express';

import { accessOf } from '../access/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { pageById, readIdCursor } from '../http/cursor.ts';
import { parse } from '../http/parse.ts';
import { organizationOf } from './organization-of.ts';

/** What there is: organisations, and each one's measures, teams and repositories. */
export function directoryRoutes({ db }: ApiDeps): Router {
  const router = Router();

  router.get('/organizations', async (request, response) => {
    const { limit, after, more } = pageAsked(request);
    const boundTo = accessOf(request).organizationId;
    const rows = await findOrganizations(db, { boundTo, after, limit: more });
    response.json(pageById(rows, limit, toOrganization) satisfies OrganizationList);
  });

  router.get('/organizations/:org/measures', async (request, response) => {
    const { limit, after } = pageAsked(request);
    const { login } = await organizationOf(request, { db });
    const places = measureIds.map((measure, place) => ({ id: place + 1, measure }));
    const rest = places.filter(({ id }) => id > (after ?? 0));
    response.json(
      pageById(rest, limit, ({ measure }) => toMeasureInfo(measure, login)) satisfies MeasureList,
    );
  });

  router.get('/organizations/:org/teams', async (request, response) => {
    const { limit, after, more } = pageAsked(request);
    const { id } = await organizationOf(request, { db });
    const rows = await withOrganization(db, id, (tx) => findTeams(tx, { after, limit: more }));
    response.json(pageById(rows, limit, (team) => team) satisfies TeamList);
  });

  router.get('/organizations/:org/repositories', async (request, response) => {
    const { limit, after, more } = pageAsked(request);
    const { id } = await organizationOf(request, { db });
    const rows = await withOrganization(db, id, (tx) =>
      findRepositories(tx, { after, limit: more }),
    );
    response.json(pageById(rows, limit, toRepository) satisfies RepositoryList);
  });
  return router;
}

function pageAsked(request: Request): { limit: number; after: number | null; more: number } {
  const { limit, cursor } = parse(PageQuery, request.query, 'query');
  return { limit, after: readIdCursor(cursor), more: limit + 1 };
}

function toMeasureInfo(measure: MeasureId, organization: string): MeasureInfo {
  const { id, title, unit, better, description, provisionalDays } = catalogue[measure];
  const guide = `/o/${encodeURIComponent(organization)}/guide/${id}`;
  const distribution = distributionMeasures.some((known) => known === id);
  return { id, title, unit, better, description, guide, distribution, provisionalDays };
}

function toOrganization({ createdAt, ...rest }: OrganizationRow): Organization {
  return { ...rest, createdAt: createdAt.toISOString() };
}

function toRepository({ isPrivate, ...rest }: RepositoryRow): Repository {
  return { ...rest, private: isPrivate };
}
