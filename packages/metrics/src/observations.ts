import type { AccountRef } from './accounts.ts';
import type { TimelineEvent } from './timeline/events.ts';

/** An organisation as a source names it. Repositories without one belong to their owner. */
export type OrganizationRef = { readonly githubId: number | null; readonly login: string };

/** The beginning of a membership that was there when it was first seen, whenever it began. */
export const TAKEN_AS_ALWAYS: Day = '1970-01-01';

/** A repository as a source names it, `owner/name`. */
export type RepositoryRef = { readonly githubId: number | null; readonly fullName: string };

export type TeamRef = { readonly githubId: number | null; readonly slug: string };

/** A UTC calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** Ways of working with Copilot seen on one day (PRODUCT words: assistive → workflow → agentic). */
export const waysOfWorking = [
  'completion',
  'chat',
  'agent_mode',
  'cli',
  'cloud_agent',
  'code_review',
] as const;
export type WayOfWorking = (typeof waysOfWorking)[number];

/**
 * One thing that a source (webhook, history file, later the REST and GraphQL backfill) tells us, in
 * our own words. All sources speak this language, so history and live data cannot differ.
 */
export type Observation =
  | { readonly kind: 'organization'; readonly organization: OrganizationRef }
  | {
      readonly kind: 'repository';
      readonly repository: RepositoryRef;
      readonly archived?: boolean;
      readonly isPrivate?: boolean;
      readonly defaultBranch?: string;
      /** True once the repository left the installation or was deleted. */
      readonly removed?: boolean;
    }
  | {
      readonly kind: 'pull_request_event';
      readonly repository: RepositoryRef;
      readonly number: number;
      readonly event: TimelineEvent<AccountRef>;
    }
  | {
      /** Commits seen in a push: presence of their authors, nothing more. */
      readonly kind: 'activity';
      readonly repository: RepositoryRef;
      readonly actor: AccountRef;
      readonly day: Day;
    }
  | {
      readonly kind: 'team';
      readonly team: TeamRef;
      readonly name?: string;
      readonly removed?: boolean;
    }
  | {
      /** Membership `[from, to)`; `to` null while it lasts. */
      readonly kind: 'team_membership';
      readonly team: TeamRef;
      readonly member: AccountRef;
      readonly from: Day;
      readonly to: Day | null;
    }
  | {
      /** A change of membership seen as it happened. */
      readonly kind: 'team_membership_change';
      readonly team: TeamRef;
      readonly member: AccountRef;
      readonly change: 'added' | 'removed';
      readonly on: Day;
    }
  | {
      /**
       * Days `[from, to)` on which a source that lists who is in a team named others and not this
       * person. They end what is only taken to have been, see {@link TAKEN_AS_ALWAYS}.
       */
      readonly kind: 'team_absence';
      readonly team: TeamRef;
      readonly member: AccountRef;
      readonly from: Day;
      readonly to: Day;
    }
  | {
      /** A seat as the daily list showed it. */
      readonly kind: 'copilot_seat';
      readonly day: Day;
      readonly assignee: AccountRef;
      /** When access was last granted: it resets after removal and re-grant. */
      readonly grantedAt: Date;
      readonly lastActivityAt: Date | null;
      readonly pendingCancellation: Day | null;
    }
  | {
      /** A row of the user report: one person, one day. */
      readonly kind: 'copilot_user_day';
      readonly day: Day;
      readonly user: AccountRef;
      /** Chosen use; passive code review never makes a day active. */
      readonly active: boolean;
      readonly ways: readonly WayOfWorking[];
      /** The row as GitHub gave it, unknown keys and all. */
      readonly raw: Readonly<Record<string, unknown>>;
    }
  | {
      /** An admin's word that a person started with a tool on a day. */
      readonly kind: 'adoption';
      readonly user: AccountRef;
      readonly tool: string;
      readonly on: Day;
    }
  | {
      readonly kind: 'deployment';
      readonly repository: RepositoryRef;
      readonly deploymentId: number;
      readonly sha: string;
      readonly ref: string;
      readonly environment: string;
      readonly createdAt: Date;
    }
  | {
      readonly kind: 'deployment_status';
      readonly repository: RepositoryRef;
      readonly deploymentId: number;
      /** GitHub's number; null where the source does not tell it. */
      readonly statusId: number | null;
      readonly state: string;
      readonly createdAt: Date;
    }
  | {
      readonly kind: 'release';
      readonly repository: RepositoryRef;
      readonly releaseId: number;
      readonly tag: string;
      readonly publishedAt: Date | null;
      readonly prerelease: boolean;
      readonly removed?: boolean;
    }
  | {
      /** The App's installation on the organisation. */
      readonly kind: 'installation';
      readonly installationId: number;
      readonly status: 'active' | 'suspended' | 'removed';
    }
  | {
      /** A person left the organisation, or was removed from it. */
      readonly kind: 'organization_departure';
      /** GitHub's id of the person, of whom nothing else is learnt here. */
      readonly githubUserId: number;
    };

/** Observations of one organisation; rows of different organisations never share a transaction's scope. */
export type OrganizationObservations = {
  readonly organization: OrganizationRef;
  readonly observations: readonly Observation[];
};
