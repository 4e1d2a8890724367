import type { StoryAccount, StoryOrganization, StoryTeam } from '../story.ts';
import { nodeId } from './node-id.ts';
import { API_URL, HTML_URL, userOf } from './users.ts';

/** A team as REST lists and webhooks show it. */
export type RestTeam = ReturnType<typeof teamOf>;

/** A person's place in a team. */
export type StoryTeamMember = StoryTeam['members'][number];

/** A REST team. */
export function teamOf(team: StoryTeam, organization: StoryOrganization) {
  const url = `${API_URL}/organizations/${organization.id}/team/${team.id}`;
  return {
    name: team.name,
    id: team.id,
    node_id: nodeId('T', team.id),
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    url,
    html_url: `${HTML_URL}/orgs/${organization.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    permission: 'pull',
  };
}

/** A place in a team with its first day and its first day outside, as a history file has it. */
export function membershipOf(member: StoryTeamMember) {
  return { user: userOf(accountOf(member)), from: member.from, to: member.to };
}

/** The places of a team that are taken on a UTC day (`YYYY-MM-DD`). */
export function membersOn(team: StoryTeam, day: string): readonly StoryTeamMember[] {
  return team.members.filter(({ from, to }) => from <= day && (to === null || day < to));
}

/** A person of whom only the id and the login are told; bots are in no team and hold no seat. */
export function accountOf(person: { readonly id: number; readonly login: string }): StoryAccount {
  return { id: person.id, login: person.login, type: 'User' };
}
