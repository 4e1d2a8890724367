import type { ComparisonChange } from '@uplift/contracts';
import {
  changeComparison,
  findComparison,
  withOrganization,
  type Database,
  type Role,
  type StoredComparison,
} from '@uplift/db';

import type { Note } from '../access/note-change.ts';
import { ProblemError } from '../http/problem.ts';
import { noComparison } from './comparison-of.ts';
import type { ComparisonChanged } from './note-comparison.ts';

/** Whose wish it is to change which comparison. */
export type ChangeRequest = {
  readonly organizationId: number;
  readonly id: number;
  readonly role: Role;
  readonly change: ComparisonChange;
};

/** What changing needs, and who is told. */
export type ChangeDeps = {
  readonly db: Database;
  readonly now: () => Date;
  readonly note: Note<ComparisonChanged>;
};

/**
 * Renames, freezes or thaws a comparison, or makes it primary.
 *
 * @throws {ProblemError} 404 if there is none, 403 if it may not be thawed by this role, 409 if it
 *   cannot be frozen or primary as it is
 */
export async function change(
  { organizationId, id, role, change: wish }: ChangeRequest,
  { db, now, note }: ChangeDeps,
): Promise<StoredComparison> {
  const { name, frozen, primary } = wish;
  const changes = {
    ...(name !== undefined && { name }),
    ...(frozen !== undefined && { frozen }),
    ...(primary !== undefined && { primary }),
  };
  return withOrganization(db, organizationId, async (tx) => {
    const found = await findComparison(tx, id);
    if (found !== null) refuseUnfit(found, wish, role);
    const changed = await changeComparison(tx, id, { changes, at: now() });
    if (changed === null || found === null) throw noComparison(id);
    const [before, after] = [lookOf(found), lookOf(changed)];
    const keys = (['name', 'frozen', 'primary'] as const).filter(
      (key) => before[key] !== after[key],
    );
    const only = (look: Look) => Object.fromEntries(keys.map((key) => [key, look[key]]));
    if (keys.length > 0) await note(tx, { id, before: only(before), after: only(after) });
    return changed;
  });
}

type Look = ReturnType<typeof lookOf>;

/** What can be changed of a comparison. */
function lookOf({ name, isFrozen: frozen, isPrimary: primary }: StoredComparison) {
  return { name, frozen, primary };
}

function refuseUnfit(found: StoredComparison, wish: ComparisonChange, role: Role): void {
  const { id, status, isFrozen } = found;
  if (wish.frozen === true && status !== 'done') {
    throw new ProblemError({
      status: 409,
      detail: `comparison ${id} is ${status}; only one that is done can be frozen`,
    });
  }
  if (wish.frozen === false && isFrozen && role !== 'manager' && role !== 'admin') {
    throw new ProblemError({
      status: 403,
      detail: `thawing a comparison needs the role manager or admin; yours is ${role}`,
    });
  }
  if (wish.primary === true && (status === 'failed' || status === 'cancelled')) {
    throw new ProblemError({
      status: 409,
      detail: `comparison ${id} is ${status}; it has no answer that could stand for its measure`,
    });
  }
}
