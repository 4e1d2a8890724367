import { randomUUID } from 'node:crypto';

import type { RequestHandler, Response } from 'express';

const HEADER = 'x-request-id';
const acceptable = /^[\w.-]{1,64}$/;

/** Gives every request an id, its own if it brings a decent one, and answers with it. */
export const assignRequestId: RequestHandler = (request, response, next) => {
  const given = request.get(HEADER);
  response.set(HEADER, given !== undefined && acceptable.test(given) ? given : randomUUID());
  next();
};

/** The id of the request that is being answered. */
export function requestIdOf(response: Response): string {
  const id = response.get(HEADER);
  return typeof id === 'string' ? id : '';
}
