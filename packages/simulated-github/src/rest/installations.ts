import type { StoryOrganization } from '../story.ts';
import { timestamp } from './instants.ts';
import { API_URL, HTML_URL, ownerOf } from './users.ts';

/** An App at an organisation. */
export type InstallationFacts = {
  readonly id: number;
  readonly appId: number;
  readonly appSlug: string;
  readonly organization: StoryOrganization;
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly events: readonly string[];
  readonly selection: 'all' | 'selected';
  readonly createdAt: Date;
  readonly suspendedAt: Date | null;
};

/** An installation as REST shows it; an owner of the organisation is who suspended it. */
export function installationOf(facts: InstallationFacts) {
  const { id, organization, createdAt, suspendedAt } = facts;
  return {
    id,
    account: ownerOf(organization),
    repository_selection: facts.selection,
    access_tokens_url: `${API_URL}/app/installations/${id}/access_tokens`,
    repositories_url: `${API_URL}/installation/repositories`,
    html_url: `${HTML_URL}/organizations/${organization.login}/settings/installations/${id}`,
    app_id: facts.appId,
    app_slug: facts.appSlug,
    target_id: organization.id,
    target_type: 'Organization',
    permissions: facts.permissions,
    events: facts.events,
    created_at: timestamp(createdAt),
    updated_at: timestamp(suspendedAt ?? createdAt),
    single_file_name: null,
    suspended_at: suspendedAt === null ? null : timestamp(suspendedAt),
    suspended_by: suspendedAt === null ? null : ownerOf(organization),
  };
}
