import type { Loading } from '../api/health.ts';
import { count } from '../format/numbers.ts';
import { moment } from '../format/dates.ts';

/** How far the history has come, in one line. */
export function loadingWords({ done, total, repositories, eta }: Loading, zone?: string): string {
  const amount =
    total === null
      ? `${count(done)} pull requests so far`
      : `${count(done)} of ${count(total)} pull requests`;
  const open = `${count(repositories)} ${repositories === 1 ? 'repository' : 'repositories'} to go`;
  const until = eta === null ? '' : ` · done by about ${moment(eta, zone)}`;
  return `${amount} · ${open}${until}`;
}
