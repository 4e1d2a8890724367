import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

import { createAppAuth } from '@octokit/auth-app';

import type { Engine } from './engine.ts';

/** How an App shows who it is. */
export type AppIdentity = {
  /** GitHub's id of the App, or its client id. */
  readonly appId: number | string;
  /** PEM, as GitHub gave it. */
  readonly privateKey: string;
};

/** Gives out the token of a caller; `refresh` where the last one was not accepted. */
export type TokenSource = (options: { readonly refresh: boolean }) => Promise<string>;

/** The tokens of an App: its own, and those of its installations, each kept until shortly before it ends. */
export type AppTokens = {
  readonly asApp: TokenSource;
  readonly ofInstallation: (installationId: number) => TokenSource;
};

/** GitHub allows ten minutes; a minute back forgives a clock that is ahead. */
const backSeconds = 60;
const forwardSeconds = 540;

/**
 * The tokens of an App.
 *
 * @throws {TypeError} if the key is not an RSA private key; the message does not hold it
 */
export function createAppTokens({ appId, privateKey }: AppIdentity, engine: Engine): AppTokens {
  const key = readKey(privateKey);
  const auth = createAppAuth({
    appId,
    request: engine.plain.request,
    createJwt: (issuer) => Promise.resolve(signedClaims(issuer, key, engine.now())),
  });
  return {
    asApp: async () => (await auth({ type: 'app' })).token,
    ofInstallation:
      (installationId) =>
      async ({ refresh }) =>
        (await auth({ type: 'installation', installationId, refresh })).token,
  };
}

function readKey(pem: string): KeyObject {
  let key: KeyObject | null = null;
  try {
    // Settings often hold the key in one line.
    key = createPrivateKey(pem.replaceAll(String.raw`\n`, '\n').trim());
  } catch {
    key = null;
  }
  if (key?.asymmetricKeyType !== 'rsa') {
    throw new TypeError('the private key of the GitHub App is not an RSA key in PEM');
  }
  return key;
}

/** A JSON web token, RS256. */
function signedClaims(issuer: number | string, key: KeyObject, now: Date) {
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const expiry = nowSeconds + forwardSeconds;
  const claims = { iss: String(issuer), iat: nowSeconds - backSeconds, exp: expiry };
  const signed = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  const signature = sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url');
  return { jwt: `${signed}.${signature}`, expiresAt: new Date(expiry * 1000).toISOString() };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
