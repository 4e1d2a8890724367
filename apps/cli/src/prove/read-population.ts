import type { HistoryPopulation } from '@uplift/causal';
import { comparedPopulation, openHistoryFold, readHistoryLines } from '@uplift/worker';

import { CommandError } from '../terminal/failure.ts';

/** Everybody of some histories together. */
export type ReadPopulation = {
  readonly population: HistoryPopulation;
  readonly organizations: readonly string[];
  readonly skippedLines: number;
};

/** Whose starts are looked up matters to nobody: they are forgotten. */
const ANY_TREATMENT = { tool: 'copilot', source: 'usage' } as const;

/**
 * Reads history files and pools their organisations into one population, adoption and teams left
 * where they are. A person of two organisations is two developers.
 *
 * @throws {CommandError} if there is nobody in them
 * @throws {HistoryFileError} if a file is missing, or ends too early
 */
export async function readPopulation(paths: readonly string[]): Promise<ReadPopulation> {
  const fold = openHistoryFold();
  for (const path of paths) for await (const line of readHistoryLines(path)) fold.take(line);
  const organizations = fold.organizations();
  const population = pool(
    organizations.flatMap((one) => comparedPopulation(one, ANY_TREATMENT) ?? []),
  );
  if (population.developers.length === 0) {
    throw new CommandError('no developer is at work in these files: they need pull_request lines');
  }
  return {
    population,
    organizations: organizations.map(({ login }) => login),
    skippedLines: fold.skipped(),
  };
}

/** Numbers people and repositories through; complete is what all organisations reach. */
function pool(parts: readonly HistoryPopulation[]): HistoryPopulation {
  let [people, repositories] = [0, 0];
  const placed = parts.map(({ developers, pullRequests }) => {
    const [before, repositoriesBefore] = [people, repositories];
    for (const { id } of developers) people = Math.max(people, before + id);
    const pulls = pullRequests.map((pull) => {
      const repositoryId = repositoriesBefore + pull.repositoryId;
      repositories = Math.max(repositories, repositoryId);
      return { ...pull, developerId: before + pull.developerId, repositoryId };
    });
    return { developers: developers.map((one) => ({ ...one, id: before + one.id })), pulls };
  });
  return {
    developers: placed.flatMap(({ developers }) => developers),
    pullRequests: placed.flatMap(({ pulls }) => pulls),
    asOf: new Date(Math.min(...parts.map(({ asOf }) => asOf.getTime()))),
  };
}
