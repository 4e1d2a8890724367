import { setTimeout } from 'node:timers/promises';

import { withOrganization, type Database, type Transaction } from '@uplift/db';

const ATTEMPTS = 5;

/** Deadlock, and a transaction that cannot be put in order with others: both pass when repeated. */
const PASSING = new Set(['40P01', '40001']);

/**
 * A transaction that is repeated, up to five times, if the database gave it up for the sake of
 * another.
 */
export function retryingTransaction<Result>(
  db: Database,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return retrying(() => db.transaction(work));
}

/** Such a transaction on the data of one organisation. */
export function retryingWithin<Result>(
  db: Database,
  organizationId: number,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return retrying(() => withOrganization(db, organizationId, work));
}

async function retrying<Result>(transact: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact();
    } catch (error) {
      if (attempt >= ATTEMPTS || !isPassing(error)) throw error;
      await setTimeout(10 * attempt);
    }
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && PASSING.has(error.code)) return true;
  return isPassing(error.cause);
}
