import type { BackfillProgress } from '@uplift/db';
import { isGitHubError, gitHubHost, type GitHubError } from '@uplift/github/client';
import {
  backfillNamed,
  catchUp,
  NobodyToAskError,
  openGitHubConnection,
  type GitHubConnection,
  type NamedOutcome,
} from '@uplift/worker';
import { z } from 'zod';

import { CommandError } from '../terminal/failure.ts';
import type { OperationContext } from './operation-context.ts';

export const BackfillRequest = z.object({
  repositories: z.array(z.string()).min(1),
  /** Pull requests opened since are fetched, RFC 3339. */
  since: z.iso.datetime(),
  /** A person's token; null: by the App. */
  token: z.string().nullable(),
  /** Which GitHub. */
  host: z.object({
    webUrl: z.string(),
    apiUrl: z.string(),
    graphqlUrl: z.string(),
    downloadHosts: z.array(z.string()),
  }),
});

const FetchedRepository = z.object({
  repository: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'unreachable']),
  /** Pull requests of its history that are here. */
  pullRequests: z.int(),
  /** Those of them that were fetched now. */
  fetched: z.int(),
  /** What was updated on GitHub since it was last read; null where it had not been read before. */
  updated: z
    .object({
      since: z.iso.datetime(),
      checked: z.int(),
      /** Of which something was not known here. */
      changed: z.int(),
    })
    .nullable(),
  /** Points of the rate limit that were taken now. */
  points: z.int(),
  /** Opening of the oldest pull request that was fetched. */
  reached: z.iso.datetime().nullable(),
  failure: z.string().nullable(),
});

export const BackfillReport = z.object({
  repositories: z.array(FetchedRepository),
  seconds: z.number(),
});
export type BackfillReport = z.output<typeof BackfillReport>;

/** Fetches the history of repositories from GitHub, and returns when facts and measures are up to date. */
export async function backfill(
  request: z.output<typeof BackfillRequest>,
  context: OperationContext,
): Promise<BackfillReport> {
  const startedAt = performance.now();
  const { store, onProgress, signal, now = () => new Date() } = context;
  const { db } = store;
  const github = connectionOf(request, context);
  const input = { repositories: request.repositories, horizon: new Date(request.since) };
  const onFetched = (progress: readonly BackfillProgress[], waitsUntil: Date | null) =>
    onProgress(progressOf(progress, waitsUntil));
  const fetched = await clearly(() =>
    backfillNamed(input, {
      db,
      github,
      now,
      onProgress: onFetched,
      ...(signal !== undefined && { signal }),
    }),
  );
  await catchUp({
    db,
    now,
    onStep: ({ step, done, total }) => onProgress({ label: step, done, total, remark: '' }),
  });
  return { repositories: fetched.map(toldOf), seconds: (performance.now() - startedAt) / 1000 };
}

function toldOf(outcome: NamedOutcome): z.output<typeof FetchedRepository> {
  const { repository, state, done, fetched, updated, pointsNow, reached, failure } = outcome;
  return {
    repository,
    state,
    pullRequests: done,
    fetched,
    updated: updated && {
      since: updated.since.toISOString(),
      checked: updated.checked,
      changed: updated.different,
    },
    points: pointsNow,
    reached: reached?.toISOString() ?? null,
    failure: updated?.failure ?? failure,
  };
}

function connectionOf(
  { token, host }: z.output<typeof BackfillRequest>,
  { store: { db }, github }: OperationContext,
): GitHubConnection {
  return openGitHubConnection({
    db,
    settings: { host: gitHubHost(host) },
    token,
    app: async () => {
      const app = (await github?.app()) ?? null;
      return app === null ? null : { appId: app.id, privateKey: app.privateKey };
    },
  });
}

function progressOf(progress: readonly BackfillProgress[], waitsUntil: Date | null) {
  const [first] = progress;
  const others = progress.length > 1 ? ` and ${progress.length - 1} more` : '';
  const totals = progress.map(({ total }) => total);
  const isKnown = totals.every((total) => total !== null);
  const done = progress.reduce((sum, one) => sum + one.done, 0);
  const waits = waitsUntil && `, waits until ${waitsUntil.toISOString().slice(11, 19)} UTC`;
  return {
    label: `${first?.repository ?? ''}${others}`,
    done,
    total: isKnown ? totals.reduce((sum, total) => sum + total, 0) : null,
    remark: `${done.toLocaleString('en')} pull requests${waits ?? ''}`,
  };
}

/** Says what a person can do about it. */
async function clearly<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NobodyToAskError) {
      throw new CommandError(
        `nobody can be asked for ${error.message}: set GITHUB_TOKEN to a token that may read it, or connect GitHub on /setup and install the App there`,
        { cause: error },
      );
    }
    if (isGitHubError(error)) throw new CommandError(adviceOn(error), { cause: error });
    throw error;
  }
}

const GO_ON = 'give the command again later, it goes on where it was';

function adviceOn({ kind, message }: GitHubError): string {
  if (kind === 'unauthorized') {
    return 'GitHub does not accept the token: check GITHUB_TOKEN, it may have run out';
  }
  if (kind === 'not_found') {
    return 'GitHub has no such repository, or does not show it: check its name, and that the token or App may read its pull requests';
  }
  if (kind === 'forbidden') {
    return `${message}: check what the token may read, and that it is authorised for single sign-on`;
  }
  return `${message}: ${GO_ON}`;
}
