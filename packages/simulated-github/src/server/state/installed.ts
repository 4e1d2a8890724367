import { numericId } from '../../rest/node-id.ts';
import { found } from './found.ts';
import type { ChangeDeps } from './changes.ts';
import type { InstallationRecord, Permissions } from './records.ts';

/** Who installs which App where, and what they agree to. */
export type InstallationWishes = InstallationTarget & {
  readonly appId: number;
  /** Drawn from the seed unless told. */
  readonly id?: number;
  /** All that the App asks for, of what there is at such a place, unless told. */
  readonly permissions?: Permissions;
  /** All repositories unless told. */
  readonly repositoryIds?: readonly number[];
};

/** Where an App is installed. */
type InstallationTarget =
  | { readonly organizationId: number; readonly enterpriseId?: undefined }
  | { readonly enterpriseId: number; readonly organizationId?: undefined };

/** A new installation. @throws {RangeError} if the App or the place is not there */
export function installed(wishes: InstallationWishes, deps: ChangeDeps): InstallationRecord {
  const { tables, clock, seed } = deps;
  const { appId, organizationId = null, enterpriseId = null, repositoryIds } = wishes;
  const app = found(tables.apps, appId);
  const { id: ownerId } =
    organizationId === null
      ? found(tables.enterprises, enterpriseId ?? Number.NaN)
      : found(tables.organizations, organizationId);
  return {
    id: wishes.id ?? numericId(`${seed}/installation/${appId}/${ownerId}`) % 100_000_000,
    appId,
    organizationId,
    enterpriseId,
    createdAt: clock(),
    permissions: wishes.permissions ?? grantable(app.permissions, enterpriseId !== null),
    events: app.events,
    repositoryIds: repositoryIds === undefined ? null : new Set(repositoryIds),
    suspendedAt: null,
  };
}

/** Permissions on an enterprise can be given by an enterprise only, and it gives no others. */
function grantable(permissions: Permissions, isEnterprise: boolean): Permissions {
  const all = Object.entries(permissions);
  return Object.fromEntries(
    all.filter(([permission]) => permission.startsWith('enterprise_') === isEnterprise),
  );
}
