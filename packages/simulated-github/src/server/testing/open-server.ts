import { createSign } from 'node:crypto';

import { january, smallStory } from '../../testing/small-story.ts';
import type { AppRecord } from '../state/records.ts';
import type { SimulatedGitHub, SimulatedGitHubOptions } from '../simulated-github.ts';
import { startSimulatedGitHub } from '../simulated-github.ts';

/** A server for a test, with a story clock that the test sets. */
export type TestServer = {
  readonly github: SimulatedGitHub;
  readonly setClock: (at: Date) => void;
  /** GET at the API with an installation token of the story's first organisation. */
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
};

/** Serves {@link smallStory} as it stands at the end of January, unless told otherwise. */
export async function openTestServer(
  options: Partial<SimulatedGitHubOptions> = {},
): Promise<TestServer> {
  let at = january(31);
  const github = await startSimulatedGitHub({
    organizations: [smallStory],
    clock: () => at,
    seed: 'test',
    ...options,
  });
  const [installation] = github.state.installations();
  const { token } = github.tokens.issueForInstallation({ installationId: installation?.id ?? 0 });
  return {
    github,
    setClock: (next) => {
      at = next;
    },
    get: (path, headers = {}) => {
      const url = path.startsWith('http') ? path : `${github.apiUrl}${path}`;
      const authorization = `Bearer ${token}`;
      return fetch(url, { headers: { authorization, ...headers }, redirect: 'manual' });
    },
  };
}

/** A JSON web token by which an App speaks for itself. */
export function appToken(app: AppRecord, claims: Record<string, unknown> = {}): string {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const payload = { iss: app.clientId, iat: nowSeconds - 60, exp: nowSeconds + 540, ...claims };
  const signed = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(payload)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(app.privateKey, 'base64url')}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The JSON object in an answer. @throws {TypeError} if it is none */
export async function jsonOf(answer: Response): Promise<Record<string, unknown>> {
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null) throw new TypeError('the answer is no object');
  return { ...body };
}

/** The JSON objects in an answer that is a list. @throws {TypeError} if it is none */
export async function listOf(answer: Response): Promise<readonly Record<string, unknown>[]> {
  const body: unknown = await answer.json();
  if (!Array.isArray(body)) throw new TypeError('the answer is no list');
  return body;
}
