/** How often a route was asked, and how it answered. */
export type RouteStats = {
  requests: number;
  /** Answers that cost nothing. */
  notModified: number;
  /** By status code; 0 for connections that were cut. */
  readonly statuses: Map<number, number>;
};

/** What the server was asked so far. */
export type Stats = {
  /** All requests to all hosts. */
  readonly requests: () => number;
  /** Points of REST and GraphQL that were charged and not given back. */
  readonly points: () => number;
  /** All routes, by method and pattern, such as `GET /repos/:owner/:repo/pulls`. */
  readonly byRoute: () => ReadonlyMap<string, RouteStats>;
  /** Lists a route before it is asked for the first time. */
  readonly know: (route: string) => void;
  readonly addPoints: (points: number) => void;
  /** Counts an answered request. */
  readonly count: (route: string, status: number) => void;
  /** Begins to count anew. */
  readonly reset: () => void;
};

/** Nothing counted yet. */
export function createStats(): Stats {
  const routes = new Map<string, RouteStats>();
  let requests = 0;
  let points = 0;
  const statsOf = (route: string): RouteStats => {
    const stats = routes.get(route) ?? { requests: 0, notModified: 0, statuses: new Map() };
    routes.set(route, stats);
    return stats;
  };
  return {
    know: (route) => {
      statsOf(route);
    },
    requests: () => requests,
    points: () => points,
    byRoute: () => routes,
    addPoints: (more) => {
      points += more;
    },
    count: (route, status) => {
      const stats = statsOf(route);
      requests += 1;
      stats.requests += 1;
      if (status === 304) stats.notModified += 1;
      stats.statuses.set(status, (stats.statuses.get(status) ?? 0) + 1);
    },
    reset: () => {
      for (const route of routes.keys()) {
        routes.set(route, { requests: 0, notModified: 0, statuses: new Map() });
      }
      requests = 0;
      points = 0;
    },
  };
}
