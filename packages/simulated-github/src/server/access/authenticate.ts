import type { RequestHandler } from 'express';

import type { SimulatedGitHubState } from '../state/state.ts';
import { appOfToken, isJsonWebToken } from './app-jwt.ts';
import type { Caller } from './caller.ts';
import type { Callers } from './callers.ts';
import type { Tokens } from './tokens.ts';

/** What tells who is calling. */
export type AuthenticateDeps = {
  readonly state: SimulatedGitHubState;
  readonly tokens: Tokens;
  readonly callers: Callers;
  readonly now: () => Date;
};

/** Finds out who is calling, and notes it; a request without a token is anonymous. */
export function authenticate(deps: AuthenticateDeps): RequestHandler {
  return (request, _response, next) => {
    deps.callers.note(request, callerBy(request.headers.authorization, deps));
    next();
  };
}

function callerBy(authorization: string | undefined, deps: AuthenticateDeps): Caller {
  // A password: routes that take one read it themselves.
  const isBasic = authorization !== undefined && /^basic\s/i.test(authorization);
  if (authorization === undefined || isBasic) return { kind: 'anonymous' };
  const token = authorization.replace(/^(bearer|token)\s+/i, '');
  if (!isJsonWebToken(token)) return deps.tokens.callerOf(token);
  return { kind: 'app', app: appOfToken(token, deps.state, deps.now()) };
}
