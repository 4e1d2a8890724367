import type { InstallationTokenWishes } from '../../access/tokens.ts';
import type { SimulatedGitHubOptions } from '../../simulated-github.ts';
import type { TestServer } from '../../testing/open-server.ts';
import { openTestServer } from '../../testing/open-server.ts';

/** What came back from a question. */
type Answered = {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
  readonly errors: readonly Record<string, unknown>[];
  readonly body: unknown;
};

/** A server for a test, and questions to it in the name of the first installation. */
export type GraphQLServer = TestServer & {
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Answered>;
  /** The same with a token that may less. */
  readonly askWith: (wishes: Partial<InstallationTokenWishes>, query: string) => Promise<Answered>;
};

/** Serves a story as it stands at the end of January unless told otherwise. */
export async function openGraphQLServer(
  options: Partial<SimulatedGitHubOptions> = {},
): Promise<GraphQLServer> {
  const server = await openTestServer(options);
  const installationId = server.github.state.installations()[0]?.id ?? 0;
  const post = async (wishes: Partial<InstallationTokenWishes>, body: object) => {
    const { token } = server.github.tokens.issueForInstallation({ installationId, ...wishes });
    const answer = await fetch(server.github.graphqlUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answeredOf(answer);
  };
  return {
    ...server,
    ask: (query, variables = {}) => post({}, { query, variables }),
    askWith: (wishes, query) => post(wishes, { query }),
  };
}

async function answeredOf(answer: Response): Promise<Answered> {
  const body: unknown = await answer.json();
  const errors = at(body, 'errors');
  return {
    status: answer.status,
    headers: answer.headers,
    data: at(body, 'data'),
    errors: Array.isArray(errors) ? errors : [],
    body,
  };
}

/** What lies at a path of a JSON value; undefined if the path leads nowhere. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Object.entries(here).find(([name]) => name === String(key))?.[1];
  }
  return here;
}

/** The list at a path of a JSON value; empty if there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}
