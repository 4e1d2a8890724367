import type { Request, Response } from 'express';

import { cookieText } from '../http/fields.ts';

const NAME = 'uplift_session';

/** The secret of the session that a request brings along; null if none. */
export function readSessionCookie(request: Request): string | null {
  const secret = cookieText(request, NAME);
  return secret === '' ? null : secret;
}

/** Hands a session to the browser: out of reach of scripts, and not sent along by other sites. */
export function setSessionCookie(
  response: Response,
  session: { readonly secret: string; readonly expiresAt: Date; readonly secure: boolean },
): void {
  const { secret, expiresAt, secure } = session;
  response.cookie(NAME, secret, { ...attributes(secure), expires: expiresAt });
}

/** Takes the session from the browser. */
export function clearSessionCookie(response: Response, secure: boolean): void {
  response.clearCookie(NAME, attributes(secure));
}

function attributes(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
}
