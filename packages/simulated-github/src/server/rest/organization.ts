import { timestamp } from '../../rest/instants.ts';
import { HTML_URL, organizationOf, userOf } from '../../rest/users.ts';
import { storyOrganizationOf } from '../http/call.ts';
import type { MemberRecord, OrganizationRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';

/** Every organisation is older than its story, as its repositories are. */
const CREATED_AT = new Date('2015-01-01T00:00:00Z');

/** A person's place in an organisation; `admin` is an owner. */
export function restMembership({ account, role }: MemberRecord, organization: OrganizationRecord) {
  const shown = organizationOf(storyOrganizationOf(organization));
  return {
    url: `${shown.url}/memberships/${account.login}`,
    state: 'active',
    role,
    organization_url: shown.url,
    direct_membership: true,
    enterprise_teams_providing_indirect_membership: [],
    organization: shown,
    user: userOf(account),
  };
}

/** An organisation as it shows itself to those who ask for it alone. */
export function restOrganization(organization: OrganizationRecord, state: SimulatedGitHubState) {
  const { id, login } = organization;
  const { length: repositories } = state.repositoriesOf(id);
  return {
    ...organizationOf(storyOrganizationOf(organization)),
    name: login,
    html_url: `${HTML_URL}/${login}`,
    type: 'Organization',
    is_verified: false,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    total_private_repos: repositories,
    owned_private_repos: repositories,
    created_at: timestamp(CREATED_AT),
    updated_at: timestamp(CREATED_AT),
    archived_at: null,
  };
}
