import { january } from '../../testing/small-story.ts';
import { ENOUGH } from './described-server.ts';
import type { Asked, DescribedServer, Guise, Told } from './described-server.ts';
import { write } from './every-writing.ts';

/** An answer and the route that gave it. */
export type RouteAnswer = { readonly route: string; readonly answer: Told };

/** What GitHub describes as no operation: GraphQL, pages that people see, and files. */
const UNDESCRIBED = /graphql|login|settings|\/apps\/|session|\/reports\/:|no route/;

/** The routes of the API, such as `GET /repos/:owner/:repo`. */
export function describedRoutes({ github }: DescribedServer): readonly string[] {
  return [...github.stats.byRoute().keys()].filter((route) => !UNDESCRIBED.test(route));
}

/** Asks a route something, and keeps the answer. */
type Ask = (route: string, asked?: Partial<Asked>) => Promise<Told>;

/** A server, and how it is asked. */
export type Scene = { readonly server: DescribedServer; readonly ask: Ask };

/** Every answer that a server can give: it is asked, changed, broken and asked again. */
export async function everyAnswer(server: DescribedServer): Promise<readonly RouteAnswer[]> {
  const answers: RouteAnswer[] = [];
  const ask: Ask = async (route, asked = {}) => {
    const [method = ''] = route.split(' ');
    const usual = { method, path: addressFor(route, server), guise: guiseFor(route) };
    const answer = await server.ask({ ...usual, ...asked });
    answers.push({ route, answer });
    return answer;
  };
  const scene = { server, ask };
  const reading = describedRoutes(server).filter((route) => route.startsWith('GET '));
  for (const route of reading) {
    await askInEveryGuise(route, ask);
    await askElsewhere(route, scene);
    await askWhenBroken(route, scene);
  }
  await askThroughTheStory(reading, scene);
  await askOfCopilot(reading, scene);
  await askOfMembers(scene);
  await askOfDeliveries(scene);
  await askUnderFormerNames(reading, scene);
  await write(scene);
  await askBeyondLimits(reading, scene);
  return answers;
}

function addressFor(route: string, server: DescribedServer): string {
  const path = server.addressOf(route);
  if (path.endsWith('repos-1-day')) return `${path}?day=2026-01-05`;
  return path.endsWith('-1-day') ? `${path}?day=2026-01-09` : path;
}

function guiseFor(route: string): Guise {
  if (/ \/user/.test(route) && !route.includes('/users/')) return 'person';
  if (/enterprise\/copilot/.test(route)) return 'enterprise';
  return / \/app\/|\/app$|\/installation$/.test(route) ? 'app' : 'installation';
}

const GUISES: readonly Asked['guise'][] = [
  'installation',
  'app',
  'person',
  'owner',
  'enterprise',
  'bare',
  'none',
  'unknown',
];

async function askInEveryGuise(route: string, ask: Ask): Promise<void> {
  for (const guise of GUISES) {
    const { etag } = await ask(route, { guise });
    if (etag !== null) await ask(route, { guise, etag });
  }
}

/** Pages beyond the last, single items on pages, and places that are not there. */
async function askElsewhere(route: string, { server, ask }: Scene): Promise<void> {
  const address = addressFor(route, server);
  const mark = address.includes('?') ? '&' : '?';
  await ask(route, { path: `${address}${mark}per_page=1` });
  await ask(route, { path: `${address}${mark}page=99` });
  const nowhere = address.replace(/\/(acme|acme-group)(?=[/?]|$)/, '/nobody');
  if (nowhere !== address) await ask(route, { path: nowhere });
  const nothing = address.replace(/\/(\d+|ada|payments)(?=[/?]|$)/, '/999999');
  if (nothing !== address) await ask(route, { path: nothing });
  const numeric = address
    .replace('/repos/acme/api', '/repositories/7')
    .replace('/orgs/acme', '/organizations/9');
  if (numeric !== address) await ask(route, { path: numeric });
}

async function askWhenBroken(route: string, { server, ask }: Scene): Promise<void> {
  for (const status of [500, 502, 503]) {
    server.github.faults.set([{ fault: { kind: 'status', status } }]);
    await ask(route);
  }
  server.github.faults.set([]);
}

