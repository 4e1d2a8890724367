import { lacks } from '../access/sight.ts';
import { isOwner } from '../app/owners.ts';
import type { Call } from '../http/call.ts';
import { GitHubError, notAccessible, notFound } from '../http/errors.ts';
import type { OrganizationRecord } from '../state/records.ts';
import type { Enterprise } from './copilot.ts';

/** @throws {GitHubError} 403 for a person who is no owner of the organisation */
export function checkOwner(organization: OrganizationRecord, { caller, context }: Call): void {
  if (caller.kind !== 'user' || isOwner(caller.account, organization, context.state)) return;
  throw new GitHubError(403, 'You must be an organization owner or have the required role.');
}

/**
 * The enterprise that a call names, for owners of one of its organisations and for Apps that are
 * installed at one.
 *
 * @param permission - what an installation needs; null if belonging is enough
 * @throws {GitHubError} 404 if there is none, or the caller does not belong to it; 403 without the
 * permission
 */
export function enterpriseOf(call: Call, permission: string | null): Enterprise {
  const { params, context, caller } = call;
  const enterprise = context.copilot.enterpriseBySlug(params['enterprise'] ?? '');
  if (enterprise === null) throw notFound();
  const organizations = organizationsOf(enterprise, call);
  if (caller.kind === 'installation') {
    if (!enterprise.organizationIds.includes(caller.installation.organizationId)) throw notFound();
    if (permission !== null && lacks(caller, permission)) throw notAccessible();
    return enterprise;
  }
  const isOwned =
    caller.kind === 'user' &&
    organizations.some((one) => isOwner(caller.account, one, context.state));
  if (!isOwned) throw notFound();
  return enterprise;
}

/** The organisations of the enterprise that a call names. @throws {GitHubError} 404 */
export function enterpriseOrganizations(call: Call): readonly OrganizationRecord[] {
  return organizationsOf(enterpriseOf(call, null), call);
}

function organizationsOf(
  { organizationIds }: Enterprise,
  { context }: Call,
): readonly OrganizationRecord[] {
  return organizationIds.flatMap((id) => context.state.organizationById(id) ?? []);
}
