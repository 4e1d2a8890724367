import { nodeId } from '../../../rest/node-id.ts';
import { accountOf, teamOf } from '../../../rest/teams.ts';
import { organizationOf } from '../../../rest/users.ts';
import { HTML_URL } from '../../../rest/users.ts';
import type { MemberRecord, OrganizationRecord, TeamRecord } from '../../state/records.ts';
import type { PageArguments } from '../connection.ts';
import { connectionOf } from '../connection.ts';
import type { Scene } from '../scene.ts';
import { demand } from '../scene.ts';
import { namedSequence } from '../sequence.ts';
import { accountView } from './actors.ts';
import { repositoriesConnection } from './repository.ts';
import { smallId } from './values.ts';

/** An organisation; who is in it is told to those who may read members. */
export function organizationView(organization: OrganizationRecord, scene: Scene) {
  const { id, login } = organization;
  const rest = organizationOf({ id, login });
  return {
    __typename: 'Organization',
    id: rest.node_id,
    databaseId: smallId(id),
    login,
    name: login,
    avatarUrl: rest.avatar_url,
    url: `${HTML_URL}/${login}`,
    resourcePath: `/${login}`,
    repositories: (args: PageArguments) =>
      repositoriesConnection(scene.state.repositoriesOf(id), args, scene),
    membersWithRole: (args: PageArguments) => membersConnection(organization, args, scene),
    teams: (args: PageArguments) => {
      demand('members', scene);
      const sequence = namedSequence(scene.state.teamsOf(organization), (team) => team.id);
      const node = (team: TeamRecord) => teamView(team, organization, scene);
      return connectionOf(sequence, args, { scene, node });
    },
  };
}

function membersConnection(organization: OrganizationRecord, args: PageArguments, scene: Scene) {
  demand('members', scene);
  const members = scene.state.membersOf(organization);
  const sequence = namedSequence(members, ({ account }) => account.id);
  return connectionOf(sequence, args, {
    scene,
    node: ({ account }: MemberRecord) => accountView(account),
    edge: ({ role }) => ({ role: role.toUpperCase() }),
  });
}

/** A team with the people who are in it themselves, not through a team below. */
export function teamView(team: TeamRecord, organization: OrganizationRecord, scene: Scene): object {
  const rest = teamOf(team, { id: organization.id, login: organization.login });
  return {
    __typename: 'Team',
    id: nodeId('T', team.id),
    databaseId: smallId(team.id),
    name: rest.name,
    slug: rest.slug,
    combinedSlug: `${organization.login}/${rest.slug}`,
    parentTeam: () => {
      const parent = organization.teams.get(team.parentId ?? Number.NaN);
      return parent === undefined ? null : teamView(parent, organization, scene);
    },
    members: (args: PageArguments) => {
      const sequence = namedSequence(scene.state.teamMembers(team), ({ id }) => id);
      return connectionOf(sequence, args, { scene, node: (one) => accountView(accountOf(one)) });
    },
  };
}
