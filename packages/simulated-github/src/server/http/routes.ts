import { Router } from 'express';

import type { Caller } from '../access/caller.ts';
import { belongsTo, canSee, lacks } from '../access/sight.ts';
import type { ServerContext } from '../context.ts';
import { notAccessible, notFound, requiresAuthentication, undecodable } from './errors.ts';
import type { Call } from './call.ts';
import { callOf } from './call.ts';
import { goneElsewhere } from './moved.ts';
import type { Reply } from './reply.ts';
import { sendReply } from './reply.ts';

/** What a route is, and who may use it. */
type RouteSpec = {
  readonly method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** An Express pattern; `:owner/:repo` and `:org` are looked up before the handler is asked. */
  readonly path: string;
  /** Which callers GitHub answers here: installations and people unless told. */
  readonly callers?: 'anyone' | readonly Caller['kind'][];
  /**
   * The key of the permission that an installation token needs, at any level; of several any one
   * is enough.
   */
  readonly permission?: string | readonly string[];
  /** What the organisation tells its members and installations only. */
  readonly membersOnly?: boolean;
};

/** Answers a call. @throws {GitHubError} for any answer that is no success */
type Handler = (call: Call) => Reply | Promise<Reply>;

/** A router whose routes share the checks that GitHub makes before it answers. */
export type Routes = {
  readonly router: Router;
  readonly on: (spec: RouteSpec, handler: Handler) => void;
};

/** An empty set of routes. */
export function createRoutes(context: ServerContext): Routes {
  const router = Router();
  const on = (spec: RouteSpec, handler: Handler): void => {
    const route = `${spec.method.toUpperCase()} ${spec.path}`;
    context.stats.know(route);
    router[spec.method](spec.path, async (request, response) => {
      response.locals['route'] = route;
      const exchange = { request, response, context };
      const moved = goneElsewhere(request, context);
      if (moved !== null) {
        sendReply(moved, exchange);
        return;
      }
      const call = callOf(request, context);
      const accepted = [spec.permission ?? []].flat();
      if (accepted.length > 0) response.set(acceptedHeader(accepted));
      check(spec, accepted, call);
      sendReply(await handler(call), exchange);
    });
  };
  return { router, on };
}

/** Tells which permissions would do: alternatives stand apart by `;`. */
function acceptedHeader(accepted: readonly string[]): Record<string, string> {
  const list = accepted.map((permission) => `${permission}=read`).join('; ');
  return { 'x-accepted-github-permissions': list };
}

/** 401 without a token, 404 for what the caller cannot see, 403 for what it sees but may not do. */
function check(spec: RouteSpec, accepted: readonly string[], call: Call): void {
  const { caller, params, context } = call;
  const isRepository = params['repo'] !== undefined;
  checkKind(spec.callers ?? ['installation', 'user'], caller, isRepository);
  if (isRepository && !canSee(caller, call.repository(), context.state)) throw notFound();
  const isRefused = accepted.length > 0 && accepted.every((one) => lacks(caller, one));
  if (isRefused) throw notAccessible();
  const isOutside =
    params['org'] !== undefined && !belongsTo(caller, call.organization(), context.state);
  if (spec.membersOnly === true && isOutside) throw notAccessible();
}

function checkKind(
  callers: NonNullable<RouteSpec['callers']>,
  { kind }: Caller,
  isRepository: boolean,
): void {
  if (callers === 'anyone' || callers.includes(kind)) return;
  if (callers.every((one) => one === 'app')) throw undecodable();
  if (kind === 'anonymous') throw requiresAuthentication();
  throw isRepository ? notFound() : notAccessible();
}
