import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { Router } from 'express';
import type { Request, Response } from 'express';

import type { ServerContext } from '../context.ts';
import type { FileTicket } from './links.ts';
import { createLinks } from './links.ts';
import { fileText } from './report-file.ts';

/**
 * The host of report files: whoever has a link may read it while it lasts, and whoever sends a
 * token along is refused, as object stores do.
 */
export function downloadRoutes(context: ServerContext): Router {
  const links = createLinks(context.seed);
  const router = Router();
  router.get('/reports/:ticket/:file', async (request, response) => {
    response.locals['route'] = 'GET /reports/:ticket/:file';
    if (request.headers.authorization !== undefined) {
      refuse(response, 400, 'InvalidAuthenticationInfo');
      return;
    }
    const ticket = links.read(request.path, queryOf(request), context.now());
    if (ticket === null) refuse(response, 403, 'AuthenticationFailed');
    else if (isMissing(ticket)) refuse(response, 404, 'BlobNotFound');
    else await send(ticket, response, context);
  });
  return router;
}

function queryOf({ query }: Request) {
  const { se, sig } = query;
  return {
    se: typeof se === 'string' ? se : undefined,
    sig: typeof sig === 'string' ? sig : undefined,
  };
}

function isMissing({ fault, part, parts }: FileTicket): boolean {
  return fault?.kind === 'missing-file' && part === parts - 1;
}

function refuse(response: Response, status: number, code: string): void {
  const text = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`;
  response.status(status).type('application/xml').send(text);
}

async function send(ticket: FileTicket, response: Response, context: ServerContext): Promise<void> {
  const text = Readable.from(fileText(ticket, context));
  response.status(200).type('application/octet-stream');
  const { kind } = ticket.fault ?? { kind: null };
  if (kind === 'gzip') response.set('content-encoding', 'gzip');
  const isPacked = kind === 'gzip' || kind === 'gzip-undeclared';
  try {
    if (isPacked) await pipeline(text, createGzip(), response);
    else await pipeline(text, response);
  } catch {
    // The reader went away; there is nobody to tell.
    response.destroy();
  }
}
