import type { ErrorRequestHandler } from 'express';

import { errorBody, GitHubError } from './errors.ts';

/** Answers what was thrown: GitHub's errors as they are, a broken body with 400, bugs with 500. */
// Express tells an error handler by its four parameters.
// oxlint-disable-next-line max-params
export const handleErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const known = error instanceof GitHubError ? error : unexpected(error);
  response.status(known.status).set(known.headers);
  response.set('content-type', 'application/json; charset=utf-8');
  response.send(JSON.stringify(errorBody(known)));
};

function unexpected(error: unknown): GitHubError {
  const isBody = error instanceof SyntaxError && 'body' in error;
  if (isBody) return new GitHubError(400, 'Problems parsing JSON');
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new GitHubError(500, 'Server Error', { more: { cause: message } });
}
