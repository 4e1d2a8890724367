import type { Request } from 'express';

import { ProblemError } from './problem.ts';

/** @throws {ProblemError} 415 unless the body is said to be JSON */
export function requireJson(request: Request): void {
  if (request.is('application/json') === 'application/json') return;
  throw new ProblemError({ status: 415, detail: 'send application/json' });
}
