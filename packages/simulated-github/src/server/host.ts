import { createHash } from 'node:crypto';

import express from 'express';
import type { Express, RequestHandler } from 'express';

import { authenticate } from './access/authenticate.ts';
import type { RouteModule, ServerContext } from './context.ts';
import type { Faults } from './faults.ts';
import { GitHubError, notFound } from './http/errors.ts';
import { handleErrors } from './http/handle-errors.ts';
import { readNumericAddresses } from './http/numeric-addresses.ts';
import { API_VERSIONS, versionOf } from './http/reply.ts';
import { limitRequests } from './limits/limit-requests.ts';
import { routeModules } from './route-modules.ts';

/** What a host is made of. */
export type HostDeps = { readonly context: ServerContext; readonly faults: Faults };

/** One host with its route modules; tokens and limits are matters of the API alone. */
export function createHost(host: RouteModule['host'], { context, faults }: HostDeps): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.set('query parser', 'simple');
  app.use(countRequests(context));
  if (host === 'api') app.use(stampAnswers(context), checkVersion);
  app.use(express.json({ limit: '5mb' }), express.urlencoded({ extended: false }));
  if (host === 'api') {
    app.use(authenticate(context), limitRequests(context), readNumericAddresses(context.state));
  }
  app.use(faults.middleware);
  for (const module of routeModules) if (module.host === host) app.use(module.routes(context));
  app.use(() => {
    throw notFound();
  });
  return app.use(handleErrors);
}

/** Counts a request when its answer is sent or broken off, under the route that answered. */
function countRequests({ stats }: ServerContext): RequestHandler {
  return (request, response, next) => {
    response.once('close', () => {
      const route: unknown = response.locals['route'];
      const name = typeof route === 'string' ? route : `${request.method} (no route)`;
      stats.count(name, response.writableFinished ? response.statusCode : 0);
    });
    next();
  };
}

/** The headers of every answer of the API. */
function stampAnswers({ stats, seed }: ServerContext): RequestHandler {
  return (request, response, next) => {
    const id = createHash('sha256').update(`${seed}/${stats.requests()}`).digest('hex');
    response.set({
      server: 'github.com',
      'x-github-media-type': 'github.v3; format=json',
      'x-github-request-id': id.slice(0, 16).toUpperCase(),
      'x-github-api-version-selected': versionOf(request),
    });
    next();
  };
}

const checkVersion: RequestHandler = (request, _response, next) => {
  const version = versionOf(request);
  if (!API_VERSIONS.some((known) => known === version)) {
    throw new GitHubError(400, `API version ${version} is not supported`);
  }
  next();
};
