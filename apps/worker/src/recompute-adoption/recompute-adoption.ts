import {
  bumpDataVersion,
  clearAdoptionStale,
  findAdoptionEvidence,
  replaceAdoptions,
  withOrganization,
  type Database,
} from '@uplift/db';
import { adoptionStarts } from '@uplift/metrics';

/**
 * Dates again who of an organisation started with which tool, from all the evidence held, and puts
 * the answer in the place of the old one.
 *
 * @returns whether any start changed
 */
export async function recomputeAdoption(
  { organizationId }: { readonly organizationId: number },
  { db }: { readonly db: Database },
): Promise<boolean> {
  return withOrganization(db, organizationId, async (tx) => {
    await clearAdoptionStale(tx, organizationId);
    const evidence = await findAdoptionEvidence(tx);
    const starts = evidence.flatMap((person) =>
      adoptionStarts(person).map((start) => ({ ...start, personId: person.personId })),
    );
    const changed = await replaceAdoptions(tx, organizationId, starts);
    if (changed) await bumpDataVersion(tx, organizationId);
    return changed;
  });
}
