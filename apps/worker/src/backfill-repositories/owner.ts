import type { OrganizationInstallation } from '@uplift/db';
import type { OrganizationRef } from '@uplift/metrics';

/** Whether what GitHub names is the organisation that is known here. */
export function isOwner(
  owner: OrganizationRef,
  { githubId, login }: Pick<OrganizationInstallation, 'githubId' | 'login'>,
): boolean {
  if (githubId !== null && owner.githubId !== null) return githubId === owner.githubId;
  return owner.login.toLowerCase() === login.toLowerCase();
}
