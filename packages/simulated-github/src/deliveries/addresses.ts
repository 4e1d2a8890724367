/** The addresses in every account, below its own. */
const userAddresses: Readonly<Record<string, string>> = {
  followers_url: '/followers',
  following_url: '/following{/other_user}',
  gists_url: '/gists{/gist_id}',
  starred_url: '/starred{/owner}{/repo}',
  subscriptions_url: '/subscriptions',
  organizations_url: '/orgs',
  repos_url: '/repos',
  events_url: '/events{/privacy}',
  received_events_url: '/received_events',
};

/** The addresses in every repository, below its own. */
const repositoryAddresses: Readonly<Record<string, string>> = {
  forks_url: '/forks',
  keys_url: '/keys{/key_id}',
  collaborators_url: '/collaborators{/collaborator}',
  teams_url: '/teams',
  hooks_url: '/hooks',
  issue_events_url: '/issues/events{/number}',
  events_url: '/events',
  assignees_url: '/assignees{/user}',
  branches_url: '/branches{/branch}',
  tags_url: '/tags',
  blobs_url: '/git/blobs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  git_refs_url: '/git/refs{/sha}',
  trees_url: '/git/trees{/sha}',
  statuses_url: '/statuses/{sha}',
  languages_url: '/languages',
  stargazers_url: '/stargazers',
  contributors_url: '/contributors',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  commits_url: '/commits{/sha}',
  git_commits_url: '/git/commits{/sha}',
  comments_url: '/comments{/number}',
  issue_comment_url: '/issues/comments{/number}',
  contents_url: '/contents/{+path}',
  compare_url: '/compare/{base}...{head}',
  merges_url: '/merges',
  archive_url: '/{archive_format}{/ref}',
  downloads_url: '/downloads',
  issues_url: '/issues{/number}',
  pulls_url: '/pulls{/number}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  labels_url: '/labels{/name}',
  releases_url: '/releases{/id}',
  deployments_url: '/deployments',
};

/** What every repository says of itself beside its addresses, and hardly anybody reads. */
const repositoryExtras = {
  mirror_url: null,
  homepage: null,
  size: 0,
  stargazers_count: 0,
  watchers_count: 0,
  watchers: 0,
  forks_count: 0,
  forks: 0,
  open_issues_count: 0,
  open_issues: 0,
  has_issues: true,
  has_projects: true,
  has_wiki: false,
  has_pages: false,
  has_downloads: true,
  has_discussions: false,
  topics: [],
};

/** The same payload with the addresses of every account and repository in it. */
export function withAddresses<Payload extends object>(payload: Payload): Payload {
  const copy = structuredClone(payload);
  fillAddresses(copy);
  return copy;
}

/** Puts the addresses of every account and repository into a payload that nobody else holds. */
export function fillAddresses(value: unknown): void {
  fill(value, new Set());
}

/** Objects that stand in a payload more than once, as a repository does, are filled once. */
function fill(value: unknown, filled: Set<object>): void {
  if (typeof value !== 'object' || value === null || filled.has(value)) return;
  filled.add(value);
  for (const inner of Object.values(value)) fill(inner, filled);
  if (!('url' in value) || typeof value.url !== 'string') return;
  if ('gravatar_id' in value) Object.assign(value, below(value.url, userAddresses));
  if ('clone_url' in value) Object.assign(value, repositoryAddressesOf(value.url, value.clone_url));
  if (isPull(value)) fillPull(value);
}

type PullLike = {
  readonly url: string;
  readonly html_url: string;
  readonly head: { readonly sha: string };
  readonly _links: object;
};

function isPull(value: object): value is PullLike {
  return 'head' in value && 'base' in value && '_links' in value;
}

function fillPull(pull: PullLike): void {
  const { url, html_url: page, head, _links: links } = pull;
  const [repository = '', number = ''] = url.split('/pulls/');
  const reviewComment = `${repository}/pulls/comments{/number}`;
  const statuses = `${repository}/statuses/${head.sha}`;
  Object.assign(links, { review_comment: { href: reviewComment }, statuses: { href: statuses } });
  Object.assign(pull, {
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: `${repository}/issues/${number}`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: reviewComment,
    comments_url: `${repository}/issues/${number}/comments`,
    statuses_url: statuses,
  });
}

function repositoryAddressesOf(url: string, cloneUrl: unknown): object {
  const path = String(cloneUrl).replace(/^https:\/\//, '');
  return {
    ...below(url, repositoryAddresses),
    ...repositoryExtras,
    git_url: `git://${path}`,
    ssh_url: `git@${path.replace('/', ':')}`,
    svn_url: `https://${path.replace(/\.git$/, '')}`,
  };
}

function below(url: string, paths: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, `${url}${path}`]));
}
