import type { DeliveredPullRequest } from '../deployments/delivered-pull-requests.ts';
import type { ProductionDeployment } from '../deployments/production-deployments.ts';
import type { MeasuredPullRequest } from './bucket-facts.ts';
import { groupChronicle, type Chronicle } from './chronicle.ts';
import type { ScopedReview } from './fact-set.ts';
import type { PersonDay } from './person-weeks.ts';

/** What happened in a place, a repository or all of them, in the order of time. */
export type PlaceFacts = {
  readonly merged: Chronicle<MeasuredPullRequest>;
  readonly opened: Chronicle<MeasuredPullRequest>;
  readonly closed: Chronicle<MeasuredPullRequest>;
  readonly reviews: Chronicle<ScopedReview>;
  readonly presence: Chronicle<PersonDay & { readonly repositoryId: number }>;
  readonly deployments: Chronicle<ProductionDeployment>;
  readonly delivered: Chronicle<DeliveredPullRequest>;
};

/**
 * Divides what happened by repository, at the first question, in one pass over all of it: there are
 * many repositories, and each has little.
 */
export function divideByRepository(all: PlaceFacts): (repository: number) => PlaceFacts {
  let divided: ReturnType<typeof divide> | null = null;
  return (repository) => {
    divided ??= divide(all);
    return divided(repository);
  };
}

function divide(all: PlaceFacts): (repository: number) => PlaceFacts {
  const of = {
    merged: byRepository(all.merged),
    opened: byRepository(all.opened),
    closed: byRepository(all.closed),
    reviews: byRepository(all.reviews),
    presence: byRepository(all.presence),
    deployments: byRepository(all.deployments),
    delivered: byRepository(all.delivered),
  };
  return (repository) => ({
    merged: of.merged(repository),
    opened: of.opened(repository),
    closed: of.closed(repository),
    reviews: of.reviews(repository),
    presence: of.presence(repository),
    deployments: of.deployments(repository),
    delivered: of.delivered(repository),
  });
}

function byRepository<T extends { readonly repositoryId: number }>(
  whole: Chronicle<T>,
): (repository: number) => Chronicle<T> {
  const groups = groupChronicle(whole, ({ repositoryId }) => repositoryId);
  return (repository) => groups.get(repository) ?? { items: [], instants: new Float64Array() };
}
