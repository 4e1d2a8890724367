import { Router, type RequestHandler } from 'express';

import { authenticate } from '../access/authenticate.ts';
import { rememberGoal } from '../access/goal-cookie.ts';
import { isSecure } from '../access/start-session.ts';
import type { ApiDeps } from '../deps.ts';
import { readSite } from './packed-file.ts';
import { sendFile } from './send-file.ts';

/** Everything from this origin, nothing inline. Pictures may be drawn into data addresses. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The dashboard, as it was built: its files, and its one page at every address that it knows.
 * Nothing where it was not built: the plain first page stands in.
 */
export function dashboardRoutes(deps: ApiDeps): Router {
  const router = Router();
  const site = deps.dashboardDirectory === undefined ? null : readSite(deps.dashboardDirectory);
  const page = site?.get('/index.html');
  if (site === null || page === undefined) return router;

  const sendPage: RequestHandler = async (request, response, next) => {
    if ((await authenticate(request, deps)) === null) {
      if (request.path === '/') return next();
      rememberGoal(request, response, { secure: isSecure(deps) });
      response.set('Cache-Control', 'no-store').redirect(303, '/');
      return;
    }
    response.set('Content-Security-Policy', POLICY).vary('Cookie').vary('Authorization');
    sendFile(request, response, { address: '/index.html', file: page });
  };
  router.get(['/', '/o', '/o/*rest'], sendPage);
  router.use((request, response, next) => {
    const address = request.path;
    const file = address === '/index.html' ? undefined : site.get(address);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (file === undefined || !isRead) next();
    else sendFile(request, response, { address, file });
  });
  return router;
}
