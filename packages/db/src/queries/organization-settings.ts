import { MINIMUM_GROUP } from '@uplift/metrics';

import type { Transaction } from '../client.ts';
import { findOrganizationSetting, saveOrganizationSetting } from './organization-setting.ts';

const PRODUCTION_ENVIRONMENTS = 'production_environments';

/** Names of environments that count as production unless an administrator says others. */
const usualProductionEnvironments = [
  'production',
  'prod',
  'live',
  'production-*',
  'prod-*',
  '*-production',
  '*-prod',
] as const;

/** Names of the environments that count as production, in any case; `*` stands for any characters. */
export async function findProductionEnvironments(tx: Transaction): Promise<readonly string[]> {
  const names = await findOrganizationSetting<readonly string[]>(tx, PRODUCTION_ENVIRONMENTS);
  return names ?? usualProductionEnvironments;
}

/** Sets the names of production environments, or (null) leaves them as usual. */
export function saveProductionEnvironments(
  tx: Transaction,
  organizationId: number,
  names: readonly string[] | null,
): Promise<void> {
  return saveOrganizationSetting(tx, organizationId, {
    name: PRODUCTION_ENVIRONMENTS,
    value: names,
  });
}

const SEAT_COST = 'seat_cost';

/** What one seat costs in a month. */
export type SeatCost = { readonly amount: number; readonly currency: string };

/** What one seat costs in a month; null while no administrator has said. */
export function findSeatCost(tx: Transaction): Promise<SeatCost | null> {
  return findOrganizationSetting<SeatCost>(tx, SEAT_COST);
}

/** Sets what one seat costs in a month, or (null) forgets it. */
export function saveSeatCost(
  tx: Transaction,
  organizationId: number,
  cost: SeatCost | null,
): Promise<void> {
  return saveOrganizationSetting(tx, organizationId, { name: SEAT_COST, value: cost });
}

const MINIMUM = 'minimum_group';

/** The least number of people that a figure of the organisation may be about. */
export async function findMinimumGroup(tx: Transaction): Promise<number> {
  const minimum = await findOrganizationSetting<number>(tx, MINIMUM);
  return Math.max(MINIMUM_GROUP, minimum ?? MINIMUM_GROUP);
}

/** Sets the least number of people that a figure may be about; never less than the usual one. */
export function saveMinimumGroup(
  tx: Transaction,
  organizationId: number,
  minimum: number,
): Promise<void> {
  return saveOrganizationSetting(tx, organizationId, { name: MINIMUM, value: minimum });
}

const ZONE = 'zone';
const USUAL_ZONE = 'UTC';

/** The zone that an organisation's times are shown in, by its IANA name. */
export async function findZone(tx: Transaction): Promise<string> {
  return (await findOrganizationSetting<string>(tx, ZONE)) ?? USUAL_ZONE;
}

/** Sets the zone that times are shown in, or (null) leaves it as usual: UTC. */
export function saveZone(
  tx: Transaction,
  organizationId: number,
  zone: string | null,
): Promise<void> {
  return saveOrganizationSetting(tx, organizationId, { name: ZONE, value: zone });
}
