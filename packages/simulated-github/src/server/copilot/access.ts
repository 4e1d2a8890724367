import { isOwner } from '../app/owners.ts';
import type { Call } from '../http/call.ts';
import { GitHubError, notFound } from '../http/errors.ts';
import type { EnterpriseRecord, OrganizationRecord } from '../state/records.ts';

/** @throws {GitHubError} 403 for a person who is no owner of the organisation */
export function checkOwner(organization: OrganizationRecord, { caller, context }: Call): void {
  if (caller.kind !== 'user' || isOwner(caller.account, organization, context.state)) return;
  throw new GitHubError(403, 'You must be an organization owner or have the required role.');
}

/**
 * The enterprise that a call names, for owners of one of its organisations and for Apps that are
 * installed at the enterprise itself.
 *
 * @throws {GitHubError} 404 if there is none, or the caller does not belong to it
 */
export function enterpriseOf(call: Call): EnterpriseRecord {
  const { params, context, caller } = call;
  const enterprise = context.state.enterpriseBySlug(params['enterprise'] ?? '');
  if (enterprise === null) throw notFound();
  const belongs =
    caller.kind === 'installation'
      ? caller.installation.enterpriseId === enterprise.id
      : caller.kind === 'user' &&
        enterpriseOrganizations(enterprise, call).some((one) =>
          isOwner(caller.account, one, context.state),
        );
  if (!belongs) throw notFound();
  return enterprise;
}

/** The organisations of an enterprise. */
export function enterpriseOrganizations(
  { organizationIds }: EnterpriseRecord,
  { context }: Call,
): readonly OrganizationRecord[] {
  return organizationIds.flatMap((id) => context.state.organizationById(id) ?? []);
}
