import type { Router } from 'express';

import type { ServerContext } from '../context.ts';
import { notFound } from '../http/errors.ts';
import type { AppRecord, InstallationRecord, OrganizationRecord } from '../state/records.ts';
import { isOwner } from './owners.ts';
import type { Visit } from './pages.ts';
import { createPages, say, withQuery } from './pages.ts';

/**
 * The pages that install an App. The visitor chooses by the address: `target_id` is the
 * organisation (the first that they own unless told), `repository_ids[]` are the repositories (all
 * unless told). Who is no owner can only ask an owner to install it.
 */
export function addInstallationPages(router: Router, context: ServerContext): void {
  const pages = createPages(router, context);
  for (const last of ['new', 'new/permissions', 'select_target']) {
    pages.on('get', `/apps/:slug/installations/${last}`, (visit) => install(visit, context));
  }
  pages.on('get', '/apps/:slug', ({ request, response }) => {
    say(response, 200, appOf(request.params['slug'], context).name);
  });
}

function install(visit: Visit, context: ServerContext): void {
  const { state, apps } = context;
  const app = appOf(visit.request.params['slug'], context);
  const organization = targetOf(visit, app, context);
  if (!isOwner(visit.visitor, organization, state)) {
    lead(visit, app, { setup_action: 'request', state: visit.field('state') });
    return;
  }
  const chosen = repositoriesIn(visit);
  const present = state
    .installations()
    .find((one) => one.appId === app.id && one.organizationId === organization.id);
  if (present !== undefined) {
    if (chosen !== null) apps.select(present.id, chosen);
    changed(visit, app, present);
    return;
  }
  const wishes = { appId: app.id, organizationId: organization.id };
  const made = apps.install(
    chosen === null ? wishes : { ...wishes, repositoryIds: chosen },
    visit.visitor,
  );
  const query = { installation_id: made.id, setup_action: 'install', state: visit.field('state') };
  if (app.pages.requestOauthOnInstall) signIn(visit, app, { context, query });
  else lead(visit, app, query);
}

function appOf(slug: string | string[] | undefined, { state }: ServerContext): AppRecord {
  const app = state.apps().find((one) => one.slug === slug);
  if (app === undefined) throw notFound();
  return app;
}

/** @throws {GitHubError} 404 if there is no such place, or the App is not for it */
function targetOf({ field, visitor }: Visit, app: AppRecord, { state }: ServerContext) {
  const id = field('target_id') ?? field('suggested_target_id');
  const all = state.organizations();
  const owned = all.find((one) => isOwner(visitor, one, state));
  const joined = all.find((one) => state.memberOf(one, visitor.id) !== null);
  const found: OrganizationRecord | null | undefined =
    id === undefined ? (owned ?? joined) : state.organizationById(Number(id));
  const isBarred = !app.pages.isPublic && found?.id !== app.ownerId;
  if (!found || isBarred || state.memberOf(found, visitor.id) === null) throw notFound();
  return found;
}

function repositoriesIn({ request }: Visit): readonly number[] | null {
  const asked = request.query['repository_ids[]'] ?? request.query['repository_ids'];
  if (asked === undefined) return null;
  return [asked]
    .flat()
    .flatMap((one) => (typeof one === 'string' ? one.split(',') : []))
    .map(Number);
}

type Query = Readonly<Record<string, string | number | undefined>>;

function lead({ response }: Visit, { pages }: AppRecord, query: Query): void {
  if (pages.setupUrl === null) say(response, 200, `Installed: ${query['installation_id'] ?? 'no'}`);
  else response.redirect(withQuery(pages.setupUrl, query));
}

function changed(visit: Visit, app: AppRecord, { id }: InstallationRecord): void {
  if (app.pages.setupOnUpdate) lead(visit, app, { installation_id: id, setup_action: 'update' });
  else say(visit.response, 200, `Installed: ${id}`);
}

type SigningIn = { readonly context: ServerContext; readonly query: Query };

function signIn({ response, visitor }: Visit, app: AppRecord, { context, query }: SigningIn): void {
  const [redirectUri = null] = app.pages.callbackUrls;
  if (redirectUri === null) throw notFound();
  const consent = { appId: app.id, account: visitor, redirectUri: null, challenge: null };
  response.redirect(
    withQuery(redirectUri, { code: context.signIns.offerConsent(consent), ...query }),
  );
}
