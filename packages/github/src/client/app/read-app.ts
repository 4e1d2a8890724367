import { z } from 'zod';

import { text } from '../../shapes/primitives.ts';
import type { Reading } from '../connection/github-client.ts';
import { isGitHubError } from '../connection/github-error.ts';
import { allOf, ask } from '../connection/rest.ts';
import {
  appFields,
  type EnterpriseInstallation,
  enterpriseInstallations,
  type Installation,
  installationShape,
  organizationInstallations,
  type Permissions,
} from './shapes.ts';

/** A GitHub App as it sees itself. */
export type AppFacts = {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientId: string | null;
  readonly htmlUrl: string;
  readonly ownerLogin: string | null;
  /** What it asks for; an installation may have granted less. */
  readonly permissions: Permissions;
  readonly events: readonly string[];
  /** Where its webhooks are sent; null if it has none. */
  readonly hook: { readonly url: string | null } | null;
};

const hookShape = z
  .object({ url: text(2000).nullish() })
  .transform(({ url }) => ({ url: url ?? null }));

/** The App itself, with the address of its webhooks. Asked as the App. @throws {GitHubError} */
export async function readApp(_input: object, reading: Reading): Promise<AppFacts> {
  const app = await ask({ route: 'GET /app' }, z.object(appFields), reading);
  return {
    id: app.id,
    slug: app.slug,
    name: app.name,
    clientId: app.client_id ?? null,
    htmlUrl: app.html_url,
    ownerLogin: app.owner?.login ?? null,
    permissions: app.permissions,
    events: app.events,
    hook: await readHook(reading),
  };
}

async function readHook(reading: Reading): Promise<AppFacts['hook']> {
  try {
    return await ask({ route: 'GET /app/hook/config' }, hookShape, reading);
  } catch (error) {
    if (isGitHubError(error) && error.kind === 'not_found') return null;
    throw error;
  }
}

/** Has the App's webhooks sent to another address. Asked as the App. @throws {GitHubError} */
export async function setHookUrl(
  { url }: { readonly url: string },
  reading: Reading,
): Promise<void> {
  await ask({ route: 'PATCH /app/hook/config', body: { url } }, z.unknown(), reading);
}

/** Organisations, and users, where the App is installed. Asked as the App. @throws {GitHubError} */
export function readInstallations(
  _input: object,
  reading: Reading,
): Promise<readonly Installation[]> {
  return allOf(listed, organizationInstallations, reading);
}

/** Enterprises where the App is installed. Asked as the App. @throws {GitHubError} */
export function readEnterpriseInstallations(
  _input: object,
  reading: Reading,
): Promise<readonly EnterpriseInstallation[]> {
  return allOf(listed, enterpriseInstallations, reading);
}

const listed = { route: 'GET /app/installations' };

/** One installation. Asked as the App. @throws {GitHubError} `not_found` once it is gone */
export function readInstallation(
  { installationId }: { readonly installationId: number },
  reading: Reading,
): Promise<Installation> {
  const route = 'GET /app/installations/{installation_id}';
  const parameters = { installation_id: installationId };
  return ask({ route, parameters }, installationShape, reading);
}
