import type { Router } from 'express';

import type { ServerContext } from '../context.ts';
import { createRoutes } from '../http/routes.ts';

/** What GitHub tells of itself: its addresses, and how the caller stands with its limits. */
export function metaRoutes(context: ServerContext): Router {
  const { router, on } = createRoutes(context);
  on({ method: 'get', path: '/meta', callers: 'anyone' }, () => ({
    body: { verifiable_password_authentication: false, hooks: ['127.0.0.1/32'] },
  }));
  on({ method: 'get', path: '/rate_limit', callers: 'anyone' }, ({ caller, request }) => {
    const told = (resource: 'core' | 'graphql') => {
      const { limit, used, remaining, reset } = context.limits.status(caller, resource);
      return { limit, used, remaining, reset };
    };
    const core = told('core');
    const search = { ...core, limit: 30, used: 0, remaining: 30 };
    const resources = { core, search, graphql: told('graphql') };
    const isOld = request.get('x-github-api-version') !== '2026-03-10';
    return { body: isOld ? { resources, rate: core } : { resources } };
  });
  return router;
}
