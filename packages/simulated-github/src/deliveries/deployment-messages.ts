import { deploymentAt, deploymentStatusOf } from '../rest/deployments.ts';
import { secondOf } from '../rest/instants.ts';
import { repositoryOf } from '../rest/repositories.ts';
import { shownUser } from '../rest/users.ts';
import type { StoryDeployment } from '../story.ts';
import type { Message, Scene } from './message.ts';
import { closingOf } from './message.ts';
import type { Moment } from './pull-request-messages.ts';

/**
 * The moments of a deployment, ascending: its creation and each status. Of `inactive`, which says
 * that a later one has taken its place, GitHub tells nobody.
 */
export function* deploymentMoments(deployment: StoryDeployment, scene: Scene): Generator<Moment> {
  yield { at: secondOf(deployment.createdAt), messages: () => [created(deployment, scene)] };
  for (const status of deployment.statuses) {
    if (status.state === 'inactive') continue;
    yield { at: secondOf(status.at), messages: () => [stated(status, deployment, scene)] };
  }
}

function created(deployment: StoryDeployment, scene: Scene): Message {
  const { repository, id, createdAt } = deployment;
  const payload = {
    action: 'created',
    deployment: deploymentAt(deployment, createdAt),
    workflow: null,
    workflow_run: null,
    ...closing(deployment, scene),
  };
  return {
    event: 'deployment',
    key: `deployment/${repository.id}/${id}`,
    at: createdAt,
    repositoryId: repository.id,
    payload,
  };
}

function stated(
  status: StoryDeployment['statuses'][number],
  deployment: StoryDeployment,
  scene: Scene,
): Message {
  const { repository, id } = deployment;
  const payload = {
    action: 'created',
    deployment_status: deploymentStatusOf(status, deployment),
    deployment: deploymentAt(deployment, status.at),
    check_run: null,
    workflow_run: null,
    ...closing(deployment, scene),
  };
  return {
    event: 'deployment_status',
    key: `deployment_status/${repository.id}/${id}/${status.id}`,
    at: status.at,
    repositoryId: repository.id,
    payload,
  };
}

function closing({ repository, creator }: StoryDeployment, scene: Scene) {
  return closingOf(
    { sender: shownUser(creator), repository: repositoryOf(repository, scene.organization) },
    scene,
  );
}
