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
import { prefetchAdoption } from './pages/adoption/queries.ts';
import { prefetchCycleTime } from './pages/cycle-time/queries.ts';
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

/** Comparisons keep scopes of their own: no filter applies to them. */
const unfiltered = { isUnfiltered: true };

const comparisonsRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/comparisons',
  staticData: unfiltered,
  component: lazyRouteComponent(
    () => import('./pages/comparisons/comparisons.tsx'),
    'ComparisonsPage',
  ),
});

const newComparisonRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/comparisons/new',
  staticData: unfiltered,
  component: lazyRouteComponent(() => import('./pages/comparisons/builder.tsx'), 'BuilderPage'),
});

const comparisonRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/comparisons/$id',
  staticData: unfiltered,
  component: lazyRouteComponent(() => import('./pages/comparisons/result.tsx'), 'ResultPage'),
});

/** Paper has no navigation: it stands beside the pages of the organisation. */
const printRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/o/$org/comparisons/$id/print',
  component: lazyRouteComponent(() => import('./pages/comparisons/print.tsx'), 'PrintPage'),
});

const cycleTimeRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/cycle-time',
  loaderDeps: ({ search }) => ({ search }),
  loader: ({ context, params, deps }) =>
    prefetchCycleTime(context.queries, scopeOf(params.org, deps.search, new Date())),
  component: lazyRouteComponent(() => import('./pages/cycle-time/cycle-time.tsx'), 'CycleTime'),
});

const adoptionRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/adoption',
  loaderDeps: ({ search }) => ({ search }),
  loader: ({ context, params, deps }) =>
    prefetchAdoption(context.queries, scopeOf(params.org, deps.search, new Date())),
  component: lazyRouteComponent(() => import('./pages/adoption/adoption.tsx'), 'AdoptionPage'),
});

const healthRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/health',
  staticData: unfiltered,
  component: lazyRouteComponent(() => import('./pages/health/health.tsx'), 'HealthPage'),
});

const guideRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/guide',
  staticData: unfiltered,
  component: lazyRouteComponent(() => import('./pages/guide/guide.tsx'), 'GuidePage'),
});

const guideEntryRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/guide/$measure',
  component: lazyRouteComponent(() => import('./pages/guide/guide-entry.tsx'), 'GuideEntryPage'),
});

const pullRequestRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/pull-requests/$owner/$name/$number',
  staticData: unfiltered,
  component: lazyRouteComponent(
    () => import('./pages/pull-request/pull-request.tsx'),
    'PullRequestPage',
  ),
});

const teamsRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/teams',
  staticData: unfiltered,
  component: lazyRouteComponent(() => import('./pages/teams/teams.tsx'), 'TeamsPage'),
});

const teamRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/teams/$slug',
  staticData: unfiltered,
  component: lazyRouteComponent(() => import('./pages/teams/team.tsx'), 'TeamPage'),
});

const cohortsRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/cohorts',
  staticData: unfiltered,
  component: lazyRouteComponent(() => import('./pages/cohorts/cohorts.tsx'), 'CohortsPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/settings/$section',
  staticData: unfiltered,
  component: lazyRouteComponent(() => import('./pages/settings/settings.tsx'), 'SettingsPage'),
});

const pages = [
  cohortsRoute,
  teamsRoute,
  teamRoute,
  settingsRoute,
  cycleTimeRoute,
  adoptionRoute,
  healthRoute,
  pullRequestRoute,
  guideRoute,
  guideEntryRoute,
  overviewRoute,
  comparisonsRoute,
  newComparisonRoute,
  comparisonRoute,
];
const tree = rootRoute.addChildren([firstRoute, printRoute, organizationRoute.addChildren(pages)]);

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
  // oxlint-disable-next-line typescript/consistent-type-definitions -- the router asks for its type so
  interface StaticDataRouteOption {
    /** The filters mean nothing on this page, and are left out. */
    readonly isUnfiltered?: boolean;
  }
}
