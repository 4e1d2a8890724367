import type { RequestHandler, Response } from 'express';

import type { Caller } from '../access/caller.ts';
import type { Callers } from '../access/callers.ts';
import { GitHubError } from '../http/errors.ts';
import type { Limits, RateStatus } from './limits.ts';

/** What a request is limited by. */
export type LimitRequestDeps = {
  readonly limits: Limits;
  readonly callers: Callers;
  readonly now: () => Date;
};

/** Asking how one stands is free. */
const FREE = '/rate_limit';

const GRAPHQL = '/graphql';

/** Writing weighs five times as much as reading in the points of a minute. */
const WRITING_POINTS = 5;

/**
 * Counts a REST request and refuses it when the hour's requests, the minute's points or the
 * requests at once are used up. Of GraphQL only those at once are counted here: its points are
 * known when the query is read. A 304 is given back.
 */
export function limitRequests(deps: LimitRequestDeps): RequestHandler {
  const { limits, callers } = deps;
  return (request, response, next) => {
    const caller = callers.of(request);
    enter(caller, response, limits);
    if (request.path !== FREE && request.path !== GRAPHQL) {
      chargeHour(caller, response, limits);
      const points = request.method === 'GET' || request.method === 'HEAD' ? 1 : WRITING_POINTS;
      if (!limits.chargeMinute(caller, 'core', points)) throw secondaryLimit();
    }
    next();
  };
}

function enter(caller: Caller, response: Response, limits: Limits): void {
  if (!limits.enter(caller)) throw secondaryLimit();
  response.once('close', () => limits.leave(caller));
}

function chargeHour(caller: Caller, response: Response, limits: Limits): void {
  const before = limits.status(caller, 'core');
  if (before.remaining === 0) {
    throw new GitHubError(403, primaryMessage(caller), { headers: rateHeaders(before) });
  }
  limits.charge(caller, 'core', 1);
  response.set(rateHeaders(limits.status(caller, 'core')));
}

/** The hour is used up, in GitHub's words. */
export function primaryMessage(caller: Caller): string {
  const who = caller.kind === 'installation' ? 'installation' : 'user';
  const id = caller.kind === 'installation' ? caller.installation.id : 0;
  return `API rate limit exceeded for ${who} ID ${caller.kind === 'user' ? caller.account.id : id}.`;
}

/** Gives the point of a 304 back, and says so in its headers. */
export function refund(caller: Caller, response: Response, limits: Limits): void {
  limits.charge(caller, 'core', -1);
  response.set(rateHeaders(limits.status(caller, 'core')));
}

/** How a caller stands, as headers. */
export function rateHeaders(status: RateStatus): Record<string, string> {
  return {
    'x-ratelimit-limit': String(status.limit),
    'x-ratelimit-remaining': String(status.remaining),
    'x-ratelimit-used': String(status.used),
    'x-ratelimit-reset': String(status.reset),
    'x-ratelimit-resource': status.resource,
  };
}

/** Too much at once; the caller shall wait. */
export function secondaryLimit(retryAfterSeconds = 60): GitHubError {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  return new GitHubError(403, message, { headers: { 'retry-after': String(retryAfterSeconds) } });
}
