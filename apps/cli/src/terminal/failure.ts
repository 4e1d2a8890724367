import { ConfigError } from '@uplift/runtime';

/** Something a person can mend: said in one line, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/**
 * One line that says what went wrong.
 *
 * @param withStack - the whole stack instead, with that of every cause, for `--debug`
 */
export function describeFailure(error: unknown, withStack: boolean): string {
  if (!(error instanceof Error)) return `uplift: ${String(error)}`;
  if (withStack) return stackOf(error);
  if (error instanceof ConfigError) return `uplift: ${error.message}`;
  return `uplift: ${innermostMessage(error)
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')}`;
}

/** Database layers wrap the server's own words in the whole statement: the cause says it better. */
function innermostMessage(error: Error): string {
  const cause = causeOf(error);
  return cause === null ? hintOf(error) : innermostMessage(cause);
}

/** A host with several addresses fails with one error for each: the first stands for all. */
function causeOf(error: Error): Error | null {
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return cause instanceof Error ? cause : null;
}

function stackOf(error: Error): string {
  const cause = causeOf(error);
  const stack = error.stack ?? error.message;
  return cause === null ? stack : `${stack}\nCaused by: ${stackOf(cause)}`;
}

function hintOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED') {
    return `${error.message || 'connection refused'}: is the server of DATABASE_URL or REDIS_URL running?`;
  }
  if (code === 'EADDRINUSE') return `${error.message}: set PORT to a free port`;
  return error.message;
}
