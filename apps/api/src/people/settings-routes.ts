import { OrganizationSettingsChange, type OrganizationSettings } from '@uplift/contracts';
import {
  bumpDataVersion,
  findProductionEnvironments,
  findSeatCost,
  findZone,
  lockOrganization,
  saveProductionEnvironments,
  saveSeatCost,
  saveZone,
  withOrganization,
  type Transaction,
} from '@uplift/db';
import express, { Router } from 'express';

import { requireRole } from '../access/authenticate.ts';
import { noteChange } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { invalidRequest, parse } from '../http/parse.ts';
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
      refuseUnknownZone(asked.zone);
      const changed = await withOrganization(db, organizationId, async (tx) => {
        await lockOrganization(tx, organizationId);
        const before = await readSettings(tx);
        await saveSettings(tx, organizationId, asked);
        const after = await readSettings(tx);
        const noted = { what: 'settings', organizationId, before, after };
        await noteChange(request, { ...deps, tx }, noted);
        return after;
      });
      response.json(changed);
    },
  );
  return router;
}

/** @throws {ProblemError} 400 for a zone that there is not */
function refuseUnknownZone(zone: string | null | undefined): void {
  if (zone === null || zone === undefined) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const detail = 'must be the name of a time zone, such as Europe/Berlin';
    throw invalidRequest([{ in: 'body', name: 'zone', detail }]);
  }
}

async function readSettings(tx: Transaction): Promise<OrganizationSettings> {
  const productionEnvironments = [...(await findProductionEnvironments(tx))];
  return { productionEnvironments, seatCost: await findSeatCost(tx), zone: await findZone(tx) };
}

async function saveSettings(
  tx: Transaction,
  organizationId: number,
  { productionEnvironments, seatCost, zone }: OrganizationSettingsChange,
): Promise<void> {
  if (zone !== undefined) await saveZone(tx, organizationId, zone);
  if (seatCost !== undefined) await saveSeatCost(tx, organizationId, seatCost);
  if (productionEnvironments === undefined) return;
  await saveProductionEnvironments(tx, organizationId, productionEnvironments);
  await bumpDataVersion(tx, organizationId);
}
