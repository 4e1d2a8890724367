import { AuditList, AuditQuery } from './audit.ts';
import { OrganizationPath } from './directory.ts';
import { base, listErrors, organizationErrors } from './endpoint-parts.ts';
import type { Endpoint } from './endpoint.ts';
import { PageQuery } from './paging.ts';
import {
  MembershipChange,
  MembershipRequest,
  MembershipReturn,
  TeamMemberList,
  TeamPath,
  TeamSummaryList,
} from './teams.ts';
import { CreatedToken, Token, TokenList, TokenPath, TokenRequest } from './tokens.ts';

const forbidden = { 403: 'Needs the role admin.' };
const notJson = { 415: 'The body is not application/json.' };

const membershipErrors = {
  ...listErrors,
  ...forbidden,
  404: 'No such organisation, team, account or word of an administrator.',
  415: 'The body is not application/json.',
};

/** Tokens, the audit log, and teams with their people. */
export const accessEndpoints = [
  {
    id: 'listTokens',
    method: 'get',
    path: `${base}/tokens`,
    tag: 'Access',
    summary: 'Tokens that are good for the organisation',
    secured: true,
    params: OrganizationPath,
    query: PageQuery,
    success: { status: 200, schema: TokenList, words: 'By id; without their secrets.' },
    errors: { ...listErrors, ...forbidden },
  },
  {
    id: 'createToken',
    method: 'post',
    path: `${base}/tokens`,
    tag: 'Access',
    summary: 'Makes a token for the organisation',
    secured: true,
    params: OrganizationPath,
    body: TokenRequest,
    success: { status: 201, schema: CreatedToken, words: 'The token, with its secret.' },
    errors: { ...listErrors, ...forbidden, ...notJson },
  },
  {
    id: 'revokeToken',
    method: 'post',
    path: `${base}/tokens/{id}/revoke`,
    tag: 'Access',
    summary: 'Ends a token at once',
    description:
      'With the sessions that were made from it. Tokens for every organisation are ended by administrators of all alone.',
    secured: true,
    params: TokenPath,
    success: { status: 200, schema: Token, words: 'As it was.' },
    errors: { ...listErrors, ...forbidden, 404: 'No such organisation or token.' },
  },
  {
    id: 'listAudit',
    method: 'get',
    path: `${base}/audit`,
    tag: 'Access',
    summary: 'Who changed what, and took what away as a file',
    secured: true,
    params: OrganizationPath,
    query: AuditQuery,
    success: { status: 200, schema: AuditList, words: 'Newest first.' },
    errors: { ...listErrors, ...forbidden },
  },
  {
    id: 'listTeamSummaries',
    method: 'get',
    path: `${base}/team-summaries`,
    tag: 'People',
    summary: 'Teams with their people, adoption and champions',
    description:
      'A team of fewer people than the minimum group, or one that would give away so few by subtraction, is told by name alone.',
    secured: true,
    params: OrganizationPath,
    success: { status: 200, schema: TeamSummaryList, words: 'All of them, by name.' },
    errors: organizationErrors,
  },
  {
    id: 'listTeamMembers',
    method: 'get',
    path: `${base}/teams/{team}/members`,
    tag: 'People',
    summary: 'Who was in a team when',
    secured: true,
    params: TeamPath,
    success: { status: 200, schema: TeamMemberList, words: 'By login and begin.' },
    errors: { ...listErrors, ...forbidden, 404: 'No such organisation or team.' },
  },
  {
    id: 'previewMembership',
    method: 'post',
    path: `${base}/teams/{team}/memberships/preview`,
    tag: 'People',
    summary: 'What other times of a person in a team would move',
    secured: true,
    params: TeamPath,
    body: MembershipRequest,
    success: { status: 200, schema: MembershipChange, words: 'Nothing is changed.' },
    errors: membershipErrors,
  },
  {
    id: 'correctMembership',
    method: 'post',
    path: `${base}/teams/{team}/memberships`,
    tag: 'People',
    summary: 'Says when a person was in a team',
    description:
      'From then on the word of an administrator wins: neither GitHub nor a file changes these times, and what GitHub says otherwise is noted beside them, until they are given back.',
    secured: true,
    params: TeamPath,
    body: MembershipRequest,
    success: { status: 200, schema: MembershipChange, words: 'As it was and is now.' },
    errors: membershipErrors,
  },
  {
    id: 'returnMembership',
    method: 'post',
    path: `${base}/teams/{team}/memberships/return`,
    tag: 'People',
    summary: 'Gives the times of a person in a team back to GitHub',
    description:
      'What was said stays until GitHub is looked at next; from that day on its word counts again.',
    secured: true,
    params: TeamPath,
    body: MembershipReturn,
    success: { status: 200, schema: MembershipReturn, words: 'Given back.' },
    errors: membershipErrors,
  },
] as const satisfies readonly Endpoint[];
