import { STATUS_CODES } from 'node:http';

import type { Problem } from '@uplift/contracts';
import type { ErrorRequestHandler, RequestHandler } from 'express';

import { requestIdOf } from './request-id.ts';

/** An error whose words are meant for the client. Anything else becomes a bare 500. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Omit<Problem, 'title' | 'type'> & { type?: string; title?: string }) {
    const title = problem.title ?? STATUS_CODES[problem.status] ?? 'Error';
    super(problem.detail ?? title);
    this.problem = { type: 'about:blank', ...problem, title };
  }
}

/** Answers a path that nothing else took. */
export const notFound: RequestHandler = (request) => {
  throw new ProblemError({ status: 404, detail: `there is nothing at ${request.path}` });
};

/** The last middleware: every error leaves the server as `application/problem+json`. */
export function sendProblem(
  logError: (error: unknown, requestId: string) => void,
): ErrorRequestHandler {
  // oxlint-disable-next-line max-params -- Express knows an error handler by its four parameters
  return (error: unknown, _request, response, next) => {
    const requestId = requestIdOf(response);
    const problem = toProblem(error);
    if (problem.status >= 500 && !(error instanceof ProblemError)) logError(error, requestId);
    if (response.headersSent) {
      next(error);
      return;
    }
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer realm="uplift"');
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify({ ...problem, instance: requestId }));
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;

  // Parsers throw http-errors: `expose` says that status and message are the client's to see.
  const exposed = exposedStatus(error);
  const status = exposed ?? 500;
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: 'about:blank', title, status, ...(isNoJson(error) && { detail: NO_JSON }) };
}

const NO_JSON = 'the body is not JSON';

function isNoJson(error: unknown): boolean {
  return error instanceof SyntaxError && 'type' in error && error.type === 'entity.parse.failed';
}

function exposedStatus(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  if (!('expose' in error) || error.expose !== true) return null;
  return 'status' in error && typeof error.status === 'number' ? error.status : null;
}
