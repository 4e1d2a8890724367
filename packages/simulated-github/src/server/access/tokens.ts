import { createHash } from 'node:crypto';

import { badCredentials, GitHubError } from '../http/errors.ts';
import type { StoryAccount } from '../../story.ts';
import type { Permissions } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import type { Caller } from './caller.ts';

const INSTALLATION_TOKEN_MS = 3_600_000;
const USER_TOKEN_MS = 8 * 3_600_000;

/** A token and when it ends. */
export type IssuedToken = { readonly token: string; readonly expiresAt: Date };

/** What an installation token shall be good for. */
export type InstallationTokenWishes = {
  readonly installationId: number;
  /** All of the installation unless told. */
  readonly permissions?: Permissions;
  readonly repositoryIds?: readonly number[];
  /** The long form, `ghs_<App id>_<JWT>` of about 520 characters, unless this is false. */
  readonly stateless?: boolean;
};

/** The tokens given out, and whom each speaks for. */
export type Tokens = {
  /** For one hour. */
  readonly issueForInstallation: (wishes: InstallationTokenWishes) => IssuedToken;
  /** For eight hours, in the name of a person who signed in through an App. */
  readonly issueForUser: (account: StoryAccount, appId: number) => IssuedToken;
  /** A classic token of a person's own; it does not end. */
  readonly issuePersonal: (account: StoryAccount) => IssuedToken;
  readonly revoke: (token: string) => void;
  /**
   * The caller behind a token.
   *
   * @throws {GitHubError} 401 if it is unknown, expired or its installation is gone; 403 while the
   * installation is suspended
   */
  readonly callerOf: (token: string) => Caller;
};

type Kept = { readonly expiresAt: Date } & (
  | ({ readonly for: 'installation' } & InstallationTokenWishes)
  | { readonly for: 'user'; readonly account: StoryAccount; readonly appId: number | null }
);

/** What tokens depend on; `now` is the wall clock, by which clients count too. */
export type TokenDeps = {
  readonly state: SimulatedGitHubState;
  readonly now: () => Date;
  readonly seed: string;
};

/** An empty store of tokens. */
export function createTokens(deps: TokenDeps): Tokens {
  const { state, now, seed } = deps;
  const kept = new Map<string, Kept>();
  const keep = (token: string, what: Kept): IssuedToken => {
    kept.set(token, what);
    return { token, expiresAt: what.expiresAt };
  };
  let issued = 0;
  const next = (kind: string): string => {
    issued += 1;
    return drawn(`${seed}/${kind}/${issued}`, 36);
  };
  const inFuture = (ms: number) => new Date(now().getTime() + ms);
  return {
    issueForInstallation: (wishes) => {
      const appId = state.installationById(wishes.installationId)?.appId ?? 0;
      const token = wishes.stateless === false ? next('ghs') : longForm(next('jwt'), appId);
      const expiresAt = inFuture(INSTALLATION_TOKEN_MS);
      return keep(`ghs_${token}`, { ...wishes, for: 'installation', expiresAt });
    },
    issueForUser: (account, appId) =>
      keep(`ghu_${next('ghu')}`, {
        for: 'user',
        account,
        appId,
        expiresAt: inFuture(USER_TOKEN_MS),
      }),
    issuePersonal: (account) =>
      keep(`ghp_${next('ghp')}`, { for: 'user', account, appId: null, expiresAt: inFuture(1e12) }),
    revoke: (token) => {
      kept.delete(token);
    },
    callerOf: (token) => {
      const found = kept.get(token);
      if (found === undefined || found.expiresAt <= now()) throw badCredentials();
      return callerBehind(found, state);
    },
  };
}

function callerBehind(kept: Kept, state: SimulatedGitHubState): Caller {
  if (kept.for === 'user') {
    const app = kept.appId === null ? null : state.appBy(kept.appId);
    return { kind: 'user', account: kept.account, app };
  }
  const installation = state.installationById(kept.installationId);
  if (installation === null) throw badCredentials();
  if (installation.suspendedAt !== null) {
    throw new GitHubError(403, 'This installation has been suspended');
  }
  const repositoryIds = kept.repositoryIds === undefined ? null : new Set(kept.repositoryIds);
  return {
    kind: 'installation',
    installation,
    permissions: kept.permissions ?? installation.permissions,
    repositoryIds,
  };
}

/** Characters of base64url without `-`, so that a token of the short form is letters and digits. */
function drawn(words: string, length: number): string {
  const hash = createHash('sha512').update(words).digest('base64');
  return hash.replaceAll(/[^A-Za-z0-9]/g, 'x').slice(0, length);
}

/** The form of 2026: the App's id and a JSON web token, some 520 characters in all. */
function longForm(words: string, appId: number): string {
  const header = Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT' })).toString('base64url');
  const payload = Buffer.from(JSON.stringify({ iss: 'github', jti: words })).toString('base64url');
  const signature = [0, 1, 2, 3, 4].map((part) => drawn(`${words}/${part}`, 79)).join('');
  return `${appId}_${header}.${payload}.${signature}`;
}
