import type { Logger } from '@uplift/runtime';
import type { Request, RequestHandler, Response } from 'express';

import { requestIdOf } from './request-id.ts';

/** One answered request, for the log and the metrics. */
export type AnsweredRequest = {
  readonly method: string;
  /** The pattern of the route, `/api/v1/organizations/:org/teams`; `none` where nothing matched. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

/**
 * One log line for each request: its path without the query (a sign-in code stands there), never a
 * header or a body.
 */
export function logRequests(
  logger: Logger,
  observe: (request: AnsweredRequest) => void,
): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const path = request.path;
    response.on('finish', () => {
      const seconds = (performance.now() - started) / 1000;
      const { method } = request;
      const status = response.statusCode;
      observe({ method, route: routeOf(request), status, seconds });
      const fields = { requestId: requestIdOf(response), method, path, status };
      const level = isQuiet(path, response) ? 'debug' : 'info';
      logger[level]({ ...fields, milliseconds: Math.round(seconds * 1000) }, 'request');
    });
    next();
  };
}

function routeOf(request: Request): string {
  const route: unknown = request.route;
  const pattern =
    typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  return typeof pattern === 'string' ? `${request.baseUrl}${pattern}` : 'none';
}

/** Probes, which come every few seconds. */
function isQuiet(path: string, response: Response): boolean {
  return response.statusCode < 400 && ['/healthz', '/readyz', '/metrics'].includes(path);
}