/** Drafts, open and closed pull requests, and lists of everything. */
async function askThroughTheStory(reading: readonly string[], { server, ask }: Scene) {
  for (const at of [january(5, '10:30:00'), january(6, '09:30:00'), january(8, '09:03:00')]) {
    server.setClock(at);
    for (const route of reading) await ask(route);
  }
  server.setClock(january(31));
  const pulls = 'GET /repos/:owner/:repo/pulls';
  await ask(pulls, { path: '/repos/acme/api/pulls?state=all' });
  await ask(`${pulls}/:number`, { path: '/repos/acme/billing/pulls/3' });
  const deployments = 'GET /repos/:owner/:repo/deployments';
  await ask(`${deployments}/:id/statuses`, { path: '/repos/acme/api/deployments/60/statuses' });
  server.github.state.archiveRepository(7);
  await ask('GET /repos/:owner/:repo');
  server.github.state.archiveRepository(7, false);
}

async function askOfCopilot(reading: readonly string[], { server, ask }: Scene): Promise<void> {
  const { copilot } = server.github;
  const copilotRoutes = reading.filter((route) => route.includes('/copilot'));
  for (const some of [{ metricsPolicy: false }, { metricsPolicy: true, plan: null }]) {
    copilot.configure(9, some);
    copilot.configureEnterprise(77, some);
    for (const route of copilotRoutes) await ask(route);
  }
  copilot.configure(9, { plan: 'business' });
  copilot.configureEnterprise(77, { plan: 'business' });
  for (const route of copilotRoutes.filter((one) => one.endsWith('-1-day'))) {
    const path = server.addressOf(route);
    for (const query of ['?day=2026-01-31', '?day=yesterday', '']) {
      await ask(route, { path: `${path}${query}` });
    }
  }
  copilot.cancelSeat(9, 1003, '2026-02-03');
  for (const route of copilotRoutes) await ask(route);
  server.setClock(new Date('2026-06-01T00:00:00Z'));
  for (const route of copilotRoutes) await ask(route);
  server.setClock(january(31));
}

async function askOfMembers({ server, ask }: Scene): Promise<void> {
  const { state } = server.github;
  const payments = state.teamsOf(organizationOf(server)).find(({ id }) => id === 3);
  if (payments !== undefined) {
    const below = { ...payments, id: 4, slug: 'cards', name: 'Cards', parentId: 3 };
    state.putTeam(9, below);
  }
  for (const path of ['/orgs/acme/teams', '/orgs/acme/teams/cards']) {
    await ask(path.endsWith('cards') ? 'GET /orgs/:org/teams/:slug' : 'GET /orgs/:org/teams', {
      path,
    });
  }
  await ask('GET /orgs/:org/teams/:slug/teams');
  await ask('GET /orgs/:org/teams/:slug/members', { path: '/orgs/acme/teams/payments/members' });
  await ask('GET /orgs/:org/members/:username', { path: '/orgs/acme/members/bob' });
  await ask('GET /orgs/:org/members', { path: '/orgs/acme/members?role=admin' });
}

function organizationOf({ github }: DescribedServer) {
  const organization = github.state.organizationById(9);
  if (organization === null) throw new RangeError('there is no organisation 9');
  return organization;
}

async function askOfDeliveries({ server, ask }: Scene): Promise<void> {
  const list = 'GET /app/hook/deliveries';
  for (const query of ['status=success', 'status=failure', 'status=odd', 'cursor=odd']) {
    await ask(list, { path: `/app/hook/deliveries?${query}` });
  }
  const { github } = server;
  const now = january(30, '12:00:00');
  server.setClock(now);
  github.deliveries.disturb({ dropShare: 1 });
  github.deliveries.rewind(january(5));
  await github.deliveries.catchUp();
  await ask(list);
  const [failed] = github.deliveries.attempts(github.app?.id ?? 0);
  await ask(`${list}/:id`, { path: `/app/hook/deliveries/${failed?.id ?? 0}` });
  github.deliveries.disturb({});
  server.setClock(january(31));
}

async function askUnderFormerNames(reading: readonly string[], { server, ask }: Scene) {
  const { state } = server.github;
  state.renameRepository(7, 'renamed');
  for (const route of reading) await ask(route);
  state.renameRepository(7, 'api');
}

/** Too much in a minute, and then the hour's requests are used up; routes do not differ in it. */
async function askBeyondLimits(reading: readonly string[], { server, ask }: Scene): Promise<void> {
  const { limits } = server.github;
  const nobody = { kind: 'anonymous' } as const;
  limits.chargeMinute(nobody, 'core', ENOUGH - 1000);
  while (limits.chargeMinute(nobody, 'core', 1));
  for (const route of reading) await ask(route, { guise: 'none' });
  limits.charge(nobody, 'core', ENOUGH);
  for (const route of reading) await ask(route, { guise: 'none' });
}
