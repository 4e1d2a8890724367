import type { DividedPopulation } from '@uplift/causal';
import { findStandingOrder, type Transaction } from '@uplift/db';

/**
 * The same population with places in the standing order for ids, so that it is the same, to the last
 * digit of every sum over it, wherever the same is known: ids are given as things are first heard of,
 * which no two databases do alike.
 */
export async function inStandingOrder(
  tx: Transaction,
  population: DividedPopulation,
): Promise<DividedPopulation> {
  const { developers, pullRequests } = population;
  const order = await findStandingOrder(tx, {
    people: new Set([
      ...developers.map(({ id }) => id),
      ...pullRequests.map(({ developerId }) => developerId),
    ]),
    repositories: new Set(pullRequests.map(({ repositoryId }) => repositoryId)),
    teams: new Set(developers.flatMap(({ teamId }) => teamId ?? [])),
  });
  const person = placesIn(order.people);
  const repository = placesIn(order.repositories);
  const team = placesIn(order.teams);
  return {
    ...population,
    developers: developers.map((developer) => ({
      ...developer,
      id: person(developer.id),
      teamId: developer.teamId === null ? null : team(developer.teamId),
    })),
    pullRequests: pullRequests.map((pullRequest) => ({
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
    if (place === undefined) throw new Error(`${id} is in no order`);
    return place;
  };
}
