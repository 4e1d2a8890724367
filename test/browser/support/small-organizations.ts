import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { simulateOrganization } from '@uplift/causal';
import { historyKinds, historyLines, type OrganizationStory } from '@uplift/simulated-github';

import {
  createToken,
  runUplift,
  serveUplift,
  type Environment,
} from '../../e2e/support/service.ts';

const WEEKS = 14;
const WEEK_MS = 7 * 86_400_000;
const DEVELOPERS = 16;
const FIRST_DAY = '2020-01-06';

/** How many are in each team: the last is too small to be shown. */
const TEAM_SIZES = { harbour: 6, lantern: 6, tiny: 4 } as const;

/** What history files tell, but for Copilot. */
const KINDS = historyKinds.filter((kind) => !kind.startsWith('copilot_'));

/** An organisation of which no more is known than that it has a repository. */
export const BLANK = 'blank';

/** Where they are served, and the token of an administrator. */
export type SmallOrganizations = {
  readonly url: string;
  readonly token: string;
  /** Of the one that has pull requests. */
  readonly login: string;
};

/**
 * Two organisations in one service, of which nothing was compared: one of a quarter of pull requests
 * without Copilot, with a team of 4 beside two of 6; and {@link BLANK}, without any pull request.
 *
 * @param directory - takes files and data
 */
export async function serveSmallOrganizations(directory: string): Promise<SmallOrganizations> {
  const environment: Environment = { UPLIFT_DATA_DIR: join(directory, 'data') };
  const endsAt = new Date();
  const { story } = simulateOrganization({
    developers: DEVELOPERS,
    weeks: WEEKS,
    effectPercent: -10,
    seed: 11,
    endsAt,
  });
  const { login } = story.organization;
  const window = { from: new Date(endsAt.getTime() - WEEKS * WEEK_MS), to: endsAt };
  const lines = [
    ...historyLines({ ...story, teams: teamsOf(story) }, { ...window, kinds: KINDS }),
    JSON.stringify({ kind: 'organization', data: { id: 7, login: BLANK } }),
    JSON.stringify({
      kind: 'repository',
      organization: BLANK,
      data: { id: 70, full_name: `${BLANK}/later` },
    }),
  ];
  const file = join(directory, 'history.ndjson');
  await pipeline(Readable.from(lines.map((line) => `${line}\n`)), createWriteStream(file));
  const { code, stderr } = await runUplift(['import', file], environment);
  if (code !== 0) throw new Error(`uplift import failed: ${stderr}`);
  const token = await createToken(environment);
  const { url } = await serveUplift(environment);
  return { url, token, login };
}

/** The people of a story in teams of these sizes, from the first day to the last. */
function teamsOf({ teams }: OrganizationStory): OrganizationStory['teams'] {
  const people = new Map(teams.flatMap(({ members }) => members.map((one) => [one.id, one])));
  const left = [...people.values()].map(({ id, login }) => ({
    id,
    login,
    from: FIRST_DAY,
    to: null,
  }));
  return Object.entries(TEAM_SIZES).map(([slug, size], index) => ({
    id: index + 1,
    slug,
    name: `Team ${slug}`,
    members: left.splice(0, size),
  }));
}
