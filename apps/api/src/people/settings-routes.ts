import { OrganizationSettingsChange, type OrganizationSettings } from '@uplift/contracts';
import {
  bumpDataVersion,
  findMinimumGroup,
  findProductionEnvironments,
  findSeatCost,
  findWorkingHours,
  findZone,
  lockOrganization,
  saveMinimumGroup,
  saveProductionEnvironments,
  saveSeatCost,
  saveWorkingHours,
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
  const { db, queue } = deps;
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
      refuseUnknownZone('zone', asked.zone);
      refuseUnknownZone('workingHours.zone', asked.workingHours?.zone);
      const { changed, isTimingDue } = await withOrganization(db, organizationId, async (tx) => {
        await lockOrganization(tx, organizationId);
        const before = await readSettings(tx);
        const due = await saveSettings(tx, organizationId, asked);
        const after = await readSettings(tx);
        const noted = { what: 'settings', organizationId, before, after };
        await noteChange(request, { ...deps, tx }, noted);
        return { changed: after, isTimingDue: due };
      });
      if (isTimingDue) {
        const options = { unlessWaiting: String(organizationId) };
        await queue.enqueue('time-working-hours', { organizationId }, options).catch(() => {
          // The sweep rings again for what is noted in a row.
        });
      }
      response.json(changed);
    },
  );
  return router;
}

/** @throws {ProblemError} 400 for a zone that there is not */
function refuseUnknownZone(name: string, zone: string | null | undefined): void {
  if (zone === null || zone === undefined) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const detail = 'must be the name of a time zone, such as Europe/Berlin';
    throw invalidRequest([{ in: 'body', name, detail }]);
  }
}

async function readSettings(tx: Transaction): Promise<OrganizationSettings> {
  const productionEnvironments = [...(await findProductionEnvironments(tx))];
  const hours = await findWorkingHours(tx);
  return {
    productionEnvironments,
    seatCost: await findSeatCost(tx),
    zone: await findZone(tx),
    minimumGroup: await findMinimumGroup(tx),
    workingHours: hours === null ? null : { ...hours, holidays: [...hours.holidays] },
  };
}

/** Whether pull requests have to be measured by other working hours. */
async function saveSettings(
  tx: Transaction,
  organizationId: number,
  { productionEnvironments, seatCost, zone, ...change }: OrganizationSettingsChange,
): Promise<boolean> {
  if (zone !== undefined) await saveZone(tx, organizationId, zone);
  if (seatCost !== undefined) await saveSeatCost(tx, organizationId, seatCost);
  if (productionEnvironments !== undefined) {
    await saveProductionEnvironments(tx, organizationId, productionEnvironments);
    await bumpDataVersion(tx, organizationId);
  }
  const { minimumGroup, workingHours } = change;
  if (minimumGroup !== undefined) await saveMinimumGroup(tx, organizationId, minimumGroup);
  if (workingHours === undefined) return false;
  return saveWorkingHours(tx, organizationId, workingHours);
}
