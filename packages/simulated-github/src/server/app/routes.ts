import { Router } from 'express';

import type { ServerContext } from '../context.ts';
import { createRoutes } from '../http/routes.ts';
import { addHookRoutes, addRevocation } from './hook-routes.ts';
import { addInstallationPages } from './installation-pages.ts';
import { addConversion, addManifestPages } from './manifest-routes.ts';
import { addLoginPages } from './pages.ts';
import { addPersonRoutes } from './person-routes.ts';
import { addSignIn } from './sign-in-routes.ts';
import { addInstallationRoutes } from './token-routes.ts';

/** What Apps and the people who sign in through them ask the API. */
export function appApiRoutes(context: ServerContext): Router {
  const routes = createRoutes(context);
  addConversion(routes, context);
  addInstallationRoutes(routes, context);
  addHookRoutes(routes);
  addRevocation(routes, context);
  addPersonRoutes(routes, context);
  return routes.router;
}

/** The pages where people register, install and authorise Apps. */
export function appWebRoutes(context: ServerContext): Router {
  const router = Router();
  addLoginPages(router, context);
  addManifestPages(router, context);
  addInstallationPages(router, context);
  addSignIn(router, context);
  return router;
}
