import { setImmediate } from 'node:timers/promises';

import {
  decompressBody,
  deleteDeliveries,
  findDeliveriesAfter,
  type Database,
  type DeliveryKey,
  type KeptDelivery,
} from '@uplift/db';
import { namesOrganization } from '@uplift/github';
import type { OrganizationRef } from '@uplift/metrics';

const BATCH = 200;

/**
 * Removes from the inbox whatever was delivered of an organisation. The inbox knows no organisations,
 * so that each delivery is unpacked and read.
 */
export async function deleteDeliveriesOf(
  organization: OrganizationRef,
  db: Database,
): Promise<void> {
  let last: DeliveryKey | null = null;
  for (;;) {
    const batch: readonly KeptDelivery[] = await findDeliveriesAfter(db, last, BATCH);
    const isOurs = await Promise.all(batch.map(({ body }) => isAbout(body, organization)));
    const keys = batch.map(({ guid, receivedAt }) => ({ guid, receivedAt }));
    await deleteDeliveries(
      db,
      keys.filter((_, index) => isOurs[index] === true),
    );
    last = keys.at(-1) ?? null;
    if (last === null || batch.length < BATCH) return;
    await setImmediate();
  }
}

async function isAbout(kept: Uint8Array, organization: OrganizationRef): Promise<boolean> {
  try {
    return namesOrganization(await decompressBody(kept), organization);
  } catch {
    // What cannot be unpacked tells nobody anything.
    return false;
  }
}
