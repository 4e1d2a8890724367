import type { StoryAccount, StoryOrganization } from '../story.ts';
import { nodeId } from './node-id.ts';

/** Where the simulated GitHub says that it lives; the addresses inside answers, never called. */
export const API_URL = 'https://api.github.com';

/** Where the simulated GitHub's pages are. */
export const HTML_URL = 'https://github.com';

/** A user or a bot as REST answers and webhooks show it. */
export type RestUser = ReturnType<typeof userOf>;

const NODE_PREFIX = { User: 'U', Bot: 'BOT', Mannequin: 'M' } as const;

/**
 * A REST user.
 *
 * @param account - the account; its login is shown as it stands
 */
export function userOf(account: StoryAccount) {
  const page = pagePath(account);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(NODE_PREFIX[account.type], account.id),
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    gravatar_id: '',
    url: `${API_URL}/users/${encodeURIComponent(account.login)}`,
    html_url: `${HTML_URL}/${page}`,
    type: account.type,
    site_admin: false,
  };
}

function pagePath(account: StoryAccount): string {
  const name = account.login.replace(/\[bot\]$/, '');
  return account.type === 'Bot' ? `apps/${name.toLowerCase()}` : name;
}

/**
 * The logins of GitHub's own agents differ by the place where they are shown, under one id: as
 * author, assignee, requested reviewer and commenter they are `Copilot`, as reviewer an app name.
 */
const agents: Readonly<Record<number, { readonly shown: string; readonly reviewer: string }>> = {
  175728472: { shown: 'Copilot', reviewer: 'copilot-pull-request-reviewer[bot]' },
  198982749: { shown: 'Copilot', reviewer: 'copilot-swe-agent[bot]' },
};

/** An account as it is shown where it wrote, was assigned or was asked. */
export function shownUser(account: StoryAccount): RestUser {
  return userOf({ ...account, login: agents[account.id]?.shown ?? account.login });
}

/** An account as it is shown as the author of a review. */
export function reviewerUser(account: StoryAccount): RestUser {
  return userOf({ ...account, login: agents[account.id]?.reviewer ?? account.login });
}

/** The relation of an account to the repository: people of the story are members. */
export function associationOf({ type }: StoryAccount): 'MEMBER' | 'CONTRIBUTOR' | 'MANNEQUIN' {
  if (type === 'Mannequin') return 'MANNEQUIN';
  return type === 'Bot' ? 'CONTRIBUTOR' : 'MEMBER';
}

/** An organisation as REST lists and webhooks show it. */
export function organizationOf(organization: StoryOrganization) {
  const url = `${API_URL}/orgs/${organization.login}`;
  return {
    login: organization.login,
    id: organization.id,
    node_id: nodeId('O', organization.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${organization.id}?v=4`,
    description: '',
  };
}

/** An organisation where GitHub shows an owner: in the shape of a user. */
export function ownerOf(organization: StoryOrganization) {
  return {
    ...userOf({ id: organization.id, login: organization.login, type: 'User' }),
    node_id: nodeId('O', organization.id),
    type: 'Organization' as const,
  };
}
