import { isJson } from './api.ts';
import { UPLIFT_SECRET, type ConnectedOrganization } from './connected-organization.ts';

/** What must stand nowhere. */
export type Secrets = {
  /** Found in any text of the database. */
  readonly words: readonly string[];
  /** Found in any file; what a log has blotted out (`ghs_[redacted]`) is not. */
  readonly pattern: RegExp;
};

/** How tokens of GitHub begin, and those that an App or a GitHub signs. */
const TOKENS = ['ghs_', 'ghu_', 'ghp_', 'eyJhbGciOi'];

/** The secrets of a service and of its App, and all tokens of GitHub. */
export function secretsOf({ github, token }: ConnectedOrganization): Secrets {
  const apps = github.state.apps();
  if (apps.length === 0) throw new Error('there is no App');
  const ofApps = apps.flatMap(({ privateKey, webhookSecret, clientSecret }) => [
    webhookSecret,
    clientSecret,
    // A line of the key has 64 characters, and is the same however line breaks are written.
    ...privateKey.split('\n').filter((line) => line !== '' && !line.startsWith('-----')),
  ]);
  const own = [...ofApps, UPLIFT_SECRET, token].map((word) =>
    word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const pattern = new RegExp([...own, ...TOKENS.map((start) => `${start}[A-Za-z0-9]`)].join('|'));
  return { words: [...ofApps, UPLIFT_SECRET, token, ...TOKENS], pattern };
}

/**
 * Asks everything that the API's own description says can be asked of the organisation.
 *
 * @throws {Error} if the description tells of no paths
 */
export async function answersOfEveryRoute({
  url,
  token,
  github,
}: ConnectedOrganization): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const ask = async (path: string): Promise<string> =>
    (await fetch(`${url}${path}`, { headers, redirect: 'manual' })).text();
  const description: unknown = JSON.parse(await ask('/api/v1/openapi.json'));
  const paths = isJson(description) && isJson(description['paths']) ? description['paths'] : {};
  const readable = Object.entries(paths).flatMap(([path, item]) =>
    isJson(item) && 'get' in item && !path.endsWith('/events') ? [path] : [],
  );
  if (readable.length === 0) throw new Error('the description tells of no paths');
  const [organization] = github.state.organizations();
  const login = organization?.login ?? '';
  const values = {
    org: login,
    team: '1',
    measure: 'cycle_time',
    owner: login,
    id: '1',
    number: '1',
  };
  const parameters = new Map(Object.entries({ ...values, name: 'api' }));
  for (const path of readable) {
    await ask(path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters.get(name) ?? '1'));
  }
  for (const page of ['/setup', '/metrics', '/api/docs', '/nowhere']) await ask(page);
}
