import { Router } from 'express';

import type { ServerContext } from '../context.ts';
import { appRoutes } from './app-routes.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { deploymentRoutes } from './deployment-routes.ts';
import { metaRoutes } from './meta-routes.ts';
import { organizationRoutes } from './organization-routes.ts';
import { pullRoutes } from './pull-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { teamRoutes } from './team-routes.ts';
import { userRoutes } from './user-routes.ts';

/** The REST API for what organisations and their repositories hold. */
export function restRoutes(context: ServerContext): Router {
  return Router().use(
    metaRoutes(context),
    appRoutes(context),
    organizationRoutes(context),
    teamRoutes(context),
    userRoutes(context),
    repositoryRoutes(context),
    pullRoutes(context),
    conversationRoutes(context),
    deploymentRoutes(context),
  );
}
