import { secondOf } from '../../rest/instants.ts';
import type { StoryDeployment } from '../../story.ts';

/** The deployments of one repository. */
export type DeploymentIndex = {
  /** One that is created by then. */
  readonly get: (id: number, at: Date) => StoryDeployment | null;
  /** Those created by an instant, newest first. */
  readonly list: (at: Date) => readonly StoryDeployment[];
};

/** An index of deployments in any order; its list is made anew only when there are more of them. */
export function createDeploymentIndex(deployments: readonly StoryDeployment[]): DeploymentIndex {
  const byId = new Map(deployments.map((deployment) => [deployment.id, deployment]));
  const newestFirst = deployments.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  let present: readonly StoryDeployment[] = [];
  return {
    get: (id, at) => {
      const found = byId.get(id);
      return found !== undefined && isCreated(found, at) ? found : null;
    },
    list: (at) => {
      const first = newestFirst.findIndex((deployment) => isCreated(deployment, at));
      const count = first === -1 ? 0 : newestFirst.length - first;
      if (present.length !== count) present = newestFirst.slice(newestFirst.length - count);
      return present;
    },
  };
}

function isCreated({ createdAt }: StoryDeployment, at: Date): boolean {
  return secondOf(createdAt) <= secondOf(at);
}
