import type { AccountRef } from '@uplift/metrics';
import { z } from 'zod';

import { githubId, login, text } from './primitives.ts';

/** The account that GitHub shows where a deleted user was. */
const ghost = { id: 10_137, login: 'ghost' };

/** An account that must be named. */
export const knownAccount = z
  .object({ id: githubId.nullish(), login, type: text(50).nullish() })
  .transform((account): AccountRef => ({
    githubId: account.id ?? null,
    login: account.login,
    type: account.type ?? null,
  }));

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

function unlessGhost(account: AccountRef | null): AccountRef | null {
  if (account === null || account.githubId === ghost.id) return null;
  return account.githubId === null && account.login === ghost.login ? null : account;
}

/**
 * An account that may be nobody: null for deleted users, for GitHub's ghost, and for the empty
 * object that REST gives where a git author matches no account. Undefined where the key is absent.
 */
export const account = z
  .preprocess((value) => (isEmptyObject(value) ? null : value), knownAccount.nullable())
  .transform(unlessGhost)
  .optional();

/** The accounts of a list that are somebody. */
export const accounts = z
  .array(account)
  .transform((list) => list.filter((one) => one !== null && one !== undefined).slice(0, 100));
