import compression from 'compression';
import express, { Router, type Express } from 'express';
import helmet from 'helmet';

import { requireAccess } from './access/authenticate.ts';
import { auditRoute } from './access/audit-route.ts';
import { gitHubSignInRoutes } from './access/github-sign-in-routes.ts';
import { meRoute } from './access/me-route.ts';
import { roleRoutes } from './access/role-routes.ts';
import { signInRoutes } from './access/sign-in-routes.ts';
import { tokenRoutes } from './access/token-routes.ts';
import { adoptionImportRoute } from './adoption/import-route.ts';
import { idleSeatsRoute } from './adoption/idle-seats-route.ts';
import { adoptionRoute } from './adoption/route.ts';
import { changesRoute } from './changes/route.ts';
import { cohortRoutes } from './cohorts/routes.ts';
import { comparisonRoutes } from './comparisons/routes.ts';
import { dashboardRoutes } from './dashboard/routes.ts';
import type { ApiDeps } from './deps.ts';
import { directoryRoutes } from './directory/routes.ts';
import { distributionRoute } from './distribution/route.ts';
import { createMetrics } from './health/metrics.ts';
import { organizationHealthRoute } from './health/organization-health-route.ts';
import { probeRoutes } from './health/probe-routes.ts';
import { homeRoutes } from './home/routes.ts';
import { notFound, sendProblem } from './http/problem.ts';
import { assignRequestId } from './http/request-id.ts';
import { logRequests } from './http/request-log.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { championRoutes } from './people/champion-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { settingsRoutes } from './people/settings-routes.ts';
import { membershipRoutes } from './people/membership-routes.ts';
import { teamRoutes } from './people/team-routes.ts';
import { pullRequestRoutes } from './pull-requests/routes.ts';
import { seriesRoute } from './series/route.ts';
import { setupRoutes } from './setup/routes.ts';
import { webhookRoutes } from './webhooks/route.ts';

/**
 * The HTTP side of Uplift: takes deliveries in, gives answers out. Listens on nothing; the caller
 * serves it.
 */
export function createApi(deps: ApiDeps): Express {
  const { logger } = deps;
  const metrics = createMetrics(deps);
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');

  app.use(assignRequestId, logRequests(logger, metrics.observeRequest), helmet(headersOf(deps)));
  app.use(webhookRoutes(deps, metrics.observeDelivery));
  app.use(compression({ filter: isText }));
  app.use(probeRoutes(deps), metrics.route, openApiRoutes(), signInRoutes(deps));
  app.use(dashboardRoutes(deps), homeRoutes(deps));
  app.use(gitHubSignInRoutes(deps), setupRoutes(deps));
  app.use('/api/v1', apiRoutes(deps));
  app.use(notFound);
  app.use(
    sendProblem((error, requestId) => {
      logger.error({ err: error, requestId }, 'a request failed');
    }),
  );
  return app;
}

function apiRoutes(deps: ApiDeps): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'private, no-cache').vary('Authorization').vary('Cookie');
    next();
  });
  return router.use(
    requireAccess(deps),
    meRoute(deps),
    directoryRoutes(deps),
    seriesRoute(deps),
    distributionRoute(deps),
    changesRoute(deps),
    pullRequestRoutes(deps),
    cohortRoutes(deps),
    comparisonRoutes(deps),
    adoptionRoute(deps),
    idleSeatsRoute(deps),
    adoptionImportRoute(deps),
    peopleRoutes(deps),
    championRoutes(deps),
    settingsRoutes(deps),
    organizationHealthRoute(deps),
    roleRoutes(deps),
    tokenRoutes(deps),
    auditRoute(deps),
    membershipRoutes(deps),
    teamRoutes(deps),
  );
}

function headersOf({ baseUrl }: ApiDeps): Parameters<typeof helmet>[0] {
  const isSecure = baseUrl?.startsWith('https:') ?? false;
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Over plain HTTP browsers ignore it, and a name that is served both ways must not be caught.
    strictTransportSecurity: isSecure,
  };
}

/** JSON and pages are worth compressing; metrics are read over the wire next door. */
function isText(_request: express.Request, response: express.Response): boolean {
  const type = String(response.getHeader('Content-Type') ?? '');
  return /json|html|css|javascript/.test(type);
}
