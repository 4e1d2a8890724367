import type { Observation, RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import { deployment, deploymentStatus } from '../../normalise/deployment.ts';
import { MalformedPayloadError, type Normaliser } from '../../normalise/normaliser.ts';
import { ownerRef, repositoryShape } from '../../shapes/places.ts';
import { githubId, instant, text } from '../../shapes/primitives.ts';
import type { Reading } from '../connection/github-client.ts';
import { GitHubError } from '../connection/github-error.ts';
import { allOf, ask, pagesOf } from '../connection/rest.ts';
import type { RepositoryRead } from '../pull-requests/answer.ts';
import { readStatuses, type DeploymentStatusRead } from './read-deployment-statuses.ts';

/** Deployments of a repository, with all that was said of each. */
export type DeploymentPage = RepositoryRead & {
  /** Deployments and their statuses, in the words of webhooks. */
  readonly observations: readonly Observation[];
  /** What could not be read: fields, without their content. */
  readonly problems: readonly string[];
};

/** Which deployments. */
export type DeploymentWishes = {
  readonly repository: RepositoryRef;
  /** Those made before this are left out. */
  readonly since: Date;
  /** All unless told. */
  readonly environment?: string;
};

const placeShape = repositoryShape.extend({ id: githubId });
const listedShape = z.looseObject({
  id: githubId,
  node_id: text(200).nullish(),
  created_at: instant,
});
const record = z.record(z.string(), z.unknown());

type Place = { readonly ref: RepositoryRef; readonly payload: Readonly<Record<string, unknown>> };

/**
 * Pages of deployments, newest first, until one is older than wished: a request for each hundred,
 * and a query for all their statuses, which costs a point.
 *
 * @throws {GitHubError} `moved` where the name belongs to another repository now
 */
export async function* readDeployments(
  wishes: DeploymentWishes,
  reading: Reading,
): AsyncGenerator<DeploymentPage> {
  const { organization, repository, place } = await placeOf(wishes.repository, reading);
  const { environment, since } = wishes;
  const [owner, repo] = repository.fullName.split('/');
  const parameters = { owner, repo, ...(environment === undefined ? {} : { environment }) };
  const route = 'GET /repos/{owner}/{repo}/deployments';
  for await (const page of pagesOf({ route, parameters }, z.array(z.unknown()), reading)) {
    const listed = page.map((one) => ({ data: one, read: listedShape.safeParse(one).data }));
    const fresh = listed.filter(({ read }) => read === undefined || read.created_at >= since);
    const nodeIds = fresh.flatMap(({ read }) => read?.node_id ?? []);
    const statuses = await readStatuses(nodeIds, reading);
    const read: Read[] = [];
    for (const { data, read: known } of fresh) {
      if (known === undefined) {
        read.push({ observations: [], problems: ['deployment: not readable'] });
        continue;
      }
      const said =
        statuses.get(known.node_id ?? '') ?? (await allStatuses(known.id, place, reading));
      read.push(withStatuses(data, said, place));
    }
    const observations = read.flatMap((one) => one.observations);
    const problems = [...new Set(read.flatMap((one) => one.problems))];
    yield { organization, repository, observations, problems };
    if (fresh.length < listed.length) return;
  }
}

async function placeOf({ githubId: expected, fullName }: RepositoryRef, reading: Reading) {
  const [owner, repo] = fullName.split('/');
  const route = 'GET /repos/{owner}/{repo}';
  const found = await ask({ route, parameters: { owner, repo } }, placeShape, reading);
  if (expected !== null && expected !== found.id) {
    throw new GitHubError({ kind: 'moved' }, { operation: route, status: 200 });
  }
  const organization = ownerRef(found);
  const repository = { githubId: found.id, fullName: found.full_name };
  const owning = { id: organization.githubId, login: organization.login };
  const payload = { id: found.id, full_name: found.full_name, owner: owning };
  return { organization, repository, place: { ref: repository, payload } };
}

type Read = { readonly observations: readonly Observation[]; readonly problems: readonly string[] };

/** All statuses of one deployment: where there are very many, or the query left it out. */
async function allStatuses(
  id: number,
  { ref }: Place,
  reading: Reading,
): Promise<readonly DeploymentStatusRead[]> {
  const [owner, repo] = ref.fullName.split('/');
  const route = 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses';
  const parameters = { owner, repo, deployment_id: id };
  return allOf({ route, parameters }, z.array(record), reading);
}

function withStatuses(
  data: unknown,
  statuses: readonly DeploymentStatusRead[],
  place: Place,
): Read {
  const told = [
    translated(deployment, { repository: place.payload, deployment: data }),
    ...statuses.map((status) => {
      const payload = { repository: place.payload, deployment: data, deployment_status: status };
      return onlyStatus(translated(deploymentStatus, payload));
    }),
  ];
  return {
    observations: told.flatMap(({ observations }) => observations),
    problems: told.flatMap(({ problems }) => problems),
  };
}

/** What a webhook of that payload would tell. */
function translated({ normalise }: Normaliser, payload: object): Read {
  try {
    const told = normalise({ action: 'created', payload, receivedAt: new Date(0) });
    const groups = told.outcome === 'observations' ? told.groups : [];
    return { observations: groups.flatMap(({ observations }) => observations), problems: [] };
  } catch (error) {
    if (error instanceof MalformedPayloadError) {
      return { observations: [], problems: error.problems };
    }
    throw error;
  }
}

const onlyStatus = ({ observations, problems }: Read): Read => ({
  observations: observations.filter(({ kind }) => kind === 'deployment_status'),
  problems,
});
