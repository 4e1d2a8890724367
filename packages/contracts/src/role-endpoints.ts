import { OrganizationPath } from './directory.ts';
import { base, listErrors, organizationErrors } from './endpoint-parts.ts';
import type { Endpoint } from './endpoint.ts';
import { GrantedRole, GrantedRoleList, RoleGrant } from './roles.ts';

const path = `${base}/roles`;
const forbidden = { 403: 'Needs the role admin.' };

/** Who may do more than every member. */
export const roleEndpoints = [
  {
    id: 'listRoles',
    method: 'get',
    path,
    tag: 'Access',
    summary: 'Roles that were given to people who sign in by GitHub',
    description:
      'Owners of the organisation at GitHub are administrators, all others members unless they stand here.',
    secured: true,
    params: OrganizationPath,
    success: { status: 200, schema: GrantedRoleList, words: 'By login.' },
    errors: { ...organizationErrors, ...forbidden },
  },
  {
    id: 'grantRole',
    method: 'post',
    path,
    tag: 'Access',
    summary: 'Give somebody a role, or take it back',
    description: 'It holds for sessions under way at once.',
    secured: true,
    params: OrganizationPath,
    body: RoleGrant,
    success: { status: 200, schema: GrantedRole, words: 'As it is now.' },
    errors: {
      ...listErrors,
      ...forbidden,
      409: 'The GitHub App is not installed for this organisation, so nobody signs in by GitHub.',
      415: 'The body is not application/json.',
      422: 'GitHub knows no member of this login.',
      503: 'GitHub does not answer.',
    },
  },
] as const satisfies readonly Endpoint[];
