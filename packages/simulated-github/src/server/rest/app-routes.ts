import type { Router } from 'express';

import { installationOf } from '../../rest/installations.ts';
import { timestamp } from '../../rest/instants.ts';
import { nodeId } from '../../rest/node-id.ts';
import { HTML_URL, ownerOf } from '../../rest/users.ts';
import type { Caller } from '../access/caller.ts';
import type { ServerContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import { storyOrganizationOf } from '../http/call.ts';
import { notAccessible, notFound } from '../http/errors.ts';
import { createRoutes } from '../http/routes.ts';
import type { AppRecord, InstallationRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';

const callers = ['app'] as const;

/** An App by itself, and where it is installed; only the App, by its JSON web token, is told. */
export function appRoutes(context: ServerContext): Router {
  const { state } = context;
  const { router, on } = createRoutes(context);
  const installationsOf = (caller: Caller) => {
    const app = appOf(caller);
    return state.installations().filter(({ appId }) => appId === app.id);
  };
  const told = ({ caller }: Call, isThis: (one: InstallationRecord) => boolean) => {
    const found = installationsOf(caller).find(isThis);
    if (found === undefined) throw notFound();
    return { body: restInstallation(found, state) };
  };
  on({ method: 'get', path: '/app', callers }, ({ caller }) => ({
    body: restApp(appOf(caller), state),
  }));
  on({ method: 'get', path: '/app/installations', callers }, (call) =>
    call.page(installationsOf(call.caller), (one) => restInstallation(one, state)),
  );
  on({ method: 'get', path: '/app/installations/:id', callers }, (call) => {
    const id = call.id('id');
    return told(call, (one) => one.id === id);
  });
  on({ method: 'get', path: '/orgs/:org/installation', callers }, (call) => {
    const { id } = call.organization();
    return told(call, (one) => one.organizationId === id);
  });
  on({ method: 'get', path: '/enterprises/:enterprise/installation', callers }, (call) => {
    const enterprise = state.enterpriseBySlug(call.params['enterprise'] ?? '');
    if (enterprise === null) throw notFound();
    return told(call, (one) => one.enterpriseId === enterprise.id);
  });
  on({ method: 'get', path: '/repos/:owner/:repo/installation', callers }, (call) => {
    const { id, ownerId } = call.repository();
    return told(
      call,
      (one) => one.organizationId === ownerId && (one.repositoryIds?.has(id) ?? true),
    );
  });
  return router;
}

function appOf(caller: Caller): AppRecord {
  if (caller.kind !== 'app') throw notAccessible();
  return caller.app;
}

/** An App as GitHub shows it; its owner is an organisation. */
export function restApp(app: AppRecord, state: SimulatedGitHubState) {
  const owner = state.organizationById(app.ownerId);
  const { length } = state.installations().filter(({ appId }) => appId === app.id);
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: ownerOf(owner ?? { id: app.ownerId, login: 'ghost' }),
    name: app.name,
    description: '',
    external_url: app.externalUrl,
    html_url: `${HTML_URL}/apps/${app.slug}`,
    created_at: timestamp(app.createdAt),
    updated_at: timestamp(app.createdAt),
    permissions: app.permissions,
    events: app.events,
    installations_count: length,
  };
}

/** An installation as GitHub shows it. */
export function restInstallation(record: InstallationRecord, state: SimulatedGitHubState) {
  return installationOf({
    ...record,
    appSlug: state.appBy(record.appId)?.slug ?? '',
    target: targetOf(record, state),
    selection: selectionOf(record),
  });
}

/** Of an enterprise no repositories are chosen. */
export function selectionOf({ repositoryIds, enterpriseId }: InstallationRecord) {
  return repositoryIds === null && enterpriseId === null ? 'all' : 'selected';
}

/** @throws {GitHubError} 404 if it is gone */
function targetOf(record: InstallationRecord, state: SimulatedGitHubState) {
  const organization = state.organizationById(record.organizationId);
  if (organization !== null) return storyOrganizationOf(organization);
  const enterprise = state.enterpriseById(record.enterpriseId);
  if (enterprise === null) throw notFound();
  return enterprise;
}
