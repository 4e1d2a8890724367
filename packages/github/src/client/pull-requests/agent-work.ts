import type { Observation, RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import { timelineLine } from '../../history/timeline-line.ts';
import type { Reading } from '../connection/github-client.ts';
import { isGitHubError } from '../connection/github-error.ts';
import { allOf } from '../connection/rest.ts';
import type { RepositoryRead } from './answer.ts';
import type { PullRequestRead } from './read-node.ts';

/** Agents that GitHub runs itself: Copilot, Claude and Codex. Of others it knows no beginning. */
const RUN_BY_GITHUB: ReadonlySet<number | null> = new Set([198982749, 242468646, 242516109]);

const entries = z.array(z.looseObject({ event: z.string().nullish() }));

/**
 * Who asked an agent for its work, of pull requests where nobody else tells: such an agent opened
 * them, and no person is assigned. Only the REST timeline has it, for a request each.
 *
 * @throws {GitHubError} where trying again later may help
 */
export async function withAgentWork(
  reads: readonly PullRequestRead[],
  place: RepositoryRead,
  reading: Reading,
): Promise<readonly PullRequestRead[]> {
  const told: PullRequestRead[] = [];
  for (const read of reads) {
    const work = await readAgentWork(read, place, reading);
    told.push(
      work.length === 0 ? read : { ...read, observations: [...read.observations, ...work] },
    );
  }
  return told;
}

function lacksAsker({ observations }: PullRequestRead): boolean {
  return observations.some((one) => {
    if (one.kind !== 'pull_request_event' || one.event.kind !== 'snapshot') return false;
    const { author, assignees } = one.event.attributes;
    const isRun = RUN_BY_GITHUB.has(author?.githubId ?? null);
    return isRun && !(assignees ?? []).some(({ type }) => type === 'User');
  });
}

/** The same of one pull request; nothing where it is known without. @throws {GitHubError} */
export async function readAgentWork(
  read: PullRequestRead,
  { repository }: RepositoryRead,
  reading: Reading,
): Promise<readonly Observation[]> {
  if (!lacksAsker(read)) return [];
  const { number } = read;
  const listed = await timelineOf(number, repository, reading);
  return listed.flatMap((data) => {
    if (data.event?.startsWith('copilot_work_') !== true) return [];
    const line = { repository: repository.fullName, pull_request: number, data };
    const told = timelineLine('timeline_event', line);
    const groups = told.outcome === 'observations' ? told.groups : [];
    return groups.flatMap(({ observations }) =>
      observations.map((one) => ('repository' in one ? { ...one, repository } : one)),
    );
  });
}

/** Empty where the timeline may not be read: the pull request counts without it. */
async function timelineOf(number: number, { fullName }: RepositoryRef, reading: Reading) {
  const [owner, repo] = fullName.split('/');
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/timeline';
  const parameters = { owner, repo, issue_number: number };
  try {
    return await allOf({ route, parameters }, entries, reading);
  } catch (error) {
    const isRefused =
      isGitHubError(error) && ['forbidden', 'not_found', 'malformed'].includes(error.kind);
    if (isRefused) return [];
    throw error;
  }
}
