import type { Message, Scene } from '../../deliveries/message.ts';
import { closingOf } from '../../deliveries/message.ts';
import { timestamp } from '../../rest/instants.ts';
import { nodeId } from '../../rest/node-id.ts';
import { reactionsAt } from '../../rest/reactions.ts';
import { repositoryOf, repositoryUrl } from '../../rest/repositories.ts';
import { accountOf, teamOf } from '../../rest/teams.ts';
import { HTML_URL, organizationOf, ownerOf, userOf } from '../../rest/users.ts';
import type { StoryAccount, StoryOrganization, StoryRepository } from '../../story.ts';
import type { TeamRecord } from '../state/records.ts';

/** What an owner did: when, and where as it is named afterwards. */
export type Deed = {
  readonly at: Date;
  readonly organization: StoryOrganization;
  /** Tells it from the same deed done again. */
  readonly serial: number;
};

/** A webhook that differs by the installation that hears it. */
export type Telling = (installationId: number) => Message;

type What = { readonly action: string } & Readonly<Record<string, unknown>>;

/** The `repository` webhook. */
export function repositoryTelling(what: What, repository: StoryRepository, deed: Deed): Telling {
  return telling('repository', what, { deed, repository });
}

/** The `member` webhook: of someone who may write to a repository, or may no longer. */
export function memberTelling(
  { action, person }: { readonly action: 'added' | 'removed'; readonly person: StoryAccount },
  repository: StoryRepository,
  deed: Deed,
): Telling {
  const changes = action === 'added' ? { changes: { permission: { to: 'write' } } } : {};
  return telling('member', { action, member: userOf(person), ...changes }, { deed, repository });
}

/** What the `repository` webhook says of a new name. */
export function renamedFrom(name: string): What {
  return { action: 'renamed', changes: { repository: { name: { from: name } } } };
}

/** What the `repository` webhook says of another owner. */
export function transferredFrom(former: StoryOrganization): What {
  const organization = organizationOf(former);
  return { action: 'transferred', changes: { owner: { from: { organization } } } };
}

/** The `organization` webhook of another login. */
export function organizationRenamed(from: string, deed: Deed): Telling {
  return telling('organization', { action: 'renamed', changes: { login: { from } } }, { deed });
}

/** The `installation_target` webhook of another login, which Apps hear unasked. */
export function targetRenamed(from: string, deed: Deed): Telling {
  const account = ownerOf(deed.organization);
  const what = { action: 'renamed', account, changes: { login: { from } } };
  return telling('installation_target', { ...what, target_type: 'Organization' }, { deed });
}

/** The `team` webhook. */
export function teamTelling(what: What, team: TeamRecord, deed: Deed): Telling {
  const told = { ...what, team: teamOf(team, deed.organization) };
  return telling('team', told, { deed, subject: team.id });
}

/** The `membership` webhook, under the same name as the story would tell it. */
export function membershipTelling(
  action: 'added' | 'removed',
  member: { readonly id: number; readonly login: string; readonly team: TeamRecord },
  deed: Deed & { readonly day: string },
): Telling {
  const { team } = member;
  const what = {
    action,
    scope: 'team',
    member: userOf(accountOf(member)),
    team: teamOf(team, deed.organization),
  };
  const key = `membership/${action}/${team.id}/${member.id}/${deed.day}`;
  return telling('membership', what, { deed, key });
}

/** A release of this GitHub, which only webhooks tell of. */
export type NewRelease = {
  readonly id: number;
  readonly tag: string;
  readonly by: StoryAccount;
  readonly prerelease?: boolean;
};

/** The `release` webhook. */
export function releaseTelling(
  action: 'created' | 'published' | 'released' | 'prereleased',
  release: NewRelease & { readonly repository: StoryRepository },
  deed: Deed,
): Telling {
  const { repository } = release;
  const told = restRelease(release, deed.at);
  return telling('release', { action, release: told }, { deed, repository, by: release.by });
}

function restRelease(
  { id, tag, by, prerelease = false, repository }: Parameters<typeof releaseTelling>[1],
  at: Date,
) {
  const url = `${repositoryUrl(repository)}/releases/${id}`;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `https://uploads.github.com/repos/${repository.fullName}/releases/${id}/assets{?name,label}`,
    html_url: `${HTML_URL}/${repository.fullName}/releases/tag/${tag}`,
    id,
    author: userOf(by),
    node_id: nodeId('RE', repository.id, id),
    tag_name: tag,
    target_commitish: 'main',
    name: tag,
    draft: false,
    immutable: false,
    prerelease,
    created_at: timestamp(at),
    updated_at: timestamp(at),
    published_at: timestamp(at),
    assets: [],
    tarball_url: `${repositoryUrl(repository)}/tarball/${tag}`,
    zipball_url: `${repositoryUrl(repository)}/zipball/${tag}`,
    body: '',
    reactions: reactionsAt(url),
  };
}

type Circumstances = {
  readonly deed: Deed;
  readonly repository?: StoryRepository;
  readonly by?: StoryAccount;
  /** What it is about, if that is no repository. */
  readonly subject?: number;
  /** Instead of one that is made. */
  readonly key?: string;
};

function telling(event: string, what: What, about: Circumstances): Telling {
  const { deed, repository, by } = about;
  const { organization, at, serial } = deed;
  const subject = repository?.id ?? about.subject ?? organization.id;
  const key = about.key ?? `${event}/${what.action}/${subject}/${at.getTime()}/${serial}`;
  const sender = by === undefined ? ownerOf(organization) : userOf(by);
  return (installationId) => {
    const scene: Scene = { organization, installationId };
    const place =
      repository === undefined ? {} : { repository: repositoryOf(repository, organization) };
    const payload = { ...what, ...closingOf({ sender, ...place }, scene) };
    return { event, key, at, repositoryId: repository?.id ?? null, payload };
  };
}
