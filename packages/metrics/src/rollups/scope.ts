import type { Authorship } from '../facts.ts';

/** Whom and what a rollup is about; null is "all". The filters combine. */
export type Scope = {
  readonly team: number | null;
  readonly repository: number | null;
  /** A cohort: the same people on every day. */
  readonly cohort: number | null;
  /** Null leaves out the pull requests of bots that are no AI agents; `bot` asks for them alone. */
  readonly authorship: Authorship | null;
};

/** The scope of the whole organisation. */
export const wholeOrganization: Scope = {
  team: null,
  repository: null,
  cohort: null,
  authorship: null,
};

/**
 * The key of a scope: `all`, `team:3`, `repository:7`, `cohort:2`, `authorship:agent`, or such parts
 * joined by commas, in that order.
 */
export function scopeKey(scope: Scope): string {
  const parts = [
    scope.team === null ? [] : [`team:${scope.team}`],
    scope.repository === null ? [] : [`repository:${scope.repository}`],
    scope.cohort === null ? [] : [`cohort:${scope.cohort}`],
    scope.authorship === null ? [] : [`authorship:${scope.authorship}`],
  ].flat();
  return parts.length === 0 ? 'all' : parts.join(',');
}

/** Whether a scope takes in pull requests of an authorship. */
export function admitsAuthorship(scope: Scope, authorship: Authorship): boolean {
  return scope.authorship === null ? authorship !== 'bot' : authorship === scope.authorship;
}
