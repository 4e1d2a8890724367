import type { StoryOrganization, StoryRepository } from '../story.ts';
import { nodeId } from './node-id.ts';
import { API_URL, HTML_URL, ownerOf } from './users.ts';

/** The branch that every simulated repository ships from. */
const DEFAULT_BRANCH = 'main';

/** Every simulated repository is older than any story. */
const CREATED_AT = '2015-01-01T00:00:00Z';

/** A repository as REST answers and webhooks show it. */
export type RestRepository = ReturnType<typeof repositoryOf>;

/** A REST repository, owned by the organisation. */
export function repositoryOf(repository: StoryRepository, organization: StoryOrganization) {
  return {
    ...shortRepositoryOf(repository),
    owner: ownerOf(organization),
    html_url: `${HTML_URL}/${repository.fullName}`,
    description: null,
    fork: false,
    url: repositoryUrl(repository),
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
    pushed_at: CREATED_AT,
    clone_url: `${HTML_URL}/${repository.fullName}.git`,
    language: null,
    archived: repository.archived ?? false,
    disabled: false,
    license: null,
    visibility: repository.isPublic === true ? 'public' : 'private',
    default_branch: DEFAULT_BRANCH,
  };
}

/** A repository as an `installation` event lists it. */
export function shortRepositoryOf(repository: StoryRepository) {
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.fullName.slice(repository.fullName.indexOf('/') + 1),
    full_name: repository.fullName,
    private: repository.isPublic !== true,
  };
}

/** The REST address of a repository. */
export function repositoryUrl(repository: StoryRepository): string {
  return `${API_URL}/repos/${repository.fullName}`;
}
