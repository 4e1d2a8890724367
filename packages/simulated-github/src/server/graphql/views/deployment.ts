import { deploymentAt, deploymentStatusOf, statusesUntil } from '../../../rest/deployments.ts';
import type { StoryDeployment } from '../../../story.ts';
import type { PageArguments } from '../connection.ts';
import { connectionOf } from '../connection.ts';
import type { Scene } from '../scene.ts';
import { namedSequence } from '../sequence.ts';
import { smallId } from './values.ts';

type Status = StoryDeployment['statuses'][number];

/** A deployment; its statuses have no number of their own here. */
export function deploymentView(deployment: StoryDeployment, scene: Scene) {
  const rest = deploymentAt(deployment, scene.at);
  const statuses = statusesUntil(deployment, scene.at).toReversed();
  const node = (status: Status) => statusView(status, deployment);
  return {
    __typename: 'Deployment',
    id: rest.node_id,
    databaseId: smallId(rest.id),
    commitOid: rest.sha,
    createdAt: rest.created_at,
    updatedAt: rest.updated_at,
    environment: rest.environment,
    originalEnvironment: rest.original_environment,
    task: rest.task,
    latestStatus: () => (statuses[0] === undefined ? null : node(statuses[0])),
    statuses: (args: PageArguments) =>
      connectionOf(
        namedSequence(statuses, ({ id }) => id),
        args,
        { scene, node },
      ),
  };
}

function statusView(status: Status, deployment: StoryDeployment) {
  const rest = deploymentStatusOf(status, deployment);
  return {
    __typename: 'DeploymentStatus',
    id: rest.node_id,
    state: rest.state.toUpperCase(),
    createdAt: rest.created_at,
    updatedAt: rest.updated_at,
    environment: rest.environment,
  };
}
