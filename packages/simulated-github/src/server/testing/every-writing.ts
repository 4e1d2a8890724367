import type { Scene } from './every-answer.ts';

const CALLERS = ['installation', 'person', 'bare', 'none', 'unknown', 'app'] as const;

/** What Apps do: tokens, hooks, registration, pausing and ending. */
export async function write({ server, ask }: Scene): Promise<void> {
  const { github, ids } = server;
  const deliveries = 'POST /app/hook/deliveries/:id/attempts';
  const tokens = 'POST /app/installations/:id/access_tokens';
  const config = 'PATCH /app/hook/config';
  for (const guise of CALLERS) await ask(deliveries, { guise });
  await github.deliveries.settled();
  await ask(deliveries, { path: '/app/hook/deliveries/1/attempts' });
  await ask(tokens, { path: '/app/installations/1/access_tokens' });
  for (const guise of CALLERS) await ask(tokens, { guise });
  await ask(tokens, { body: { repository_ids: [7], permissions: { contents: 'read' } } });
  await ask(tokens, { body: { repository_ids: [70] } });
  await ask(tokens, { body: { permissions: { administration: 'write' } } });
  for (const guise of CALLERS) await ask(config, { guise, body: { secret: 'other' } });
  await ask(config, { body: { url: 'nowhere' } });
  await register({ server, ask });
  await revoke({ server, ask });
  const spare = `/app/installations/${ids.spare}`;
  const suspended = '/app/installations/:id/suspended';
  for (const guise of ['none', 'bare', 'app'] as const) {
    await ask(`PUT ${suspended}`, { guise, path: `${spare}/suspended` });
  }
  await ask(tokens, { path: `${spare}/access_tokens` });
  await ask('GET /app/installations/:id', { path: spare });
  await ask('GET /app/installations');
  for (const guise of ['none', 'app'] as const) {
    await ask(`DELETE ${suspended}`, { guise, path: `${spare}/suspended` });
  }
  for (const guise of ['none', 'app', 'app'] as const) {
    await ask('DELETE /app/installations/:id', { guise, path: spare });
  }
  await github.deliveries.settled();
}

async function register({ server, ask }: Scene): Promise<void> {
  const manifest = {
    name: 'Another',
    url: 'https://another.example',
    hook_attributes: { url: 'https://another.example/hooks' },
    redirect_url: 'https://another.example/created',
    default_permissions: { metadata: 'read', pull_requests: 'read' },
    default_events: ['pull_request'],
  };
  const page = `${server.github.webUrl}/organizations/acme/settings/apps/new?state=s`;
  const body = new URLSearchParams({ manifest: JSON.stringify(manifest) });
  const led = await fetch(page, { method: 'POST', body, redirect: 'manual' });
  const code = new URL(led.headers.get('location') ?? page).searchParams.get('code');
  const path = `/app-manifests/${code ?? ''}/conversions`;
  await ask('POST /app-manifests/:code/conversions', { path, guise: 'none' });
  await ask('POST /app-manifests/:code/conversions', { path, guise: 'none' });
}

async function revoke({ server, ask }: Scene): Promise<void> {
  const route = 'DELETE /applications/:client_id/token';
  const { app } = server.github;
  const basic = Buffer.from(`${app?.clientId ?? ''}:${app?.clientSecret ?? ''}`).toString('base64');
  const authorization = `Basic ${basic}`;
  await ask(route, { guise: 'none', body: { access_token: 'ghu_unknown' } });
  await ask(route, { authorization, body: {} });
  await ask(route, { authorization, body: { access_token: 'ghu_unknown' } });
}
