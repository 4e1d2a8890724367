import type { StoryOrganization } from '../story.ts';
import { timestamp } from './instants.ts';
import { nodeId } from './node-id.ts';
import { API_URL, HTML_URL, ownerOf } from './users.ts';

/** An enterprise as an account. */
export type StoryEnterprise = { readonly id: number; readonly slug: string };

/** An App at an organisation or an enterprise. */
export type InstallationFacts = {
  readonly id: number;
  readonly appId: number;
  readonly appSlug: string;
  readonly target: StoryOrganization | StoryEnterprise;
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly events: readonly string[];
  readonly selection: 'all' | 'selected';
  readonly createdAt: Date;
  readonly suspendedAt: Date | null;
};

/** An installation as REST shows it; its own account is who suspended it. */
export function installationOf(facts: InstallationFacts) {
  const { id, target, createdAt, suspendedAt } = facts;
  const place = placeOf(target);
  return {
    id,
    account: place.account,
    repository_selection: facts.selection,
    access_tokens_url: `${API_URL}/app/installations/${id}/access_tokens`,
    repositories_url: `${API_URL}/installation/repositories`,
    html_url: `${HTML_URL}/${place.path}/settings/installations/${id}`,
    app_id: facts.appId,
    app_slug: facts.appSlug,
    target_id: target.id,
    target_type: place.type,
    permissions: facts.permissions,
    events: facts.events,
    created_at: timestamp(createdAt),
    updated_at: timestamp(suspendedAt ?? createdAt),
    single_file_name: null,
    suspended_at: suspendedAt === null ? null : timestamp(suspendedAt),
    suspended_by: suspendedAt === null ? null : place.suspender,
  };
}

function placeOf(target: StoryOrganization | StoryEnterprise) {
  if ('slug' in target) {
    const path = `enterprises/${target.slug}`;
    return { type: 'Enterprise', path, account: enterpriseOf(target), suspender: null };
  }
  const account = ownerOf(target);
  const path = `organizations/${target.login}`;
  return { type: 'Organization', path, account, suspender: account };
}

/** An enterprise as REST and webhooks show it. */
export function enterpriseOf({ id, slug }: StoryEnterprise) {
  return {
    id,
    slug,
    name: slug,
    node_id: nodeId('E', id),
    avatar_url: `https://avatars.githubusercontent.com/b/${id}?v=4`,
    description: null,
    website_url: null,
    html_url: `${HTML_URL}/enterprises/${slug}`,
    created_at: null,
    updated_at: null,
  };
}
