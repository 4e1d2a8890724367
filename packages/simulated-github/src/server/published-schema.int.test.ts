import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readPublishedSchema } from '../testing/published-schema.ts';
import { openDescribedServer } from './testing/described-server.ts';
import type { DescribedServer } from './testing/described-server.ts';
import { describedRoutes, everyAnswer } from './testing/every-answer.ts';
import type { RouteAnswer } from './testing/every-answer.ts';

let server: DescribedServer;
let answers: readonly RouteAnswer[] = [];
/** The departures that any description was met with. */
const met = new Set<string>();

beforeAll(async () => {
  server = await openDescribedServer();
  answers = await everyAnswer(server);
}, 60_000);

afterAll(() => server.close());

/** A route under the name that GitHub gives the operation. */
function operationOf(route: string): string {
  return route
    .replace('/pulls/:number', '/pulls/{pull_number}')
    .replace('/issues/:number', '/issues/{issue_number}')
    .replace('/teams/:slug', '/teams/{team_slug}')
    .replace('/installations/:id', '/installations/{installation_id}')
    .replace('/deployments/:id', '/deployments/{deployment_id}')
    .replace('/deliveries/:id', '/deliveries/{delivery_id}')
    .replaceAll(/:(\w+)/g, '{$1}');
}

/** What a description has to say: the routes that it does not have, and departures by status. */
function heldAgainst(host: (typeof hosts)[number][0]) {
  const published = readPublishedSchema(host);
  const known = answers.filter(({ route }) => published.hasOperation(operationOf(route)));
  const found = known.flatMap(({ route, answer: { status, body } }) =>
    published
      .inAnswer(operationOf(route), status, body)
      .map((departure) => `${route} ${status} ${departure}`),
  );
  const missing = describedRoutes(server).filter(
    (route) => !published.hasOperation(operationOf(route)),
  );
  return { departures: [...new Set(found)], missing };
}

/** The kinds of hosts, and which of this GitHub's routes they do not have. */
const hosts = [
  ['ghec', /^$/],
  ['api.github.com', /^GET \/enterprises\/:enterprise\/(installation|copilot\/billing\/seats)$/],
  ['ghes-3.19', /\/copilot(\/|$)|^GET \/enterprises\/:enterprise\/installation$/],
] as const;

/** Where GitHub's description contradicts GitHub, or does not go as far. */
const contradictions: readonly (readonly [departure: RegExp, why: string])[] = [
  [
    /permissions\.(organization|enterprise)_copilot_(metrics|seat_management)$/,
    'permissions of Copilot are real (the last one by its name only), and not all are described',
  ],
  [
    /^GET \/app\/installations 200 .*\[\]\.account/,
    'in lists of installations, an account is a person and an enterprise at once',
  ],
  [
    /^GET \S+\/statuses 200 \[\]\.(target|environment|log)_url: must match format "uri"$/,
    'an address of a deployment that is not there is an empty text',
  ],
  [/^GET \S+\/members\/:username( 404|\/copilot 422) a body$/, 'every error has a body'],
  [/ (422|503) \+\.status$/, 'every error tells its status, those of validation as well'],
  [
    /^GET \/meta 200 \+\.hooks$/,
    "a server of one's own tells no addresses that webhooks come from",
  ],
  [
    /^GET \/enterprises\/\S+-1-day 204 status 204$/,
    'a day without a report is 204 for organisations, and is taken to be so for enterprises',
  ],
];

describe('what GitHub publishes of its answers', () => {
  it.each(hosts)('describes for %s every answer, but for known contradictions', (host, without) => {
    const { departures, missing } = heldAgainst(host);

    departures.forEach((one) => met.add(one));
    const isKnown = (one: string) => contradictions.some(([known]) => known.test(one));
    expect(departures.filter((one) => !isKnown(one))).toStrictEqual([]);
    expect(missing).toStrictEqual(describedRoutes(server).filter((one) => without.test(one)));
  });

  it('contradicts itself in each of the known ways still', () => {
    const idle = contradictions.filter(([known]) => ![...met].some((one) => known.test(one)));

    expect(idle).toStrictEqual([]);
  });

  it('has been held against a success of each route, and against each way to refuse', () => {
    const statusesOf = (route: string) =>
      new Set(answers.filter((one) => one.route === route).map(({ answer }) => answer.status));
    const all = describedRoutes(server).map((route) => ({ route, statuses: statusesOf(route) }));

    const never = (isIt: (status: number) => boolean) =>
      all.filter(({ statuses }) => ![...statuses].some(isIt)).map(({ route }) => route);
    expect(all.length).toBeGreaterThan(50);
    expect(never((status) => status < 300)).toStrictEqual([]);
    expect(never((status) => status === 401)).toStrictEqual([
      'POST /app-manifests/:code/conversions',
      'DELETE /applications/:client_id/token',
    ]);
    expect(never((status) => [304, 301].includes(status)).filter(isOrdinary)).toStrictEqual([]);
  });
});

/** Whether a route answers JSON with an ETag: not by writing, by 204, or by signed links. */
function isOrdinary(route: string): boolean {
  return route.startsWith('GET ') && !/reports|members\/:username$/.test(route);
}
