import type { RouteModule } from './context.ts';
import { graphqlRoutes } from './graphql/routes.ts';
import { restRoutes } from './rest/routes.ts';

/** Every part of this GitHub; a new part is one more line. */
export const routeModules: readonly RouteModule[] = [
  { host: 'api', routes: restRoutes },
  { host: 'api', routes: graphqlRoutes },
];
