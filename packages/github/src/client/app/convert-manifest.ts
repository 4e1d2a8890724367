import { z } from 'zod';

import type { Reading } from '../connection/github-client.ts';
import { ask } from '../connection/rest.ts';
import { appFields, type Permissions } from './shapes.ts';

/** An App that was just made, with its secrets: GitHub does not show them again. */
export type NewApp = {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly htmlUrl: string;
  readonly ownerLogin: string | null;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookSecret: string | null;
  /** PEM. */
  readonly privateKey: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
};

const secretText = z.string().min(1).max(20_000);

const newAppShape = z.object({
  ...appFields,
  client_id: z.string().min(1).max(200),
  client_secret: secretText,
  webhook_secret: secretText.nullish(),
  pem: secretText,
});

/**
 * Exchanges the code that GitHub gives for a manifest for the App made from it. The code is good
 * once, for an hour. Asked as nobody.
 *
 * @throws {GitHubError} `not_found` or `refused` for a code that is used up
 */
export async function convertManifest(
  { code }: { readonly code: string },
  reading: Reading,
): Promise<NewApp> {
  const route = 'POST /app-manifests/{code}/conversions';
  const app = await ask({ route, parameters: { code } }, newAppShape, reading);
  return {
    id: app.id,
    slug: app.slug,
    name: app.name,
    htmlUrl: app.html_url,
    ownerLogin: app.owner?.login ?? null,
    clientId: app.client_id,
    clientSecret: app.client_secret,
    webhookSecret: app.webhook_secret ?? null,
    privateKey: app.pem,
    permissions: app.permissions,
    events: app.events,
  };
}
