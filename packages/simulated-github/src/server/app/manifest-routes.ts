import type { Router } from 'express';

import type { ServerContext } from '../context.ts';
import { notFound } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { restApp } from '../rest/app-routes.ts';
import type { OrganizationRecord } from '../state/records.ts';
import { readManifest } from './manifest.ts';
import { isOwner } from './owners.ts';
import type { Visit } from './pages.ts';
import { createPages, say, withQuery } from './pages.ts';

/**
 * The pages that register an App from a manifest: for an organisation by one of its owners. People
 * of this GitHub own no Apps themselves, so the personal page registers for the first organisation
 * that its visitor owns.
 */
export function addManifestPages(router: Router, context: ServerContext): void {
  const { state } = context;
  const pages = createPages(router, context);
  pages.on('post', '/organizations/:org/settings/apps/new', async (visit) => {
    const { org } = visit.request.params;
    const organization = state.organizationByLogin(typeof org === 'string' ? org : '');
    if (organization === null || !isOwner(visit.visitor, organization, state)) throw notFound();
    await register(visit, organization, context);
  });
  pages.on('post', '/settings/apps/new', async (visit) => {
    const owned = state.organizations().find((one) => isOwner(visit.visitor, one, state));
    if (owned === undefined) throw notFound();
    await register(visit, owned, context);
  });
}

async function register(
  { response, field }: Visit,
  owner: OrganizationRecord,
  { apps, state, signIns, visitors }: ServerContext,
): Promise<void> {
  const rules = { loopbackHooks: visitors.loopbackHooks() };
  const read = readManifest(field('manifest') ?? '', rules);
  if ('refusal' in read) {
    say(response, 422, `Invalid GitHub App configuration. ${read.refusal}`);
    return;
  }
  const { wishes, redirectUrl } = read;
  if (state.apps().some(({ name }) => name.toLowerCase() === wishes.name.toLowerCase())) {
    say(response, 422, 'Name is already taken.');
    return;
  }
  const app = await apps.register({ ...wishes, ownerId: owner.id });
  const code = signIns.offerApp(app);
  const goal = redirectUrl ?? `/organizations/${owner.login}/settings/apps/${app.slug}`;
  response.redirect(withQuery(goal, { code, state: field('state') }));
}

/** What the page's code is good for: once, for an hour, and without a token. */
export function addConversion({ on }: Routes, { signIns, state, addresses }: ServerContext): void {
  const path = '/app-manifests/:code/conversions';
  on({ method: 'post', path, callers: 'anyone' }, ({ params }) => {
    const app = signIns.takeApp(params['code'] ?? '');
    if (app === null) throw notFound();
    const { installations_count: _, ...told } = restApp(app, state);
    return {
      status: 201,
      body: {
        ...told,
        html_url: `${addresses().webUrl}/apps/${app.slug}`,
        client_secret: app.clientSecret,
        webhook_secret: app.webhookSecret,
        pem: app.privateKey,
      },
    };
  });
}
