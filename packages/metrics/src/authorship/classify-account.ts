import type { AccountKind, AccountRef } from '../accounts.ts';
import { type KnownAccount, knownAccounts } from './account-table.ts';

const BOT_SUFFIX = '[bot]';

/**
 * Display names that people wear as well: the account `claude` is a person's. They say something
 * only where GitHub itself calls the account a bot.
 */
const sharedLogins = new Set(['claude', 'codex']);

const byId = new Map(
  knownAccounts.flatMap((account) =>
    account.githubId === null ? [] : [[account.githubId, account] as const],
  ),
);

const byLogin = new Map<string, KnownAccount>();
for (const account of knownAccounts) {
  for (const login of account.logins.map((name) => name.toLowerCase())) {
    if (!byLogin.has(login)) byLogin.set(login, account);
  }
}

/**
 * What kind of account this is: by numeric id where the table knows it, else by login, else a `Bot`
 * by GitHub's own word is a bot and everybody else a person.
 *
 * A login decides nothing against a known person: an account of type `User` whose id is not the
 * table's keeps being a person, whatever it calls itself.
 */
export function classifyAccount(ref: AccountRef): AccountKind {
  const known = findKnownAccount(ref);
  if (known !== null) return known.kind;
  return ref.type === 'Bot' || ref.login.endsWith(BOT_SUFFIX) ? 'bot' : 'human';
}

/** The row of the account table that an account matches, or `null`. */
export function findKnownAccount(ref: AccountRef): KnownAccount | null {
  const known = ref.githubId === null ? undefined : byId.get(ref.githubId);
  return known ?? findByLogin(ref);
}

function findByLogin(ref: AccountRef): KnownAccount | null {
  const login = ref.login.toLowerCase();
  if (ref.type === 'Bot') {
    // GraphQL leaves the suffix out and says in the type that it is a bot.
    return byLogin.get(login) ?? byLogin.get(`${login}${BOT_SUFFIX}`) ?? null;
  }

  const known = byLogin.get(login);
  if (known === undefined || sharedLogins.has(login)) return null;
  const isSomebodyElse = ref.githubId !== null && ref.type === 'User' && known.githubId !== null;
  return isSomebodyElse ? null : known;
}
