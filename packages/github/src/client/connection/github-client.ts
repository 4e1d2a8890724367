import type { RestCall, RestAnswer } from './rest.ts';
import type { GraphQLAnswer, GraphQLCall } from './graphql.ts';
import type { Download } from './download.ts';
import type { GitHubHost } from './github-host.ts';

/** A connection to GitHub in somebody's name. It shows no credentials, whoever looks into it. */
export type GitHubClient = {
  readonly kind: 'app' | 'installation' | 'token' | 'anonymous';
  readonly host: GitHubHost;
  /** The wall clock. */
  readonly now: () => Date;
  /** @throws {GitHubError} */
  readonly rest: (call: RestCall, signal?: AbortSignal) => Promise<RestAnswer>;
  /** @throws {GitHubError} if the query as a whole failed */
  readonly graphql: (call: GraphQLCall, signal?: AbortSignal) => Promise<GraphQLAnswer>;
  /** Fetches a file from another host, without credentials. @throws {GitHubError} if nobody answers */
  readonly download: (url: URL, signal?: AbortSignal) => Promise<Download>;
};

/** What a reader needs: whom to ask, and when to stop. An aborted reader throws the signal's reason. */
export type Reading = { readonly github: GitHubClient; readonly signal?: AbortSignal };
