import type { Router } from 'express';

import type { ServerContext } from '../context.ts';
import { createRoutes } from '../http/routes.ts';
import { addReportRoutes } from './report-routes.ts';
import { addSeatRoutes } from './seat-routes.ts';

/** Copilot's seats and usage reports. The metrics API that came before answers 404, as at GitHub. */
export function copilotRoutes(context: ServerContext): Router {
  const routes = createRoutes(context);
  addSeatRoutes(routes, context);
  addReportRoutes(routes, context);
  return routes.router;
}
