/** Why an answer did not come, for a person and for whoever looks into it. */
export type Failure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly detail: string | null;
      /** As in the server's log; null where a proxy answered. */
      readonly requestId: string | null;
    };

/** A question to the server that was not answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly failure: Failure;
  readonly at: Date;

  constructor(failure: Failure, at: Date) {
    super(failure.kind === 'refused' ? `the server answered ${failure.status}` : failure.kind);
    this.failure = failure;
    this.at = at;
  }
}

/** The status of a refusal, or null. */
export function statusOf(error: unknown): number | null {
  return error instanceof ApiError && error.failure.kind === 'refused'
    ? error.failure.status
    : null;
}
