import { failure } from './failure.ts';

/** What a kind of object takes to look up, in milliseconds of GitHub's time. */
const PULL_REQUEST_MS = 40;
const OTHER_MS = 2;
const QUERY_MS = 50;

/** How much one query may take. */
export type EffortLimits = { readonly seconds: number; readonly nodes: number };

/** What one query has taken so far; nothing waits for that time, it is only added up. */
export type Effort = {
  /**
   * Takes the nodes of one page.
   *
   * @throws {GraphQLError} if the query has more nodes than one may have: this page is left out
   */
  readonly take: (kind: 'pull request' | 'other', count: number) => void;
  /** Whether the query took longer than GitHub lets one run. */
  readonly isOver: () => boolean;
};

/**
 * A model of how long GitHub takes: a pull request is dear, for its sizes come out of git, and all
 * else is cheap. So pages of few pull requests pass where pages of many are cut off.
 */
export function createEffort({ seconds, nodes }: EffortLimits): Effort {
  let ms = QUERY_MS;
  let taken = 0;
  return {
    take: (kind, count) => {
      ms += count * (kind === 'pull request' ? PULL_REQUEST_MS : OTHER_MS);
      if (taken + count > nodes) {
        throw failure('RESOURCE_LIMITS_EXCEEDED', 'Resource limits for this query exceeded.');
      }
      taken += count;
    },
    isOver: () => ms > seconds * 1000,
  };
}
