import type { Router } from 'express';

import { userOf } from '../../rest/users.ts';
import { repositoryOf } from '../../rest/repositories.ts';
import type { ServerContext } from '../context.ts';
import { storyOrganizationOf } from '../http/call.ts';
import type { Call } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import { createRoutes } from '../http/routes.ts';
import type { MemberRecord } from '../state/records.ts';
import { restMembership, restOrganization } from './organization.ts';

const members = { permission: 'members', membersOnly: true } as const;

/** Organisations, their members and their repositories. */
export function organizationRoutes(context: ServerContext): Router {
  const { state } = context;
  const { router, on } = createRoutes(context);
  on({ method: 'get', path: '/orgs/:org', callers: 'anyone' }, (call) => ({
    body: restOrganization(call.organization(), state),
  }));
  on({ method: 'get', path: '/orgs/:org/members', ...members }, (call) => {
    const role = call.query('role') ?? 'all';
    const wanted = state
      .membersOf(call.organization())
      .filter((member) => role === 'all' || member.role === role);
    return call.page(
      wanted.toSorted((a, b) => a.account.id - b.account.id),
      ({ account }) => userOf(account),
    );
  });
  on({ method: 'get', path: '/orgs/:org/members/:username', ...members }, (call) => {
    memberOf(call);
    return { status: 204 };
  });
  on({ method: 'get', path: '/orgs/:org/memberships/:username', ...members }, (call) => ({
    body: restMembership(memberOf(call), call.organization()),
  }));
  on(
    { method: 'get', path: '/orgs/:org/repos', permission: 'metadata', membersOnly: true },
    (call) => {
      const owner = storyOrganizationOf(call.organization());
      return call.page(state.repositoriesOf(owner.id), (one) =>
        repositoryOf(state.storyRepositoryOf(one), owner),
      );
    },
  );
  return router;
}

/** The member that a call names. @throws {GitHubError} 404 if there is none */
function memberOf(call: Call): MemberRecord {
  const { state } = call.context;
  const account = state.accountByLogin(call.params['username'] ?? '');
  const member = account === null ? null : state.memberOf(call.organization(), account.id);
  if (member === null) throw notFound();
  return member;
}
