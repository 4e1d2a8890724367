import type { RestRepository } from '../rest/repositories.ts';
import type { ownerOf, RestUser } from '../rest/users.ts';
import { organizationOf } from '../rest/users.ts';
import type { StoryOrganization } from '../story.ts';

/** A webhook before it is signed: what is told, of what, and when it happened. */
export type Message = {
  readonly event: string;
  /** Tells this event from every other of the story. */
  readonly key: string;
  readonly at: Date;
  readonly repositoryId: number | null;
  readonly payload: object & { readonly action?: unknown };
};

/** The organisation and the installation of the App that every payload names. */
export type Scene = {
  readonly organization: StoryOrganization;
  readonly installationId: number;
};

/** Who did it, and where. */
export type Circumstances = {
  readonly sender: RestUser | ReturnType<typeof ownerOf>;
  readonly repository?: RestRepository;
};

/** The keys that close every payload of an App. */
export function closingOf({ sender, repository }: Circumstances, scene: Scene) {
  return {
    ...(repository === undefined ? {} : { repository }),
    organization: organizationOf(scene.organization),
    sender,
    installation: installationOf(scene.installationId),
  };
}

function installationOf(id: number) {
  const nodeId = Buffer.from(`023:IntegrationInstallation${id}`).toString('base64');
  return { id, node_id: nodeId };
}
