import type { AccountRef } from '@uplift/metrics';
import { z } from 'zod';

import { knownAccount } from '../../shapes/account.ts';
import { githubId, login, text } from '../../shapes/primitives.ts';
import type { Reading } from '../connection/github-client.ts';
import { GitHubError, isGitHubError } from '../connection/github-error.ts';
import type { GitHubHost } from '../connection/github-host.ts';
import { allOf, ask, pagesOf, type RestCall } from '../connection/rest.ts';
import { scrubSecrets } from '../connection/scrub-secrets.ts';
import { type Installation, organizationInstallations } from './shapes.ts';

/** Where a person is sent to sign in. */
export type SignInWishes = {
  readonly host: GitHubHost;
  readonly clientId: string;
  /** One of the App's callback addresses. */
  readonly redirectUri: string;
  /** Unguessable, and checked when the person comes back. */
  readonly state: string;
  /** S256 of a verifier that only we know. */
  readonly codeChallenge?: string;
  /** Whom GitHub should suggest. */
  readonly login?: string;
};

/** The page of GitHub where a person agrees to be signed in. */
export function authorizeUrl(wishes: SignInWishes): string {
  const { host, codeChallenge, login: hint } = wishes;
  const query = new URLSearchParams({
    client_id: wishes.clientId,
    redirect_uri: wishes.redirectUri,
    state: wishes.state,
    allow_signup: 'false',
    ...(hint === undefined ? {} : { login: hint }),
    ...(codeChallenge === undefined
      ? {}
      : { code_challenge: codeChallenge, code_challenge_method: 'S256' }),
  });
  return `${host.webUrl}/login/oauth/authorize?${query.toString()}`;
}

/** The code with which a person came back, and how the App shows that it is the one who asked. */
export type CodeExchange = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly code: string;
  readonly redirectUri?: string;
  readonly codeVerifier?: string;
};

/** A person's token: to look once who they are, not to keep. */
export type UserToken = { readonly accessToken: string; readonly expiresAt: Date | null };

const grantShape = z.union([
  z.object({ error: text(100) }),
  z.object({ access_token: z.string().min(1), expires_in: z.number().positive().nullish() }),
]);

/**
 * Exchanges a code for the token of the person who agreed. Asked as nobody.
 *
 * @throws {GitHubError} `refused` with GitHub's word, such as `bad_verification_code`
 */
export async function exchangeCode(
  exchange: CodeExchange,
  { github, signal }: Reading,
): Promise<UserToken> {
  const { redirectUri, codeVerifier } = exchange;
  const call: RestCall = {
    route: `POST ${github.host.webUrl}/login/oauth/access_token`,
    headers: { accept: 'application/json' },
    body: {
      client_id: exchange.clientId,
      client_secret: exchange.clientSecret,
      code: exchange.code,
      ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
      ...(codeVerifier === undefined ? {} : { code_verifier: codeVerifier }),
    },
  };
  const grant = await ask(call, grantShape, { github, ...(signal ? { signal } : {}) });
  if ('error' in grant) {
    const failure = { kind: 'refused', reason: scrubSecrets(grant.error) } as const;
    throw new GitHubError(failure, { operation: call.route, status: 200 });
  }
  const lasts = grant.expires_in ?? null;
  const expiresAt = lasts === null ? null : new Date(github.now().getTime() + lasts * 1000);
  return { accessToken: grant.access_token, expiresAt };
}

/** Whoever a token speaks for. */
export type Viewer = {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
};

const viewerShape = z
  .object({ id: githubId, login, name: text(300).nullish() })
  .transform((read): Viewer => ({ id: read.id, login: read.login, name: read.name ?? null }));

/** The person behind a token. @throws {GitHubError} */
export const readViewer = (_input: object, reading: Reading): Promise<Viewer> =>
  ask({ route: 'GET /user' }, viewerShape, reading);

/** A person's place in an organisation; an owner is its `admin`. */
export type Membership = {
  /** Pending while an invitation was not accepted. */
  readonly state: 'active' | 'pending';
  readonly role: 'admin' | 'member' | 'billing_manager';
  readonly user: AccountRef;
};

const membershipShape = z.object({
  state: z.enum(['active', 'pending']),
  role: z.enum(['admin', 'member', 'billing_manager']),
  user: knownAccount,
});

/** Someone's place in an organisation, as an installation sees it; null for an outsider. @throws {GitHubError} */
export function readMembership(
  input: { readonly organization: string; readonly login: string },
  reading: Reading,
): Promise<Membership | null> {
  const route = 'GET /orgs/{org}/memberships/{username}';
  const parameters = { org: input.organization, username: input.login };
  return membershipOrNull({ route, parameters }, reading);
}

/** The own place of whoever a token speaks for; null for an outsider. @throws {GitHubError} */
export function readOwnMembership(
  { organization }: { readonly organization: string },
  reading: Reading,
): Promise<Membership | null> {
  const route = 'GET /user/memberships/orgs/{org}';
  return membershipOrNull({ route, parameters: { org: organization } }, reading);
}

async function membershipOrNull(call: RestCall, reading: Reading): Promise<Membership | null> {
  try {
    return await ask(call, membershipShape, reading);
  } catch (error) {
    if (isGitHubError(error) && error.kind === 'not_found') return null;
    throw error;
  }
}

const installationsShape = z
  .object({ installations: organizationInstallations })
  .transform(({ installations }) => installations);

/** The installations of the App that made a person's token, at places the person may see. @throws {GitHubError} */
export const readOwnInstallations = (
  _input: object,
  reading: Reading,
): Promise<readonly Installation[]> =>
  allOf({ route: 'GET /user/installations' }, installationsShape, reading);

const repositoriesShape = z.object({ repositories: z.array(z.object({ id: githubId })) });

/** The ids of the repositories that both the person and the installation may see. @throws {GitHubError} */
export async function readOwnRepositories(
  { installationId }: { readonly installationId: number },
  reading: Reading,
): Promise<readonly number[]> {
  const route = 'GET /user/installations/{installation_id}/repositories';
  const call = { route, parameters: { installation_id: installationId } };
  const ids: number[] = [];
  for await (const { repositories } of pagesOf(call, repositoriesShape, reading)) {
    ids.push(...repositories.map(({ id }) => id));
  }
  return ids;
}
