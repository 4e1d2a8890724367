import type { AdoptionStarts, AdoptionStartsAnswer } from '@uplift/contracts';
import {
  findAccountsByLogin,
  findDaysCounting,
  lockOrganization,
  markStaleDays,
  noteChangedData,
  recordAdoptionImports,
  withOrganization,
  type AdoptionImportRow,
  type Database,
  type Transaction,
} from '@uplift/db';

export type ImportedStarts = AdoptionStartsAnswer & {
  /** Whether figures have to be computed again. */
  readonly changed: boolean;
};

/** Keeps starts with tools, each once, and notes what has to be computed again. */
export async function importStarts(
  { organizationId, starts }: AdoptionStarts & { readonly organizationId: number },
  {
    db,
    note,
  }: {
    readonly db: Database;
    /** Told how many were new, if any, before they are kept for good. */
    readonly note: (tx: Transaction, added: number) => Promise<void>;
  },
): Promise<ImportedStarts> {
  return withOrganization(db, organizationId, async (tx) => {
    await lockOrganization(tx, organizationId);
    const accounts = await findAccountsByLogin(
      tx,
      starts.map(({ login }) => login),
    );
    const rows = new Map<string, AdoptionImportRow>();
    const unknown = new Set<string>();
    for (const { login, tool, on } of starts) {
      const personId = accounts.get(login.toLowerCase())?.id;
      if (personId === undefined) unknown.add(login);
      else rows.set(`${personId} ${on} ${tool}`, { personId, tool, on });
    }
    const added = await recordAdoptionImports(tx, organizationId, [...rows.values()]);
    if (added.length > 0) {
      const spans = added.map(({ personId, on }) => ({ personId, from: on, to: null }));
      const days = await findDaysCounting(tx, organizationId, spans);
      if (days.length > 0) await markStaleDays(tx, organizationId, days);
      await noteChangedData(tx, organizationId, { adoption: true });
      await note(tx, added.length);
    }
    return {
      added: added.length,
      known: rows.size - added.length,
      unknownLogins: [...unknown],
      changed: added.length > 0,
    };
  });
}
