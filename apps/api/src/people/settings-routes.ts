import { OrganizationSettingsChange, type OrganizationSettings } from '@uplift/contracts';
import {
  bumpDataVersion,
  findDeploymentDays,
  findProductionEnvironments,
  lockOrganization,
  markStaleDays,
  saveProductionEnvironments,
  withOrganization,
} from '@uplift/db';
import express, { Router } from 'express';

import { requireRole } from '../access/authenticate.ts';
import { noteChange } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { requireJson } from '../http/require-json.ts';

/** What administrators set for an organisation. */
export function settingsRoutes(deps: ApiDeps): Router {
  const { db } = deps;
  const router = Router();

  router.get('/organizations/:org/settings', async (request, response) => {
    const { id } = await organizationOf(request, deps);
    const productionEnvironments = await withOrganization(db, id, findProductionEnvironments);
    response.json(toSettings(productionEnvironments));
  });

  router.patch(
    '/organizations/:org/settings',
    express.json({ limit: '50kb' }),
    async (request, response) => {
      const { id: organizationId } = await organizationOf(request, deps);
      requireRole(request, ['admin']);
      requireJson(request);
      const asked = parse(OrganizationSettingsChange, request.body, 'body');
      const { before, after } = await withOrganization(db, organizationId, async (tx) => {
        await lockOrganization(tx, organizationId);
        const former = await findProductionEnvironments(tx);
        await saveProductionEnvironments(tx, organizationId, asked.productionEnvironments);
        await markStaleDays(tx, organizationId, await findDeploymentDays(tx));
        await bumpDataVersion(tx, organizationId);
        return { before: former, after: await findProductionEnvironments(tx) };
      });
      const what = 'environments of production';
      noteChange(request, deps, { what, organizationId, before, after });
      const options = { unlessWaiting: String(organizationId) };
      await deps.queue.enqueue('recompute-rollups', { organizationId }, options).catch(() => {
        // The sweep rings again for days that wait.
      });
      response.json(toSettings(after));
    },
  );
  return router;
}

function toSettings(productionEnvironments: readonly string[]): OrganizationSettings {
  return { productionEnvironments: [...productionEnvironments] };
}
