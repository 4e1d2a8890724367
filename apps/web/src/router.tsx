import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';

import { scopeOf } from './address/scope.ts';
import { parseSearch, stringifySearch } from './address/search-text.ts';
import { readView, travelling } from './address/view.ts';
import { prefetchOverview } from './pages/overview/queries.ts';
import { FirstOrganization } from './shell/first-organization.tsx';
import { NotFound } from './shell/not-found.tsx';
import { OrganizationShell } from './shell/organization-shell.tsx';
import { PageBroken } from './shell/page-broken.tsx';

const rootRoute = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  notFoundComponent: NotFound,
});

const firstRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: FirstOrganization,
});

/** Every page of an organisation lies below: the filters follow a reader from one to the next. */
const organizationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/o/$org',
  validateSearch: readView,
  search: { middlewares: [retainSearchParams([...travelling])] },
  component: OrganizationShell,
});

const overviewRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/',
  loaderDeps: ({ search }) => ({ search }),
  loader: ({ context, params, deps }) =>
    prefetchOverview(context.queries, scopeOf(params.org, deps.search, new Date())),
  component: lazyRouteComponent(() => import('./pages/overview/overview.tsx'), 'Overview'),
});

const tree = rootRoute.addChildren([firstRoute, organizationRoute.addChildren([overviewRoute])]);

/** The router of the dashboard: an address is a view. */
export function createDashboardRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: PageBroken,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- the router asks for its type so
  interface Register {
    router: ReturnType<typeof createDashboardRouter>;
  }
}
