import type { OrganizationStory, StoryAccount, StoryTeam } from '../../story.ts';
import type { DeploymentIndex } from './deployment-index.ts';
import type { PullIndex } from './pull-index.ts';

/** A person of an organisation: from when to when, and what they may do in it. */
export type MemberRecord = {
  readonly account: StoryAccount;
  from: Date;
  to: Date | null;
  role: 'admin' | 'member';
};

/** A team as it stands; its memberships are intervals of days, as in the story. */
export type TeamRecord = Omit<StoryTeam, 'members' | 'name' | 'slug'> & {
  name: string;
  slug: string;
  members: StoryTeam['members'];
  parentId: number | null;
};

/** An organisation: the story it came with, and what can change in it. */
export type OrganizationRecord = {
  readonly id: number;
  login: string;
  /** Told at the start; names in it may be out of date. */
  readonly story: OrganizationStory;
  readonly members: Map<number, MemberRecord>;
  readonly teams: Map<number, TeamRecord>;
};

/** A repository: where it stands now, and its pull requests. */
export type RepositoryRecord = {
  readonly id: number;
  name: string;
  ownerId: number;
  archived: boolean;
  isPublic: boolean;
  deleted: boolean;
  readonly pulls: PullIndex;
  readonly deployments: DeploymentIndex;
};

/** What an App may read or write, by GitHub's keys. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** Where the pages of an App lead people to. */
export type AppPages = {
  /** Where people come back to who sign in; the first unless they name another. */
  readonly callbackUrls: readonly string[];
  /** Where an owner comes to after installing; null for a page of GitHub's own. */
  readonly setupUrl: string | null;
  /** Whether an owner comes there too after changing an installation. */
  readonly setupOnUpdate: boolean;
  /** Signs people in when they install: they come to the callback instead. */
  readonly requestOauthOnInstall: boolean;
  /** Whether organisations other than its owner may install it. */
  readonly isPublic: boolean;
};

/** A GitHub App. */
export type AppRecord = {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly ownerId: number;
  readonly clientId: string;
  readonly clientSecret: string;
  webhookSecret: string;
  /** PEM; what the App's owner was given once. */
  readonly privateKey: string;
  /** PEM; what tokens of the App are verified with. */
  readonly publicKey: string;
  readonly externalUrl: string;
  readonly createdAt: Date;
  permissions: Permissions;
  events: readonly string[];
  webhookUrl: string | null;
  pages: AppPages;
};

/** Several organisations under one roof. */
export type EnterpriseRecord = {
  readonly id: number;
  readonly slug: string;
  readonly organizationIds: readonly number[];
};

/** An App at an organisation, or at an enterprise as such: then it sees no repositories. */
export type InstallationRecord = {
  readonly id: number;
  readonly appId: number;
  /** Null at an enterprise. */
  readonly organizationId: number | null;
  /** Null at an organisation. */
  readonly enterpriseId: number | null;
  readonly createdAt: Date;
  /** What its owner agreed to: not more than what the App asks for. */
  permissions: Permissions;
  events: readonly string[];
  /** Ids of the repositories chosen; null for all. */
  repositoryIds: ReadonlySet<number> | null;
  suspendedAt: Date | null;
};
