import type { BackfillReport } from '../operations/backfill.ts';

type Fetched = BackfillReport['repositories'][number];

/** What was fetched of a repository now, and what had been here before. */
export function wordsOfFetched({ pullRequests, fetched, updated, reached }: Fetched): string {
  const back = reached === null ? '' : ` back to ${reached.slice(0, 10)}`;
  if (updated === null) return `${pullRequestsOf(pullRequests)}${back}`;
  const { since, checked, changed } = updated;
  const news = checked === 0 ? 'nothing' : `${pullRequestsOf(checked)} (${count(changed)} changed)`;
  const further = fetched === 0 ? '' : `, and ${pullRequestsOf(fetched)} further${back}`;
  return `${news} updated since ${since.slice(0, 16).replace('T', ' ')} UTC${further}`;
}

const count = (number: number): string => number.toLocaleString('en');

const pullRequestsOf = (number: number): string =>
  `${count(number)} pull request${number === 1 ? '' : 's'}`;
