import type { Router } from 'express';

import type { StoryTeamMember } from '../../rest/teams.ts';
import { accountOf, teamOf } from '../../rest/teams.ts';
import { userOf } from '../../rest/users.ts';
import type { ServerContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import { storyOrganizationOf } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import { createRoutes } from '../http/routes.ts';
import type { OrganizationRecord, TeamRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import { restOrganization } from './organization.ts';

const TEAMS = '/orgs/:org/teams';
const members = { permission: 'members', membersOnly: true } as const;

/** Teams, their children, and who is in them now: GitHub does not tell who was. */
export function teamRoutes(context: ServerContext): Router {
  const { state } = context;
  const { router, on } = createRoutes(context);
  on({ method: 'get', path: TEAMS, ...members }, (call) => {
    const organization = call.organization();
    return call.page(state.teamsOf(organization), (team) => restTeam(team, organization));
  });
  on({ method: 'get', path: `${TEAMS}/:slug`, ...members }, (call) => {
    const organization = call.organization();
    const team = teamNamed(call);
    const counts = { members_count: state.teamMembers(team).length, repos_count: 0 };
    const times = { created_at: FOUNDED, updated_at: FOUNDED };
    const owner = restOrganization(organization, state);
    return { body: { ...restTeam(team, organization), ...counts, ...times, organization: owner } };
  });
  on({ method: 'get', path: `${TEAMS}/:slug/teams`, ...members }, (call) => {
    const organization = call.organization();
    const { id } = teamNamed(call);
    const children = state.teamsOf(organization).filter(({ parentId }) => parentId === id);
    return call.page(children, (team) => restTeam(team, organization));
  });
  on({ method: 'get', path: `${TEAMS}/:slug/members`, ...members }, (call) => {
    const role = call.query('role') ?? 'all';
    const places = placesIn(teamNamed(call), call.organization(), state);
    const wanted = role === 'maintainer' ? [] : places;
    return call.page(wanted, ({ member, inherited }) => ({
      ...userOf(accountOf(member)),
      role: 'member',
      inherited,
    }));
  });
  return router;
}

const FOUNDED = '2015-01-01T00:00:00Z';

type Place = { readonly member: StoryTeamMember; readonly inherited: boolean };

/** The members of a team and of the teams below it, each person once, by id. */
function placesIn(
  team: TeamRecord,
  organization: OrganizationRecord,
  state: SimulatedGitHubState,
): readonly Place[] {
  const places = new Map<number, Place>();
  for (const member of state.teamMembers(team)) places.set(member.id, { member, inherited: false });
  for (const child of state.teamsOf(organization).filter(({ parentId }) => parentId === team.id)) {
    for (const { member } of placesIn(child, organization, state)) {
      if (!places.has(member.id)) places.set(member.id, { member, inherited: true });
    }
  }
  return [...places.values()].toSorted((a, b) => a.member.id - b.member.id);
}

function teamNamed(call: Call): TeamRecord {
  const teams = call.context.state.teamsOf(call.organization());
  const team = teams.find(({ slug }) => slug === call.params['slug']);
  if (team === undefined) throw notFound();
  return team;
}

/** A team with its parent, which is null for most. */
function restTeam(team: TeamRecord, organization: OrganizationRecord) {
  const parent = organization.teams.get(team.parentId ?? Number.NaN);
  return {
    ...shownTeam(team, organization),
    parent: parent === undefined ? null : shownTeam(parent, organization),
  };
}

function shownTeam(team: TeamRecord, organization: OrganizationRecord) {
  return {
    ...teamOf(team, storyOrganizationOf(organization)),
    type: 'organization',
    organization_id: organization.id,
  };
}
