import type { ReportDeps, ReportSpec } from './report.ts';
import { organizationsOf } from './report.ts';
import { pullRequestDays } from './pull-request-days.ts';
import { ownerKeys } from './user-rows.ts';

/** A row for each repository in which something happened to a pull request on the day. */
export function* repositoryRows(spec: ReportSpec, deps: ReportDeps): Generator<object> {
  const { state } = deps;
  const until = new Date(spec.askedMs);
  for (const { id, login } of organizationsOf(spec, deps)) {
    for (const repository of state.repositoriesOf(id)) {
      const order = { state: 'all', sort: 'created', direction: 'asc' } as const;
      const stories = state.pullRequests(repository, order);
      const days = pullRequestDays({ stories, days: [spec.day], until });
      const figures = days.figures(spec.day);
      if (figures === null) continue;
      yield {
        day: spec.day,
        ...ownerKeys(spec, deps),
        organization_id: String(id),
        repo_id: repository.id,
        repo_owner_name: login,
        repo_name: repository.name,
        repo_visibility: repository.isPublic ? 'PUBLIC' : 'PRIVATE',
        pull_requests: figures,
        pull_request_review_times: days.reviewTimes(spec.day),
      };
    }
  }
}
