import { appApiRoutes, appWebRoutes } from './app/routes.ts';
import type { RouteModule } from './context.ts';
import { copilotRoutes } from './copilot/routes.ts';
import { downloadRoutes } from './copilot/download-routes.ts';
import { deliveryRoutes } from './deliveries/routes.ts';
import { graphqlRoutes } from './graphql/routes.ts';
import { restRoutes } from './rest/routes.ts';

/** Every part of this GitHub; a new part is one more line. */
export const routeModules: readonly RouteModule[] = [
  { host: 'api', routes: restRoutes },
  { host: 'api', routes: graphqlRoutes },
  { host: 'api', routes: appApiRoutes },
  { host: 'web', routes: appWebRoutes },
  { host: 'api', routes: deliveryRoutes },
  { host: 'api', routes: copilotRoutes },
  { host: 'download', routes: downloadRoutes },
];
