import type { OrganizationHealth } from '@uplift/contracts';
import {
  countDeliveriesByState,
  countStaleDays,
  findInboxBacklog,
  findRepositoryHealth,
  withOrganization,
} from '@uplift/db';
import { Router } from 'express';

import { accessOf } from '../access/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';

/** `GET …/health`: how current and complete an organisation's data is. */
export function organizationHealthRoute(deps: ApiDeps): Router {
  const { db } = deps;
  return Router().get('/organizations/:org/health', async (request, response) => {
    const { id, login, installationStatus, dataVersion } = await organizationOf(request, deps);
    const { staleDays, repositories } = await withOrganization(db, id, async (tx) => ({
      staleDays: await countStaleDays(tx),
      repositories: await findRepositoryHealth(tx),
    }));
    const { role, organizationId } = accessOf(request);
    const isAdministrator = role === 'admin' && organizationId === null;
    response.json({
      organization: login,
      installationStatus,
      dataVersion,
      staleDays,
      repositories: repositories.map(({ lastEventAt, ...rest }) => ({
        ...rest,
        lastEventAt: lastEventAt?.toISOString() ?? null,
      })),
      deliveries: isAdministrator ? await inboxOf(deps) : null,
    } satisfies OrganizationHealth);
  });
}

async function inboxOf({ db, now }: ApiDeps): Promise<OrganizationHealth['deliveries']> {
  const { oldestPendingAt } = await findInboxBacklog(db);
  const oldestPendingSeconds =
    oldestPendingAt === null
      ? null
      : Math.max(0, now().getTime() - oldestPendingAt.getTime()) / 1000;
  return { ...(await countDeliveriesByState(db)), oldestPendingSeconds };
}
