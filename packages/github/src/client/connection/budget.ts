/** GitHub counts REST (`core`) and GraphQL apart. */
export type LimitedResource = 'core' | 'graphql';

/** What a call is expected to take of the hour's allowance. */
export type BudgetCost = { readonly resource: LimitedResource; readonly points: number };

/** How the allowance stands, as GitHub told it with an answer. */
export type BudgetStatus =
  | {
      readonly kind: 'rate';
      readonly resource: LimitedResource;
      readonly limit: number;
      readonly remaining: number;
      readonly resetAt: Date;
    }
  /** A secondary limit: nothing before the instant. */
  | { readonly kind: 'blocked'; readonly resource: LimitedResource; readonly until: Date };

/** The allowance that all who ask in the name of one installation share. */
export type Budget = {
  /** Takes points before a call; may wait, or throw a {@link GitHubError} of `rate_limited`. */
  readonly take: (cost: BudgetCost, signal?: AbortSignal) => Promise<void>;
  /** Hears what GitHub says of the allowance, with good answers and with refusals. */
  readonly told: (status: BudgetStatus) => Promise<void> | void;
};

/** The names and values of an answer's headers, in lower case. */
export type AnswerHeaders = Readonly<Record<string, string | number | undefined>>;

/** The allowance as headers tell it; null where they are silent, as with limits switched off. */
export function rateOf(headers: AnswerHeaders): BudgetStatus | null {
  const resource = headers['x-ratelimit-resource'];
  if (resource !== 'core' && resource !== 'graphql') return null;
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
    wholeNumber(headers[`x-ratelimit-${name}`]),
  );
  if (limit === undefined || remaining === undefined || reset === undefined) return null;
  return { kind: 'rate', resource, limit, remaining, resetAt: new Date(reset * 1000) };
}

/** A header's whole number; undefined if it holds none. */
export function wholeNumber(value: string | number | undefined): number | undefined {
  return value !== undefined && /^\d{1,12}$/.test(String(value)) ? Number(value) : undefined;
}
