import { HealthQuery, type OrganizationHealth } from '@uplift/contracts';
import {
  countDeliveriesByState,
  countStaleDays,
  findBackfillProgress,
  findBudgets,
  findDeliveryPace,
  findInboxBacklog,
  findInstallationOf,
  findLastDeliveryLogRun,
  findRepositoryHealth,
  withOrganization,
  type BackfillProgress,
  type OrganizationRow,
} from '@uplift/db';
import { addDays, backfillPace, dayOf } from '@uplift/metrics';
import { Router } from 'express';

import { accessOf } from '../access/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { readCompleteness } from './read-completeness.ts';
import { readSources } from './read-sources.ts';

/** `GET …/health`: how current and complete an organisation's data is. */
export function organizationHealthRoute(deps: ApiDeps): Router {
  const { db } = deps;
  return Router().get('/organizations/:org/health', async (request, response) => {
    const { days } = parse(HealthQuery, request.query, 'query');
    const today = dayOf(deps.now());
    const span = { from: addDays(today, 1 - days), to: today };
    const organization = await organizationOf(request, deps);
    const { id, login, installationStatus, dataVersion } = organization;
    const found = await withOrganization(db, id, async (tx) => ({
      staleDays: await countStaleDays(tx),
      repositories: await findRepositoryHealth(tx),
      progress: await findBackfillProgress(tx),
      completeness: await readCompleteness(tx, span),
      sources: await readSources(tx),
    }));
    const { staleDays, repositories, progress, completeness } = found;
    const backfills = new Map(progress.map((one) => [one.repository, backfillOf(one, deps.now())]));
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
        backfill: backfills.get(rest.repository) ?? null,
        completeness: completeness.byRepository.get(rest.repository) ?? [],
      })),
      completeness: completeness.total,
      rateBudgets: await budgetsOf(id, deps),
      ...found.sources,
      webhooks: await webhooksOf(organization, deps),
      deliveries: isAdministrator ? await inboxOf(deps) : null,
      deliveryLog: isAdministrator ? await deliveryLogOf(deps) : null,
    } satisfies OrganizationHealth);
  });
}

/** None are to come where no App is installed, or where a simulation sent them, which has ended. */
async function webhooksOf(
  { id, installationStatus, simulated }: OrganizationRow,
  { db }: ApiDeps,
): Promise<OrganizationHealth['webhooks']> {
  if (installationStatus !== 'active' || simulated !== null) return null;
  const pace = await findDeliveryPace(db, id);
  return pace === null ? null : { ...pace, lastAt: pace.lastAt.toISOString() };
}

async function inboxOf({ db, now }: ApiDeps): Promise<OrganizationHealth['deliveries']> {
  const { oldestPendingAt } = await findInboxBacklog(db);
  const oldestPendingSeconds =
    oldestPendingAt === null
      ? null
      : Math.max(0, now().getTime() - oldestPendingAt.getTime()) / 1000;
  return { ...(await countDeliveriesByState(db)), oldestPendingSeconds };
}

async function deliveryLogOf({ db }: ApiDeps): Promise<OrganizationHealth['deliveryLog']> {
  const run = await findLastDeliveryLogRun(db);
  if (run === null) return null;
  const { startedAt, finishedAt, ...rest } = run;
  return {
    ...rest,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

type RepositoryBackfill = OrganizationHealth['repositories'][number]['backfill'];

function backfillOf(progress: BackfillProgress, now: Date): RepositoryBackfill {
  const { state, done, total, reached, horizon, failure } = progress;
  const { percent, eta } = backfillPace(progress, now);
  return {
    state,
    done,
    total,
    percent,
    reached: reached?.toISOString() ?? null,
    horizon: horizon.toISOString(),
    eta: eta?.toISOString() ?? null,
    failure,
  };
}

/** Of the installation; of the token, where none is installed. */
async function budgetsOf(
  organizationId: number,
  { db, now }: ApiDeps,
): Promise<OrganizationHealth['rateBudgets']> {
  const installed = await findInstallationOf(db, organizationId);
  const at = now();
  return (await findBudgets(db, installed?.installationId ?? 0)).map(
    ({ resource, limit, remaining, resetAt, blockedUntil }) => ({
      resource,
      limit,
      remaining: Math.max(0, resetAt <= at ? limit : remaining),
      resetAt: resetAt.toISOString(),
      blockedUntil: blockedUntil !== null && blockedUntil > at ? blockedUntil.toISOString() : null,
    }),
  );
}
