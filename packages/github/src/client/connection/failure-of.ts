import { z } from 'zod';

import { type AnswerHeaders, type LimitedResource, wholeNumber } from './budget.ts';
import { GitHubError, type GitHubFailure } from './github-error.ts';
import { scrubSecrets } from './scrub-secrets.ts';

/** An answer that is not what was asked for. */
export type BadAnswer = {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** What the body says, if anything. */
  readonly message: string;
};

/** Where and when something failed. */
export type FailureContext = {
  readonly operation: string;
  readonly resource: LimitedResource;
  readonly now: () => Date;
};

const thrownShape = z.object({
  response: z.object({
    status: z.int(),
    headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()),
    data: z.unknown().optional(),
  }),
});

const bodyShape = z.object({
  message: z.string(),
  errors: z.array(z.object({ message: z.string() })).catch([]),
});

/** The answer that something thrown by a client library holds; null if nobody answered. */
export function answerIn(error: unknown): BadAnswer | null {
  const read = thrownShape.safeParse(error);
  if (!read.success) return null;
  const { status, headers, data } = read.data.response;
  const body = bodyShape.safeParse(data);
  if (!body.success) return { status, headers, message: '' };
  const parts = [body.data.message, ...body.data.errors.map(({ message }) => message)];
  return { status, headers, message: parts.join(': ') };
}

/** Whatever a client library threw, as an error of ours that holds nothing of it but words. */
export function errorOf(error: unknown, context: FailureContext): GitHubError {
  if (error instanceof GitHubError) return error;
  const { operation } = context;
  const answer = answerIn(error);
  if (answer === null) return new GitHubError({ kind: 'unavailable' }, { operation, status: null });
  return new GitHubError(failureOf(answer, context), { operation, status: answer.status });
}

/** What an answer with an error status means. */
function failureOf(answer: BadAnswer, context: FailureContext): GitHubFailure {
  const { status, message } = answer;
  const reason = scrubSecrets(message) || `status ${status}`;
  if (status === 401) return { kind: 'unauthorized' };
  if (status === 403 || status === 429) return forbidden(answer, context);
  if (status === 404 || status === 410) return { kind: 'not_found' };
  if (status === 451) return { kind: 'forbidden', reason };
  if (status >= 300 && status < 400) return { kind: 'moved' };
  if (status >= 400 && status < 500) return { kind: 'refused', reason };
  const gaveUp = context.resource === 'graphql' && (status === 502 || status === 504);
  return { kind: gaveUp ? 'too_heavy' : 'unavailable' };
}

/** GitHub says 403 both to what is never allowed and to what is too much just now. */
function forbidden(answer: BadAnswer, context: FailureContext): GitHubFailure {
  const { status, headers, message } = answer;
  const isSecondary = headers['retry-after'] !== undefined || /secondary rate/i.test(message);
  const isPrimary = wholeNumber(headers['x-ratelimit-remaining']) === 0;
  if (isSecondary) return limited('secondary', headers, context);
  if (isPrimary || status === 429) return limited('primary', headers, context);
  if (/suspended/i.test(message)) return { kind: 'suspended' };
  return { kind: 'forbidden', reason: scrubSecrets(message) || `status ${status}` };
}

/** Where GitHub does not say how long, it asks for a minute at least. */
const leastWaitMs = 60_000;

/** A limit that is reached, and until when: as the headers say, else for a minute. */
export function limited(
  limit: 'primary' | 'secondary',
  headers: AnswerHeaders,
  { resource, now }: FailureContext,
): GitHubFailure {
  const retryAfter = wholeNumber(headers['retry-after']);
  const reset = wholeNumber(headers['x-ratelimit-reset']);
  const isOver = wholeNumber(headers['x-ratelimit-remaining']) === 0;
  const nowMs = now().getTime();
  let untilMs = nowMs + leastWaitMs;
  if (retryAfter !== undefined) untilMs = nowMs + retryAfter * 1000;
  else if (isOver && reset !== undefined) untilMs = Math.max(nowMs, reset * 1000);
  return { kind: 'rate_limited', until: new Date(untilMs), limit, resource };
}
