import { type AppIdentity, createAppTokens, type TokenSource } from './app-tokens.ts';
import { type AnswerHeaders, type Budget, rateOf } from './budget.ts';
import { download } from './download.ts';
import { type ConnectionSettings, createEngine, type Engine } from './engine.ts';
import { answerIn, errorOf, type FailureContext } from './failure-of.ts';
import type { GitHubClient } from './github-client.ts';
import { GitHubError } from './github-error.ts';
import { type GraphQLCall, readGraphQL } from './graphql.ts';
import type { RestAnswer, RestCall } from './rest.ts';

/** A GitHub App: itself, and in the name of each of its installations. */
export type GitHubApp = {
  readonly asApp: GitHubClient;
  readonly installation: (installationId: number, budget?: Budget) => GitHubClient;
};

/**
 * Connects a GitHub App. Tokens are fetched when first needed, kept, and renewed.
 *
 * @throws {TypeError} if the key is not an RSA private key; the message does not hold it
 */
export function createGitHubApp(
  settings: ConnectionSettings & {
    readonly app: AppIdentity;
    /** Of what is asked as the App itself; each installation has its own. */
    readonly appBudget?: Budget;
  },
): GitHubApp {
  const engine = createEngine(settings, 'app');
  const tokens = createAppTokens(settings.app, engine);
  const { appBudget } = settings;
  return {
    asApp: clientOf('app', engine, {
      tokens: tokens.asApp,
      ...(appBudget === undefined ? {} : { budget: appBudget }),
    }),
    installation: (installationId, budget) =>
      clientOf('installation', createEngine(settings, `installation ${installationId}`), {
        tokens: tokens.ofInstallation(installationId),
        ...(budget === undefined ? {} : { budget }),
      }),
  };
}

/** Connects by a token that somebody made or was given. */
export function createTokenClient(
  settings: ConnectionSettings & { readonly token: string; readonly budget?: Budget },
): GitHubClient {
  const { token, budget } = settings;
  return clientOf('token', createEngine(settings, 'token'), {
    tokens: () => Promise.resolve(token),
    ...(budget === undefined ? {} : { budget }),
  });
}

/** Connects as nobody, for the few questions that need no credentials or bring their own. */
export function createAnonymousClient(settings: ConnectionSettings): GitHubClient {
  return clientOf('anonymous', createEngine(settings, 'anonymous'), {});
}

type Speaker = { readonly tokens?: TokenSource; readonly budget?: Budget };

/** One question, by whichever of the two APIs. */
type Question = FailureContext & {
  readonly points: number;
  readonly send: (authorization: Readonly<Record<string, string>>) => Promise<RestAnswer>;
};

function clientOf(kind: GitHubClient['kind'], engine: Engine, speaker: Speaker): GitHubClient {
  const { host, now, patient, plain } = engine;
  return {
    kind,
    host,
    now,
    rest: ({ route, parameters, body, headers }: RestCall, signal) => {
      const send: Question['send'] = (authorization) =>
        patient.request(route, {
          ...parameters,
          ...(body === undefined ? {} : { data: body }),
          headers: { ...headers, ...authorization },
          request: signalOf(signal),
        });
      const question = { operation: route, resource: 'core', now, points: 1, send } as const;
      return answered(question, speaker, signal);
    },
    graphql: async ({ operation, query, variables, points }: GraphQLCall, signal) => {
      const url = host.graphqlUrl;
      const send: Question['send'] = (headers) =>
        plain.request({
          method: 'POST',
          url,
          query,
          variables,
          headers,
          request: signalOf(signal),
        });
      const question = { operation, resource: 'graphql', now, points, send } as const;
      const answer = await answered(question, speaker, signal);
      try {
        return readGraphQL(answer, question);
      } catch (error) {
        await tellBlocked(error, speaker);
        throw error;
      }
    },
    download: (url, signal) => download(url, engine, signal),
  };
}

const signalOf = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

async function answered(
  question: Question,
  speaker: Speaker,
  signal: AbortSignal | undefined,
): Promise<RestAnswer> {
  signal?.throwIfAborted();
  const { resource, points } = question;
  await speaker.budget?.take({ resource, points }, signal);
  try {
    const answer = await sentOnce(question, speaker);
    await tellRate(answer.headers, speaker);
    return answer;
  } catch (error) {
    const headers = answerIn(error)?.headers;
    if (headers !== undefined) await tellRate(headers, speaker);
    await tellBlocked(errorOf(error, question), speaker);
    signal?.throwIfAborted();
    throw errorOf(error, question);
  }
}

/** A token may end earlier than it said: then the question is asked again, by a new one. */
async function sentOnce(question: Question, { tokens }: Speaker): Promise<RestAnswer> {
  if (tokens === undefined) return question.send({});
  const token = await tokens({ refresh: false });
  try {
    return await question.send({ authorization: `Bearer ${token}` });
  } catch (error) {
    if (answerIn(error)?.status !== 401) throw error;
    const fresh = await tokens({ refresh: true });
    if (fresh === token) throw error;
    return question.send({ authorization: `Bearer ${fresh}` });
  }
}

async function tellRate(headers: AnswerHeaders, { budget }: Speaker): Promise<void> {
  const status = rateOf(headers);
  if (status !== null) await budget?.told(status);
}

async function tellBlocked(error: unknown, { budget }: Speaker): Promise<void> {
  if (!(error instanceof GitHubError) || error.failure.kind !== 'rate_limited') return;
  const { limit, until, resource } = error.failure;
  if (limit === 'secondary') await budget?.told({ kind: 'blocked', resource, until });
}
