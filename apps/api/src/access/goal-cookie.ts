import type { Request, Response } from 'express';

import { cookieText } from '../http/fields.ts';

const NAME = 'uplift_goal';
const LASTS_MS = 600_000;
const LONGEST = 2000;
const HOME = '/';

/** Keeps the page that somebody asked for while they sign in; an address that is too long is not kept. */
export function rememberGoal(
  request: Request,
  response: Response,
  { secure }: { readonly secure: boolean },
): void {
  const goal = request.originalUrl;
  if (!isPage(goal)) return;
  response.cookie(NAME, goal, { ...attributes(secure), maxAge: LASTS_MS });
}

/** Where to go after signing in, asked once: the page that was wanted, else the first one. */
export function takeGoal(
  request: Request,
  response: Response,
  { secure }: { readonly secure: boolean },
): string {
  const found = cookieText(request, NAME);
  if (found === null) return HOME;
  response.clearCookie(NAME, attributes(secure));
  const goal = decoded(found);
  return isPage(goal) ? goal : HOME;
}

/**
 * Whether it is a page of the dashboard, as a browser will read it: dots are resolved, and nothing
 * that could name another host passes.
 */
function isPage(goal: string): boolean {
  if (goal.length > LONGEST || !/^\/o\/[!-[\]-~]+$/.test(goal)) return false;
  const here = 'http://here.invalid';
  const parsed = URL.canParse(goal, here) ? new URL(goal, here) : null;
  return parsed?.origin === here && /^\/o\/[^/]/.test(parsed.pathname);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}

function attributes(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
}
