import { findOrganizationsNamed, type Settlement, type Transaction } from '@uplift/db';
import type { OrganizationRef } from '@uplift/metrics';

/** How a delivery ended, and whom it tells of: after a transfer the new owner. */
export type ToldSettlement = Settlement & { readonly about: OrganizationRef | null };

/** Notes whom deliveries are about, in the transaction that stored what they say. */
export async function resolveSettlements(
  tx: Transaction,
  settlements: readonly ToldSettlement[],
): Promise<readonly Settlement[]> {
  const refs = settlements.flatMap(({ about }) => (about === null ? [] : [about]));
  const named = refs.map(({ githubId, login: name }) => ({ githubId, name }));
  const found = refs.length === 0 ? [] : await findOrganizationsNamed(tx, named);
  const idOf = ({ githubId, login }: OrganizationRef): number | null => {
    const own = found.find((row) => githubId !== null && row.githubId === githubId);
    const byName = found.find((row) => row.name.toLowerCase() === login.toLowerCase());
    return (own ?? byName)?.id ?? null;
  };
  return settlements.map(({ about, ...settlement }) => ({
    ...settlement,
    aboutOrganizationId: about === null ? null : idOf(about),
  }));
}
