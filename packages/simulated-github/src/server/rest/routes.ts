import { Router } from 'express';

import type { ServerContext } from '../context.ts';
import { metaRoutes } from './meta-routes.ts';
import { pullRoutes } from './pull-routes.ts';

/** The REST API for what organisations and their repositories hold. */
export function restRoutes(context: ServerContext): Router {
  return Router().use(metaRoutes(context), pullRoutes(context));
}
