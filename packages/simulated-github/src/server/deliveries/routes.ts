import type { Router } from 'express';

import { timestamp } from '../../rest/instants.ts';
import type { ServerContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import { GitHubError, notAccessible, notFound } from '../http/errors.ts';
import { pageOf } from '../http/pages.ts';
import type { Reply } from '../http/reply.ts';
import { createRoutes } from '../http/routes.ts';
import type { HookAttempt } from './hook-log.ts';

const LIST = '/app/hook/deliveries';
const callers = ['app'] as const;

/** What GitHub remembers of an App's webhooks, and sending them again. */
export function deliveryRoutes(context: ServerContext): Router {
  const { router, on } = createRoutes(context);
  const { deliveries } = context;
  const attemptOf = (call: Call): HookAttempt => {
    const found = deliveries.find(appIdOf(call), call.id('id'));
    if (found === null) throw notFound();
    return found;
  };
  on({ method: 'get', path: LIST, callers }, (call) => {
    const isWanted = statusFilter(call.query('status'));
    return cursorPage(deliveries.attempts(appIdOf(call)).filter(isWanted), call);
  });
  on({ method: 'get', path: `${LIST}/:id`, callers }, (call) => ({
    body: restAttempt(attemptOf(call)),
  }));
  on({ method: 'post', path: `${LIST}/:id/attempts`, callers }, (call) => {
    deliveries.redeliver(attemptOf(call));
    return { status: 202, body: {} };
  });
  return router;
}

function appIdOf({ caller }: Call): number {
  if (caller.kind !== 'app') throw notAccessible();
  return caller.app.id;
}

/**
 * As at GitHub, failures are answers with an error: where nobody answered, the code is neither.
 *
 * @throws {GitHubError} 422 for another word
 */
function statusFilter(status: string | undefined): (attempt: HookAttempt) => boolean {
  switch (status) {
    case undefined:
      return () => true;
    case 'success':
      return ({ answer: { statusCode } }) => statusCode >= 200 && statusCode < 400;
    case 'failure':
      return ({ answer: { statusCode } }) => statusCode >= 400 && statusCode < 600;
    default:
      throw new GitHubError(422, `Invalid status: ${status}`);
  }
}

const CURSOR = /^v1_(\d+)$/;

/** Newest first; a cursor names the last one seen, so that new attempts move nothing. */
function cursorPage(attempts: readonly HookAttempt[], call: Call): Reply {
  const cursor = call.query('cursor');
  const [, seen] = cursor === undefined ? [] : (CURSOR.exec(cursor) ?? []);
  if (cursor !== undefined && seen === undefined) throw new GitHubError(400, 'Invalid cursor');
  const rest = attempts.filter(({ id }) => seen === undefined || id < Number(seen));
  const page = rest.slice(0, pageOf(call.request).size);
  const last = page.at(-1);
  const body = page.map(listed);
  if (last === undefined || page.length === rest.length) return { body };
  const next = new URL(`${call.context.addresses().apiUrl}${call.request.url}`);
  next.searchParams.set('cursor', `v1_${last.id}`);
  return { body, headers: { link: `<${next.href}>; rel="next"` } };
}

function listed({ id, delivery, at, throttledAt, answer, ...attempt }: HookAttempt) {
  return {
    id,
    guid: delivery.id,
    delivered_at: timestamp(at),
    redelivery: attempt.isRedelivery,
    duration: Math.round(attempt.durationSeconds * 100) / 100,
    status: answer.status,
    status_code: answer.statusCode,
    event: delivery.event,
    action: delivery.action,
    // Only of a ping, which is about no installation.
    installation_id: delivery.installationId === 0 ? null : delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: throttledAt === null ? null : timestamp(throttledAt),
  };
}

function restAttempt(attempt: HookAttempt) {
  const { delivery, answer, url } = attempt;
  const payload: unknown = JSON.parse(delivery.body.toString());
  return {
    ...listed(attempt),
    url,
    request: { headers: spelled(delivery.headers), payload },
    response: { headers: null, payload: null, ...answer.response },
  };
}

/** GitHub writes the names of headers with capitals here. */
function spelled(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const capitals = name.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
      return [capitals.replace('Github', 'GitHub').replace(/-Id$/, '-ID'), value];
    }),
  );
}
