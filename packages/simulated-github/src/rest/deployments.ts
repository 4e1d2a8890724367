import type { StoryDeployment } from '../story.ts';
import { secondOf, timestamp } from './instants.ts';
import { nodeId } from './node-id.ts';
import { repositoryUrl } from './repositories.ts';
import { shownUser } from './users.ts';

/** A deployment at an instant: it was last touched by its latest status. */
export function deploymentAt(deployment: StoryDeployment, at: Date) {
  const { repository, environment } = deployment;
  const url = deploymentUrl(deployment);
  const touched = statusesUntil(deployment, at).at(-1)?.at ?? deployment.createdAt;
  return {
    url,
    id: deployment.id,
    node_id: nodeId('DE', repository.id, deployment.id),
    task: 'deploy',
    original_environment: environment,
    environment,
    description: null,
    created_at: timestamp(deployment.createdAt),
    updated_at: timestamp(touched),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(repository),
    creator: shownUser(deployment.creator),
    sha: deployment.sha,
    ref: deployment.ref,
    payload: {},
    transient_environment: false,
    production_environment: environment === 'production',
    performed_via_github_app: null,
  };
}

/** The statuses whose second is not after that of `at`. */
export function statusesUntil(
  deployment: StoryDeployment,
  at: Date,
): readonly StoryDeployment['statuses'][number][] {
  return deployment.statuses.filter((status) => secondOf(status.at) <= secondOf(at));
}

/** One of the deployment's statuses. */
export function deploymentStatusOf(
  status: StoryDeployment['statuses'][number],
  deployment: StoryDeployment,
) {
  const { repository, environment, creator } = deployment;
  const url = deploymentUrl(deployment);
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DES', repository.id, status.id),
    state: status.state,
    creator: shownUser(creator),
    description: '',
    environment,
    target_url: '',
    created_at: timestamp(status.at),
    updated_at: timestamp(status.at),
    deployment_url: url,
    repository_url: repositoryUrl(repository),
    environment_url: '',
    log_url: '',
    performed_via_github_app: null,
  };
}

function deploymentUrl({ repository, id }: StoryDeployment): string {
  return `${repositoryUrl(repository)}/deployments/${id}`;
}
