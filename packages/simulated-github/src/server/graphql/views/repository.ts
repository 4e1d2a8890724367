import { nodeId } from '../../../rest/node-id.ts';
import { repositoryOf } from '../../../rest/repositories.ts';
import type { StoryOrganization } from '../../../story.ts';
import { canSee } from '../../access/sight.ts';
import type { RepositoryRecord } from '../../state/records.ts';
import type { PageArguments } from '../connection.ts';
import { connectionOf } from '../connection.ts';
import { failure } from '../failure.ts';
import { listedPulls } from '../listed-pulls.ts';
import type { PullArguments } from '../listed-pulls.ts';
import type { Scene } from '../scene.ts';
import { demand, spared } from '../scene.ts';
import { namedSequence } from '../sequence.ts';
import { pullId, pullView } from './pull-request.ts';
import { pathOf, smallId } from './values.ts';

/** A repository that the caller sees. */
export function repositoryView(repository: RepositoryRecord, scene: Scene) {
  const { state } = scene;
  const owner = state.organizationById(repository.ownerId);
  const shownOwner: StoryOrganization = { id: repository.ownerId, login: owner?.login ?? '' };
  const rest = repositoryOf(state.storyRepositoryOf(repository), shownOwner);
  return {
    __typename: 'Repository',
    id: rest.node_id,
    databaseId: smallId(rest.id),
    name: rest.name,
    nameWithOwner: rest.full_name,
    url: rest.html_url,
    resourcePath: pathOf(rest.html_url),
    createdAt: rest.created_at,
    isArchived: rest.archived,
    isFork: rest.fork,
    isPrivate: rest.private,
    defaultBranchRef: { id: nodeId('REF', rest.id), name: rest.default_branch },
    owner: () => (owner === null ? null : scene.owners.organization(owner, scene)),
    pullRequest: ({ number }: { readonly number: number }) =>
      pullNumbered(number, repository, scene),
    pullRequests: (args: PullArguments) => pullsConnection(args, repository, scene),
  };
}

function pullNumbered(number: number, repository: RepositoryRecord, scene: Scene) {
  demand('pull_requests', scene);
  const story = scene.state.pullRequest(repository, number);
  if (story === null) {
    const message = `Could not resolve to a PullRequest with the number of ${number}.`;
    throw failure('NOT_FOUND', message);
  }
  scene.effort.take('pull request', 1);
  return pullView(story, repository, scene);
}

function pullsConnection(args: PullArguments, repository: RepositoryRecord, scene: Scene) {
  demand('pull_requests', scene);
  return connectionOf(listedPulls(args, repository, scene), args, {
    scene,
    kind: 'pull request',
    node: (story) =>
      spared(pullView(story, repository, scene), { id: pullId(story), of: 'pull request' }, scene),
  });
}

/** The repositories that the caller sees of an organisation's, as a page. */
export function repositoriesConnection(
  repositories: readonly RepositoryRecord[],
  args: PageArguments,
  scene: Scene,
) {
  const seen = repositories.filter((one) => canSee(scene.caller, one, scene.state));
  const node = (one: RepositoryRecord) => repositoryView(one, scene);
  return connectionOf(
    namedSequence(seen, ({ id }) => id),
    args,
    { scene, node },
  );
}
