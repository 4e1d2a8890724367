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
  return `uplift: ${tellingMessage(error)
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')}`;
}

/**
 * The words of the error itself, unless a cause says it better: a refused connection, however deep,
 * or the server's own words, which the database layer wraps in the whole statement.
 */
function tellingMessage(error: Error): string {
  const chain = causesOf(error);
  const refused = chain.find((one) => codeOf(one) === 'ECONNREFUSED' && causeOf(one) === null);
  const worded = chain.find(({ message }) => message !== '' && !message.startsWith('Failed query'));
  return hintOf(refused ?? worded ?? error);
}

/** The error, its cause, the cause of that, … */
function causesOf(error: Error): Error[] {
  const cause = causeOf(error);
  return cause === null ? [error] : [error, ...causesOf(cause)];
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
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') {
    return `${error.message || 'connection refused'}: is the server of DATABASE_URL or REDIS_URL running?`;
  }
  if (code === 'EADDRINUSE') return `${error.message}: set PORT to a free port`;
  return error.message;
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : undefined;
}
