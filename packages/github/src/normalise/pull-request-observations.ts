import type { AccountRef, Observation, TimelineEvent } from '@uplift/metrics';

import { repositoryRef, type RepositoryPayload } from '../shapes/places.ts';

/** The events as observations of one pull request. */
export function pullRequestObservations(
  repository: RepositoryPayload,
  number: number,
  events: readonly TimelineEvent<AccountRef>[],
): readonly Observation[] {
  const ref = repositoryRef(repository);
  return events.map((event) => ({ kind: 'pull_request_event', repository: ref, number, event }));
}
