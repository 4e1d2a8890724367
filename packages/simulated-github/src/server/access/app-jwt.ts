import { verify } from 'node:crypto';

import { GitHubError, undecodable } from '../http/errors.ts';
import type { AppRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';

/** An App may vouch for itself for ten minutes at most. */
const LONGEST_SECONDS = 600;

/** GitHub forgives clocks that are ahead by a minute. */
const DRIFT_SECONDS = 60;

/** Whether a token has the look of a JSON web token. */
export function isJsonWebToken(token: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) && token.startsWith('ey');
}

/**
 * The App that a JSON web token (RS256) speaks for.
 *
 * @throws {GitHubError} 401 with GitHub's words, if it cannot be read, names no App, is signed by
 * another key, is expired, is of the future, or lasts too long
 */
export function appOfToken(token: string, state: SimulatedGitHubState, now: Date): AppRecord {
  const [header = '', payload = '', signature = ''] = token.split('.');
  if (partOf(header)['alg'] !== 'RS256') throw undecodable();
  const claims = partOf(payload);
  const app = state.appBy(String(claims['iss']));
  if (app === null) throw new GitHubError(401, 'Integration not found');
  const signed = Buffer.from(`${header}.${payload}`);
  const isTrue = verify('RSA-SHA256', signed, app.publicKey, Buffer.from(signature, 'base64url'));
  if (!isTrue) throw undecodable();
  checkTimes(claims, now.getTime() / 1000);
  return app;
}

function checkTimes({ iat, exp }: Record<string, unknown>, nowSeconds: number): void {
  if (typeof exp !== 'number' || exp <= nowSeconds) {
    const must =
      'must be a numeric value representing the future time at which the assertion expires';
    throw new GitHubError(401, `'Expiration time' claim ('exp') ${must}`);
  }
  if (exp > nowSeconds + LONGEST_SECONDS + DRIFT_SECONDS) {
    throw new GitHubError(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  if (typeof iat !== 'number' || iat > nowSeconds + DRIFT_SECONDS) {
    const must = 'must be an Integer representing the time that the assertion was issued';
    throw new GitHubError(401, `'Issued at' claim ('iat') ${must}`);
  }
}

function partOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    throw undecodable();
  }
  throw undecodable();
}
