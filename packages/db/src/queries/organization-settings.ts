import { MINIMUM_GROUP } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

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
  const [row] = await rowsOf<{ value: readonly string[] }>(
    tx,
    sql`select value from organization_settings where name = ${PRODUCTION_ENVIRONMENTS}`,
  );
  return row?.value ?? usualProductionEnvironments;
}

/** Sets the names of production environments, or (null) leaves them as usual. */
export async function saveProductionEnvironments(
  tx: Transaction,
  organizationId: number,
  names: readonly string[] | null,
): Promise<void> {
  if (names === null) {
    await tx.execute(sql`
      delete from organization_settings where name = ${PRODUCTION_ENVIRONMENTS}`);
    return;
  }
  await tx.execute(sql`
    insert into organization_settings (organization_id, name, value)
    values (${organizationId}::bigint, ${PRODUCTION_ENVIRONMENTS}, ${JSON.stringify(names)}::jsonb)
    on conflict (organization_id, name) do update set value = excluded.value`);
}

const SEAT_COST = 'seat_cost';

/** What one seat costs in a month. */
export type SeatCost = { readonly amount: number; readonly currency: string };

/** What one seat costs in a month; null while no administrator has said. */
export async function findSeatCost(tx: Transaction): Promise<SeatCost | null> {
  const [row] = await rowsOf<{ value: SeatCost }>(
    tx,
    sql`select value from organization_settings where name = ${SEAT_COST}`,
  );
  return row?.value ?? null;
}

/** Sets what one seat costs in a month, or (null) forgets it. */
export async function saveSeatCost(
  tx: Transaction,
  organizationId: number,
  cost: SeatCost | null,
): Promise<void> {
  if (cost === null) {
    await tx.execute(sql`delete from organization_settings where name = ${SEAT_COST}`);
    return;
  }
  await tx.execute(sql`
    insert into organization_settings (organization_id, name, value)
    values (${organizationId}::bigint, ${SEAT_COST}, ${JSON.stringify(cost)}::jsonb)
    on conflict (organization_id, name) do update set value = excluded.value`);
}

const MINIMUM = 'minimum_group';

/** The least number of people that a figure of the organisation may be about. */
export async function findMinimumGroup(tx: Transaction): Promise<number> {
  const [row] = await rowsOf<{ value: number }>(
    tx,
    sql`select value from organization_settings where name = ${MINIMUM}`,
  );
  return Math.max(MINIMUM_GROUP, row?.value ?? MINIMUM_GROUP);
}

/** Sets the least number of people that a figure may be about; never less than the usual one. */
export async function saveMinimumGroup(
  tx: Transaction,
  organizationId: number,
  minimum: number,
): Promise<void> {
  await tx.execute(sql`
    insert into organization_settings (organization_id, name, value)
    values (${organizationId}::bigint, ${MINIMUM}, ${JSON.stringify(minimum)}::jsonb)
    on conflict (organization_id, name) do update set value = excluded.value`);
}

const ZONE = 'zone';
const USUAL_ZONE = 'UTC';

/** The zone that an organisation's times are shown in, by its IANA name. */
export async function findZone(tx: Transaction): Promise<string> {
  const [row] = await rowsOf<{ value: string }>(
    tx,
    sql`select value from organization_settings where name = ${ZONE}`,
  );
  return row?.value ?? USUAL_ZONE;
}

/** Sets the zone that times are shown in, or (null) leaves it as usual: UTC. */
export async function saveZone(
  tx: Transaction,
  organizationId: number,
  zone: string | null,
): Promise<void> {
  if (zone === null) {
    await tx.execute(sql`delete from organization_settings where name = ${ZONE}`);
    return;
  }
  await tx.execute(sql`
    insert into organization_settings (organization_id, name, value)
    values (${organizationId}::bigint, ${ZONE}, ${JSON.stringify(zone)}::jsonb)
    on conflict (organization_id, name) do update set value = excluded.value`);
}
