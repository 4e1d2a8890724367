import { timestamp } from '../../rest/instants.ts';
import type { InstallationTokenWishes } from '../access/tokens.ts';
import type { ServerContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import { GitHubError, notAccessible, notFound } from '../http/errors.ts';
import type { Reply } from '../http/reply.ts';
import type { Routes } from '../http/routes.ts';
import { restRepository } from '../rest/repository-routes.ts';
import { selectionOf } from '../rest/app-routes.ts';
import type { InstallationRecord, Permissions } from '../state/records.ts';

const INSTALLATION = '/app/installations/:id';
const callers = ['app'] as const;

/** What an App may do with its installations: tokens for them, and pausing or ending them. */
export function addInstallationRoutes({ on }: Routes, { apps }: ServerContext): void {
  on({ method: 'post', path: `${INSTALLATION}/access_tokens`, callers }, issueToken);
  on({ method: 'delete', path: INSTALLATION, callers }, (call) => {
    apps.uninstall(installationOf(call).id);
    return { status: 204 };
  });
  on({ method: 'put', path: `${INSTALLATION}/suspended`, callers }, (call) => {
    apps.suspend(installationOf(call).id);
    return { status: 204 };
  });
  on({ method: 'delete', path: `${INSTALLATION}/suspended`, callers }, (call) => {
    apps.suspend(installationOf(call).id, false);
    return { status: 204 };
  });
}

/** @throws {GitHubError} 404 if it is gone, or another App's */
function installationOf(call: Call): InstallationRecord {
  const { caller, context } = call;
  if (caller.kind !== 'app') throw notAccessible();
  const found = context.state.installationById(call.id('id'));
  if (found === null || found.appId !== caller.app.id) throw notFound();
  return found;
}

function issueToken(call: Call): Reply {
  const { context, request } = call;
  const installation = installationOf(call);
  if (installation.suspendedAt !== null) {
    throw new GitHubError(403, 'This installation has been suspended');
  }
  const permissions = permissionsIn(request.body, installation);
  const ids = repositoriesIn(request.body, { installation, context });
  const wishes: InstallationTokenWishes = {
    installationId: installation.id,
    permissions,
    stateless: request.get('x-github-stateless-s2s-token') !== 'disabled',
    ...(ids === null ? {} : { repositoryIds: ids }),
  };
  const { token, expiresAt } = context.tokens.issueForInstallation(wishes);
  const selection = ids === null ? selectionOf(installation) : 'selected';
  const body = {
    token,
    expires_at: timestamp(expiresAt),
    permissions,
    repository_selection: selection,
  };
  const repositories = ids?.flatMap((id) => {
    const found = context.state.repositoryById(id);
    return found === null ? [] : [restRepository(found, context.state)];
  });
  return { status: 201, body: repositories === undefined ? body : { ...body, repositories } };
}

/** @throws {GitHubError} 422 if more is asked for than the organisation agreed to */
function permissionsIn(body: unknown, { permissions }: InstallationRecord): Permissions {
  const asked = keyOf(body, 'permissions');
  if (typeof asked !== 'object' || asked === null) return permissions;
  const reduced: Record<string, 'read' | 'write'> = {};
  for (const [key, level] of Object.entries(asked)) {
    const granted = permissions[key];
    const isGranted = level === granted || (level === 'read' && granted === 'write');
    if (!isGranted) {
      throw new GitHubError(422, 'The permissions requested are not granted to this installation.');
    }
    reduced[key] = level === 'write' ? 'write' : 'read';
  }
  return { ...reduced, metadata: 'read' };
}

type Place = { readonly installation: InstallationRecord; readonly context: ServerContext };

/** @throws {GitHubError} 422 if one is not of the installation */
function repositoriesIn(body: unknown, { installation, context }: Place): readonly number[] | null {
  const ids = keyOf(body, 'repository_ids');
  const names = keyOf(body, 'repositories');
  if (!Array.isArray(ids) && !Array.isArray(names)) return null;
  const seen = context.state
    .repositoriesOf(installation.organizationId)
    .filter(({ id }) => installation.repositoryIds?.has(id) ?? true);
  const asked: readonly unknown[] = [ids ?? [], names ?? []].flat();
  return asked.map((one) => {
    const found = seen.find(({ id, name }) => id === one || name === one);
    if (found !== undefined) return found.id;
    throw new GitHubError(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  });
}

function keyOf(body: unknown, key: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
}
