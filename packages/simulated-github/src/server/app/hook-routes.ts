import type { ServerContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import { GitHubError, notAccessible, notFound } from '../http/errors.ts';
import type { Reply } from '../http/reply.ts';
import type { Routes } from '../http/routes.ts';
import type { AppRecord } from '../state/records.ts';
import { credentialsOf } from './sign-in-routes.ts';

const CONFIG = '/app/hook/config';
const callers = ['app'] as const;

/** Where an App is sent its webhooks, and the secret they are signed with. */
export function addHookRoutes({ on }: Routes): void {
  on({ method: 'get', path: CONFIG, callers }, (call) => configOf(appOf(call)));
  on({ method: 'patch', path: CONFIG, callers }, (call) => {
    const app = appOf(call);
    const { url, secret } = textsIn(call.request.body);
    if (url !== undefined && !URL.canParse(url)) throw new GitHubError(422, 'url is not valid');
    if (url !== undefined) app.webhookUrl = url;
    if (secret !== undefined) app.webhookSecret = secret;
    return configOf(app);
  });
}

function appOf({ caller }: Call): AppRecord {
  if (caller.kind !== 'app') throw notAccessible();
  return caller.app;
}

function configOf({ webhookUrl }: AppRecord): Reply {
  const url = webhookUrl === null ? {} : { url: webhookUrl };
  return { body: { content_type: 'json', insecure_ssl: '0', secret: '********', ...url } };
}

function textsIn(body: unknown): Readonly<Record<string, string | undefined>> {
  const entries = Object.entries(typeof body === 'object' && body !== null ? body : {});
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

/** An App takes back a person's token, vouching for itself by its client id and secret. */
export function addRevocation({ on }: Routes, { state, tokens }: ServerContext): void {
  const path = '/applications/:client_id/token';
  on({ method: 'delete', path, callers: 'anyone' }, ({ request, params }) => {
    const { client_id: id, client_secret: secret } = credentialsOf(request);
    const app = state.appBy(params['client_id'] ?? '');
    const isApp = app !== null && app.clientId === id && app.clientSecret === secret;
    if (!isApp) throw notFound();
    const { access_token: token } = textsIn(request.body);
    if (token === undefined) throw new GitHubError(422, 'Validation Failed');
    tokens.revoke(token);
    return { status: 204 };
  });
}
