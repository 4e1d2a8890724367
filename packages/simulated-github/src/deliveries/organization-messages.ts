import { secondOf, startOfDay } from '../rest/instants.ts';
import { installationOf } from '../rest/installations.ts';
import { shortRepositoryOf } from '../rest/repositories.ts';
import type { StoryTeamMember } from '../rest/teams.ts';
import { accountOf, teamOf } from '../rest/teams.ts';
import { API_URL, ownerOf, userOf } from '../rest/users.ts';
import type { OrganizationStory, StoryAccount, StoryTeam } from '../story.ts';
import type { Message, Scene } from './message.ts';
import { closingOf } from './message.ts';
import type { Moment } from './pull-request-messages.ts';

/** The id of the simulated App. */
export const APP_ID = 100_001;

type News = { readonly event: string; readonly key: string; readonly at: Date };

/**
 * What happens to the organisation itself, ascending: the installation of the App, people coming
 * and going, teams and who is in them. A team is created on its first member's first day.
 *
 * @param installedAt - when the App was installed; null tells of no installation
 */
export function organizationMoments(
  story: OrganizationStory,
  scene: Scene,
  installedAt: Date | null,
): readonly Moment[] {
  const installation = installedAt === null ? [] : [installed(story, scene, installedAt)];
  const people = story.people.flatMap((person) => comingAndGoing(person, scene));
  const teams = story.teams.flatMap((team) => teamMessages(team, scene));
  const messages = [...installation, ...people, ...teams];
  return messages
    .map((message) => ({ at: secondOf(message.at), messages: () => [message] }))
    .toSorted((a, b) => a.at - b.at);
}

function told(news: News, what: object, scene: Scene): Message {
  const sender = ownerOf(scene.organization);
  const payload = { ...what, ...closingOf({ sender }, scene) };
  return { ...news, repositoryId: null, payload };
}

function installed(story: OrganizationStory, scene: Scene, at: Date): Message {
  const { organization } = story;
  const { installation: _, ...closing } = closingOf({ sender: ownerOf(organization) }, scene);
  const { organization: _named, sender } = closing;
  const payload = {
    action: 'created',
    installation: toldInstallation(scene, at),
    repositories: story.repositories.map(shortRepositoryOf),
    requester: null,
    sender,
  };
  return {
    event: 'installation',
    key: `installation/${at.getTime()}`,
    at,
    repositoryId: null,
    payload,
  };
}

/** In webhooks an installation's times are seconds since the epoch, not text. */
function toldInstallation({ organization, installationId }: Scene, at: Date) {
  const second = secondOf(at) / 1000;
  const installation = installationOf({
    id: installationId,
    appId: APP_ID,
    appSlug: 'uplift',
    target: organization,
    permissions: { contents: 'read', issues: 'read', metadata: 'read', pull_requests: 'read' },
    events: ['issue_comment', 'membership', 'pull_request', 'pull_request_review', 'push', 'team'],
    selection: 'all',
    createdAt: at,
    suspendedAt: null,
  });
  return { ...installation, created_at: second, updated_at: second };
}

function comingAndGoing(
  person: OrganizationStory['people'][number],
  scene: Scene,
): readonly Message[] {
  const account = { id: person.id, login: person.login, type: person.type };
  const membership = organizationMembership(account, scene);
  const news = (action: string, at: Date) => ({
    event: 'organization',
    key: `organization/${action}/${person.id}/${at.getTime()}`,
    at,
  });
  const came = told(
    news('member_added', person.from),
    { action: 'member_added', membership },
    scene,
  );
  if (person.to === null) return [came];
  const gone = { action: 'member_removed', membership };
  return [came, told(news('member_removed', person.to), gone, scene)];
}

function organizationMembership(account: StoryAccount, { organization }: Scene) {
  const url = `${API_URL}/orgs/${organization.login}`;
  return {
    url: `${url}/memberships/${account.login}`,
    state: 'active',
    role: 'member',
    organization_url: url,
    user: userOf(account),
  };
}

function teamMessages(team: StoryTeam, scene: Scene): readonly Message[] {
  const firstDay = team.members.map(({ from }) => from).toSorted()[0];
  if (firstDay === undefined) return [];
  const news = { event: 'team', key: `team/created/${team.id}`, at: startOfDay(firstDay) };
  const what = { action: 'created', team: teamOf(team, scene.organization) };
  const created = told(news, what, scene);
  const changes = team.members.flatMap((member) => membershipMessages(member, team, scene));
  return [created, ...changes];
}

function membershipMessages(
  member: StoryTeamMember,
  team: StoryTeam,
  scene: Scene,
): readonly Message[] {
  const tell = (action: 'added' | 'removed', day: string): Message => {
    const key = `membership/${action}/${team.id}/${member.id}/${day}`;
    const what = {
      action,
      scope: 'team',
      member: userOf(accountOf(member)),
      team: teamOf(team, scene.organization),
    };
    return told({ event: 'membership', key, at: startOfDay(day) }, what, scene);
  };
  const added = tell('added', member.from);
  return member.to === null ? [added] : [added, tell('removed', member.to)];
}
