import { z } from 'zod';

import { text } from '../../shapes/primitives.ts';
import type { RestAnswer } from './rest.ts';
import { type FailureContext, limited } from './failure-of.ts';
import { GitHubError, type GitHubFailure } from './github-error.ts';
import { scrubSecrets } from './scrub-secrets.ts';

/** A question to the GraphQL API. */
export type GraphQLCall = {
  /** What is asked, for messages. */
  readonly operation: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What it will cost, at most. */
  readonly points: number;
};

/** One thing that could not be answered, where the rest could. */
export type GraphQLProblem = {
  /** GitHub's word, such as `FORBIDDEN`; null where it has none. */
  readonly type: string | null;
  readonly message: string;
  readonly path: readonly (string | number)[];
};

/** What was answered, with what could not be. */
export type GraphQLAnswer = {
  readonly status: number;
  readonly data: unknown;
  readonly problems: readonly GraphQLProblem[];
};

const problemShape = z
  .object({
    type: text(100).nullish().catch(null),
    code: text(100).nullish().catch(null),
    message: z.string().transform(scrubSecrets).catch(''),
    path: z.array(z.union([z.string(), z.number()])).catch([]),
  })
  .transform(({ type, code, message, path }) => ({ type: type ?? code ?? null, message, path }));

const bodyShape = z.object({
  data: z.unknown().optional(),
  errors: z.array(problemShape).nullish(),
});

/**
 * Reads an answer of the GraphQL API, which says 200 to almost everything.
 *
 * @throws {GitHubError} if no part of the question was answered, or GitHub gave up on a part
 */
export function readGraphQL(answer: RestAnswer, context: FailureContext): GraphQLAnswer {
  const where = { operation: context.operation, status: answer.status };
  const read = bodyShape.safeParse(answer.data);
  if (!read.success) {
    throw new GitHubError({ kind: 'malformed', problems: ['answer (expected data)'] }, where);
  }
  const { data, errors } = read.data;
  const problems = errors ?? [];
  for (const problem of problems) {
    const failure = wholeFailure(problem, answer, context);
    if (failure !== null) throw new GitHubError(failure, where);
  }
  const [first] = problems;
  if ((data === null || data === undefined) && first !== undefined) {
    throw new GitHubError(failureOfProblem(first), where);
  }
  return { status: answer.status, data, problems };
}

const tooHeavyTypes: ReadonlySet<string | null> = new Set([
  'RESOURCE_LIMITS_EXCEEDED',
  'MAX_NODE_LIMIT_EXCEEDED',
]);

/** What spoils the answer as a whole, though it stands beside a part only; null where it does not. */
function wholeFailure(
  { type, message, path }: GraphQLProblem,
  { headers }: RestAnswer,
  context: FailureContext,
): GitHubFailure | null {
  if (/secondary rate/i.test(message)) return limited('secondary', headers, context);
  if (type?.includes('RATE_LIMIT') === true || type === 'graphql_rate_limit') {
    return limited('primary', headers, context);
  }
  if (tooHeavyTypes.has(type)) return { kind: 'too_heavy' };
  const gaveUp = path.length === 0 && /something went wrong while executing/i.test(message);
  return gaveUp ? { kind: 'too_heavy' } : null;
}

/** What an error of one part means for someone who needs that part. */
export function failureOfProblem({ type, message }: GraphQLProblem): GitHubFailure {
  if (type === 'NOT_FOUND') return { kind: 'not_found' };
  const reason = message || 'no reason given';
  return type === 'FORBIDDEN' ? { kind: 'forbidden', reason } : { kind: 'refused', reason };
}
