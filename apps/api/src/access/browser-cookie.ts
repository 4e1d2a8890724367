import { createHash, createHmac, randomBytes } from 'node:crypto';

import type { Request, Response } from 'express';

import { cookieText } from '../http/fields.ts';

const NAME = 'uplift_browser';
const LASTS_MS = 3_600_000;

/** The secret that tells this browser from others on the way through GitHub's pages and back. */
export function readBrowserCookie(request: Request): string | null {
  const found = cookieText(request, NAME) ?? '';
  return /^[\w-]{43}$/.test(found) ? found : null;
}

/** The browser's secret, which it is given if it has none; kept for an hour from now on. */
export function ensureBrowserCookie(
  request: Request,
  response: Response,
  { secure }: { readonly secure: boolean },
): string {
  const secret = readBrowserCookie(request) ?? randomBytes(32).toString('base64url');
  response.cookie(NAME, secret, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: LASTS_MS,
  });
  return secret;
}

/**
 * The code verifier of a visit (RFC 7636): made from what the browser keeps and the visit's state,
 * so that nobody has to remember it.
 */
export function verifierOf(browser: string, state: string): string {
  return createHmac('sha256', browser).update(state).digest('base64url');
}

/** What GitHub is shown of a verifier: BASE64URL(SHA-256(verifier)), RFC 7636 section 4.2. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
