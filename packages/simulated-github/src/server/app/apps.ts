import type { Message } from '../../deliveries/message.ts';
import type { StoryAccount } from '../../story.ts';
import type { Deliveries } from '../deliveries/deliverer.ts';
import type { AppWishes } from '../state/apps.ts';
import type { InstallationWishes } from '../state/installed.ts';
import type { AppRecord, InstallationRecord, Permissions } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import type { Deed } from './messages.ts';
import { installationMessage, pingMessage, selectionMessage } from './messages.ts';

/**
 * What owners do with Apps. Unlike the changes of the state, these tell the App by a webhook.
 *
 * Each throws a `RangeError` if there is no such App, organisation or installation.
 */
export type Apps = {
  /** Registers an App; one with an address for webhooks is sent a `ping`. */
  readonly register: (wishes: AppWishes) => Promise<AppRecord>;
  readonly install: (wishes: InstallationWishes, by?: StoryAccount) => InstallationRecord;
  readonly uninstall: (installationId: number) => void;
  readonly suspend: (installationId: number, suspended?: boolean) => void;
  /** The organisation agrees to more (or other) permissions. */
  readonly acceptPermissions: (installationId: number, permissions: Permissions) => void;
  /** Null for all repositories of the organisation. */
  readonly select: (installationId: number, repositoryIds: readonly number[] | null) => void;
  /** Tells the Apps of a former owner that they see a repository no longer. */
  readonly noteTransfer: (repositoryId: number, formerOwnerId: number) => void;
};

/** What Apps are kept in, and how they are told. */
export type AppsDeps = {
  readonly state: SimulatedGitHubState;
  readonly deliveries: Deliveries;
};

/** The hands of owners. */
export function createApps(deps: AppsDeps): Apps {
  const { state, deliveries } = deps;
  const { existing, deedOf, tell } = tellerOf(deps);
  return {
    register: async (wishes) => {
      const app = await state.registerApp(wishes);
      deliveries.tell(app, 0, pingMessage(app, state));
      return app;
    },
    install: (wishes, by) => {
      const installation = state.installApp(wishes);
      tell(installation, installationMessage('created', deedOf(installation, by)));
      return installation;
    },
    uninstall: (id) => {
      const installation = existing(id);
      tell(installation, installationMessage('deleted', deedOf(installation)));
      state.uninstallApp(id);
    },
    suspend: (id, suspended = true) => {
      const installation = existing(id);
      state.suspendInstallation(id, suspended);
      const action = suspended ? 'suspend' : 'unsuspend';
      tell(installation, installationMessage(action, deedOf(installation)));
    },
    acceptPermissions: (id, permissions) => {
      const installation = existing(id);
      state.setPermissions(id, permissions);
      tell(installation, installationMessage('new_permissions_accepted', deedOf(installation)));
    },
    ...selectionDeeds(deps, { existing, deedOf, tell }),
  };
}

function selectionDeeds(
  { state }: AppsDeps,
  { existing, deedOf, tell }: ReturnType<typeof tellerOf>,
): Pick<Apps, 'select' | 'noteTransfer'> {
  return {
    select: (id, repositoryIds) => {
      const installation = existing(id);
      const before = seenBy(installation, state);
      state.selectRepositories(id, repositoryIds);
      for (const { action, ids } of changesFrom(before, seenBy(installation, state))) {
        tell(installation, selectionMessage(action, ids, deedOf(installation)));
      }
    },
    noteTransfer: (repositoryId, formerOwnerId) => {
      for (const one of state.installations()) {
        const saw = one.repositoryIds?.has(repositoryId) ?? true;
        if (one.organizationId !== formerOwnerId || !saw || one.suspendedAt !== null) continue;
        tell(one, selectionMessage('removed', [repositoryId], deedOf(one)));
      }
    },
  };
}

function tellerOf({ state, deliveries }: AppsDeps) {
  let serial = 0;
  return {
    existing: (id: number): InstallationRecord => {
      const found = state.installationById(id);
      if (found === null) throw new RangeError(`there is no installation ${id}`);
      return found;
    },
    deedOf: (installation: InstallationRecord, by: StoryAccount | null = null): Deed => {
      serial += 1;
      return { state, installation, by, serial };
    },
    tell: ({ appId, id }: InstallationRecord, message: Message): void => {
      const app = state.appBy(appId);
      if (app !== null) deliveries.tell(app, id, message);
    },
  };
}

function changesFrom(before: ReadonlySet<number>, after: ReadonlySet<number>) {
  const added = [...after].filter((id) => !before.has(id));
  const removed = [...before].filter((id) => !after.has(id));
  const changes = [
    { action: 'added' as const, ids: added },
    { action: 'removed' as const, ids: removed },
  ];
  return changes.filter(({ ids }) => ids.length > 0);
}

function seenBy(
  { organizationId, repositoryIds }: InstallationRecord,
  state: SimulatedGitHubState,
): ReadonlySet<number> {
  const all = state.repositoriesOf(organizationId).map(({ id }) => id);
  return new Set(all.filter((id) => repositoryIds?.has(id) ?? true));
}
