import type { ComparedDeveloper, ComparedPullRequest } from '@uplift/db';

/** What GitHub calls a person, a repository or a team. */
type Named = { readonly githubId: number | null; readonly name: string };

/**
 * The order of things by GitHub's numbers, then by name in lower case: the same wherever the same is
 * known of them, while ids are given as things are first heard of, which no two databases do alike.
 */
export function byStandingOrder(a: Named, b: Named): number {
  if (a.githubId !== null && b.githubId !== null) return a.githubId - b.githubId;
  if (a.githubId !== null || b.githubId !== null) return a.githubId === null ? 1 : -1;
  const [first, second] = [a.name.toLowerCase(), b.name.toLowerCase()];
  return first < second ? -1 : Number(first > second);
}

/** Ids in their standing order. */
export type StandingOrder = {
  readonly people: readonly number[];
  readonly repositories: readonly number[];
  readonly teams: readonly number[];
};

type Numbered = {
  readonly developers: readonly ComparedDeveloper[];
  readonly pullRequests: readonly ComparedPullRequest[];
};

/** The ids that a population is told by. */
export function idsOf({ developers, pullRequests }: Numbered) {
  return {
    people: new Set([
      ...developers.map(({ id }) => id),
      ...pullRequests.map(({ developerId }) => developerId),
    ]),
    repositories: new Set(pullRequests.map(({ repositoryId }) => repositoryId)),
    teams: new Set(developers.flatMap(({ teamId }) => teamId ?? [])),
  };
}

/**
 * The same population with places in the standing order for ids, so that sums over it are the same to
 * the last digit, and fingerprints of it too, wherever the same is known.
 *
 * @throws {RangeError} if an id is not in the order
 */
export function numberedAnew<Population extends Numbered>(
  population: Population,
  order: StandingOrder,
): Population {
  const person = placesIn(order.people);
  const repository = placesIn(order.repositories);
  const team = placesIn(order.teams);
  return {
    ...population,
    developers: population.developers.map((developer) => ({
      ...developer,
      id: person(developer.id),
      teamId: developer.teamId === null ? null : team(developer.teamId),
    })),
    pullRequests: population.pullRequests.map((pullRequest) => ({
      ...pullRequest,
      developerId: person(pullRequest.developerId),
      repositoryId: repository(pullRequest.repositoryId),
    })),
  };
}

function placesIn(ids: readonly number[]): (id: number) => number {
  const places = new Map(ids.map((id, place) => [id, place + 1]));
  return (id) => {
    const place = places.get(id);
    if (place === undefined) throw new RangeError(`the id ${id} is not in the standing order`);
    return place;
  };
}
