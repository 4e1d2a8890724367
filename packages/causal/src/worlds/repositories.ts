import { repositoryNames } from './names.ts';
import type { Random } from './random.ts';
import type { StoryRepository } from './story.ts';

/** A repository of the simulated organisation. */
export type WorldRepository = StoryRepository & {
  /** Added to the log of every span: some code bases take longer. */
  readonly logPace: number;
};

const FIRST_ID = 702_118_001;
const FEWEST = 4;

/** About one repository for ten developers, at least 4 and at most 30. */
export function createRepositories(
  owner: string,
  { developers, random }: { readonly developers: number; readonly random: Random },
): WorldRepository[] {
  const count = Math.max(FEWEST, Math.round(developers / 10));
  return repositoryNames.slice(0, count).map((name, index) => ({
    id: FIRST_ID + index * 11,
    fullName: `${owner}/${name}`,
    logPace: 0.15 * random.normal(),
  }));
}

/** Mostly the team's own repositories, now and then any other. */
export function pickRepository(
  repositories: readonly WorldRepository[],
  { random, team }: { readonly random: Random; readonly team: number },
): WorldRepository {
  const any = random.pick(repositories);
  const place = random.uniform();
  const offset = place < 0.6 ? 0 : place < 0.82 ? 7 : 13;
  const own = repositories[(team + offset) % repositories.length];
  return random.chance(0.06) || own === undefined ? any : own;
}
