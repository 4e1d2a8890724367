import type { LimitedResource } from './budget.ts';

/** What went wrong between us and GitHub, as far as it makes a difference to what is done next. */
export type GitHubFailure =
  /** The key, the token or the clock is wrong. */
  | { readonly kind: 'unauthorized' }
  /** Not ours to see or do; the reason is GitHub's. */
  | { readonly kind: 'forbidden'; readonly reason: string }
  /** The owner has put the App to rest. */
  | { readonly kind: 'suspended' }
  | { readonly kind: 'not_found' }
  /** Under this name is another repository now: find it by its id. */
  | { readonly kind: 'moved' }
  /** GitHub understood and declined: a parameter, a code that was used already. */
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'rate_limited';
      /** Nothing will be answered before this. */
      readonly until: Date;
      /** The hour's allowance, or too much at once. */
      readonly limit: 'primary' | 'secondary';
      readonly resource: LimitedResource;
    }
  /** GitHub gave up on a query: ask for less at once. */
  | { readonly kind: 'too_heavy' }
  /** An error of theirs, of the network, or no answer in time: try again later. */
  | { readonly kind: 'unavailable' }
  /** The answer is not what GitHub documents; the problems name fields, without their content. */
  | { readonly kind: 'malformed'; readonly problems: readonly string[] };

/** What was asked, and how it was answered. */
type Where = {
  /** The route with its placeholders, such as `GET /repos/{owner}/{repo}`. */
  readonly operation: string;
  /** Null where there was no answer. */
  readonly status: number | null;
};

/**
 * A question to GitHub failed. Neither the message nor anything else in it holds a token, a key or a
 * signed address, so it may be logged whole.
 */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly failure: GitHubFailure;
  readonly operation: string;
  readonly status: number | null;

  constructor(failure: GitHubFailure, { operation, status }: Where) {
    super(`${operation}: ${inWords(failure)}`);
    this.failure = failure;
    this.operation = operation;
    this.status = status;
  }

  get kind(): GitHubFailure['kind'] {
    return this.failure.kind;
  }
}

/** Whether something thrown is a {@link GitHubError}. */
export const isGitHubError = (error: unknown): error is GitHubError => error instanceof GitHubError;

const words = {
  unauthorized: 'GitHub does not accept the credentials',
  suspended: 'the installation is suspended',
  not_found: 'GitHub has nothing there, or does not show it to us',
  moved: 'another repository has this name now',
  too_heavy: 'GitHub gave up on the query, it asks for too much at once',
  unavailable: 'GitHub did not answer as it should, it may be down',
} as const;

function inWords(failure: GitHubFailure): string {
  switch (failure.kind) {
    case 'forbidden':
      return `GitHub forbids it: ${failure.reason}`;
    case 'refused':
      return `GitHub refused: ${failure.reason}`;
    case 'rate_limited':
      return `GitHub's ${failure.limit} rate limit is reached until ${failure.until.toISOString()}`;
    case 'malformed':
      return `GitHub's answer is not as documented: ${failure.problems.slice(0, 10).join(', ')}`;
    case 'unauthorized':
    case 'suspended':
    case 'not_found':
    case 'moved':
    case 'too_heavy':
    case 'unavailable':
    default:
      return words[failure.kind];
  }
}
