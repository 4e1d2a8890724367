import { ConfigError } from '@uplift/runtime';

/** Something a person can mend: said in one line, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/**
 * One line that says what went wrong.
 *
 * @param withStack - the whole stack instead, for `--debug`
 */
export function describeFailure(error: unknown, withStack: boolean): string {
  if (!(error instanceof Error)) return `uplift: ${String(error)}`;
  if (withStack) return error.stack ?? error.message;
  if (error instanceof ConfigError) return `uplift: ${error.message}`;
  return `uplift: ${innermostMessage(error).replaceAll(/\s*\n\s*/g, ' ')}`;
}

/** Database layers wrap the server's own words in the whole statement: the cause says it better. */
function innermostMessage(error: Error): string {
  const cause = error.cause;
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) {
    return hintOf(cause.errors[0]);
  }
  return cause instanceof Error ? innermostMessage(cause) : hintOf(error);
}

function hintOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED') {
    return `${error.message || 'connection refused'}: is the server of DATABASE_URL or REDIS_URL running?`;
  }
  if (code === 'EADDRINUSE') return `${error.message}: set PORT to a free port`;
  return error.message;
}
