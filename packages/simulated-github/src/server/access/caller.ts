import type { StoryAccount } from '../../story.ts';
import type { AppRecord, InstallationRecord, Permissions } from '../state/records.ts';

/** In whose name a request comes. */
export type Caller =
  | { readonly kind: 'anonymous' }
  /** An App itself, by its JSON web token. */
  | { readonly kind: 'app'; readonly app: AppRecord }
  | InstallationCaller
  | UserCaller;

/** An App at an organisation, by an installation token. */
export type InstallationCaller = {
  readonly kind: 'installation';
  readonly installation: InstallationRecord;
  /** What the token may: the installation's permissions, or fewer if fewer were asked for. */
  readonly permissions: Permissions;
  /** Ids of repositories that the token is limited to; null for all of the installation. */
  readonly repositoryIds: ReadonlySet<number> | null;
};

/** A person: signed in through an App, or with a token of their own (`app` is null). */
export type UserCaller = {
  readonly kind: 'user';
  readonly account: StoryAccount;
  readonly app: AppRecord | null;
};

/** Tells one caller's limits from another's. */
export function callerKey(caller: Caller): string {
  switch (caller.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'app':
      return `app ${caller.app.id}`;
    case 'installation':
      return `installation ${caller.installation.id}`;
    case 'user':
      break;
  }
  return `user ${caller.account.id}`;
}
