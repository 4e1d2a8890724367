import { reviewerUser, userOf } from '../../../rest/users.ts';
import type { StoryAccount } from '../../../story.ts';
import { pathOf, smallId } from './values.ts';

/** The account in whose name GitHub shows what deleted accounts did. */
const GHOST = 10_137;

/** Every account is older than the story. */
const CREATED_AT = '2014-01-01T00:00:00Z';

/** Someone who acts. */
export type ActorView = ReturnType<typeof accountView>;

/**
 * Who did something: a person, a bot or someone out of an import. Null where REST shows `ghost`,
 * for accounts that were deleted.
 */
export function actorView(account: StoryAccount): ActorView | null {
  return account.id === GHOST ? null : accountView(account);
}

/** A person; null for bots, where GitHub shows people only. */
export function personView(account: StoryAccount): ActorView | null {
  return account.type === 'User' ? actorView(account) : null;
}

/** An account; bots have the login of their App, without `[bot]`. */
export function accountView(account: StoryAccount) {
  const { id, type } = account;
  const rest = type === 'Bot' ? reviewerUser(account) : userOf(account);
  return {
    __typename: type,
    id: rest.node_id,
    databaseId: smallId(id),
    login: type === 'Bot' ? rest.login.replace(/\[bot\]$/, '') : rest.login,
    name: null,
    email: null,
    createdAt: CREATED_AT,
    avatarUrl: rest.avatar_url,
    url: rest.html_url,
    resourcePath: pathOf(rest.html_url),
  };
}
