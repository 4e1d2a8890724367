import { OrganizationSettingsChange, type OrganizationSettings } from '@uplift/contracts';
import {
  bumpDataVersion,
  findProductionEnvironments,
  findSeatCost,
  lockOrganization,
  saveProductionEnvironments,
  saveSeatCost,
  withOrganization,
  type Transaction,
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
    response.json(await withOrganization(db, id, readSettings));
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
        const former = await readSettings(tx);
        await saveSettings(tx, organizationId, asked);
        return { before: former, after: await readSettings(tx) };
      });
      noteChange(request, deps, { what: 'settings', organizationId, before, after });
      response.json(after);
    },
  );
  return router;
}

async function readSettings(tx: Transaction): Promise<OrganizationSettings> {
  const productionEnvironments = [...(await findProductionEnvironments(tx))];
  return { productionEnvironments, seatCost: await findSeatCost(tx) };
}

async function saveSettings(
  tx: Transaction,
  organizationId: number,
  { productionEnvironments, seatCost }: OrganizationSettingsChange,
): Promise<void> {
  if (seatCost !== undefined) await saveSeatCost(tx, organizationId, seatCost);
  if (productionEnvironments === undefined) return;
  await saveProductionEnvironments(tx, organizationId, productionEnvironments);
  await bumpDataVersion(tx, organizationId);
}
