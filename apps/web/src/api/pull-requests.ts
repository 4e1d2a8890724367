import type {
  PullRequest as SentPullRequest,
  PullRequestDetail as SentDetail,
  PullRequestList,
} from '@uplift/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import type { Scope } from '../address/scope.ts';
import type { Sort, Stage } from '../address/view.ts';
import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { keptAnswer } from './kept.ts';
import { readerOf } from './reader.ts';

const PullRequestShape = readerOf<SentPullRequest>()(
  z.object({
    repository: z.string(),
    number: z.number(),
    title: z.nullable(z.string()),
    state: z.enum(['open', 'merged', 'closed']),
    draft: z.boolean(),
    authorship: z.enum(['agent', 'assisted', 'unmarked', 'bot']),
    firstCommitAt: z.string(),
    openedAt: z.string(),
    readyAt: z.nullable(z.string()),
    firstReviewAt: z.nullable(z.string()),
    firstAiReviewAt: z.nullable(z.string()),
    approvedAt: z.nullable(z.string()),
    mergedAt: z.nullable(z.string()),
    closedAt: z.nullable(z.string()),
    additions: z.nullable(z.number()),
    deletions: z.nullable(z.number()),
    changedFiles: z.nullable(z.number()),
    commits: z.nullable(z.number()),
    revertsNumber: z.nullable(z.number()),
    reviewCycles: z.number(),
    cycleTimeSeconds: z.nullable(z.number()),
    stages: z.object({
      coding: z.number(),
      pickup: z.number(),
      review: z.number(),
      merge: z.number(),
      deploy: z.nullable(z.number()),
    }),
    flags: z.array(z.string()),
  }),
);

const ListShape = readerOf<PullRequestList>()(
  z.object({
    items: z.array(PullRequestShape),
    nextCursor: z.nullable(z.string()),
    total: z.number(),
  }),
);

const Account = z.nullable(
  z.object({ login: z.string(), kind: z.enum(['human', 'bot', 'ai_agent']) }),
);

const DetailShape = readerOf<SentDetail>()(
  z.extend(PullRequestShape, {
    author: Account,
    segments: z.array(
      z.object({
        stage: z.enum(['coding', 'pickup', 'review', 'merge']),
        from: z.string(),
        to: z.nullable(z.string()),
      }),
    ),
    authorshipEvidence: z.array(
      z.object({
        tool: z.string(),
        signal: z.string(),
        confidence: z.string(),
        evidence: z.string(),
      }),
    ),
    events: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        at: z.string(),
        actor: Account,
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
);

/** A pull request as a list tells it; stages in seconds, of an open one up to now. */
export type PullRequest = z.output<typeof PullRequestShape>;
/** A pull request with its stages in order and every event that is known of it. */
export type PullRequestDetail = z.output<typeof DetailShape>;
/** Something that happened to a pull request. */
export type PullRequestEvent = PullRequestDetail['events'][number];

/** Which pull requests, in which order; `from` and `to` are days or instants, half-open. */
export type PullRequestsAsked = Omit<Scope, 'grain'> & {
  readonly state: 'open' | 'merged' | 'closed';
  /** Of open ones alone. */
  readonly stage?: Stage;
  /** Of cycle times in seconds, half-open. */
  readonly cycleTimeFrom?: string;
  readonly cycleTimeTo?: string;
  readonly sort: Sort;
};

const PAGE = '50';

/** A list of pull requests, page by page. */
export function pullRequestsQuery({ org, ...asked }: PullRequestsAsked) {
  return infiniteQueryOptions({
    queryKey: ['pull-requests', org, asked],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === '' ? undefined : pageParam;
      const parameters = { ...asked, limit: PAGE, cursor };
      return ask({ path: listPath(org), parameters, signal }, ListShape);
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** The open pull requests of a scope, the oldest first. */
export type OpenPullRequests = {
  readonly items: readonly PullRequest[];
  /** How many there are; more than `items` where not all were read. */
  readonly total: number;
};

const LARGEST_PAGE = '200';
const MOST_PAGES = 5;
/** Before the first pull request of all. */
export const EVER = '2008-01-01';

/**
 * All that is open now, the period of the scope aside; of the thousand oldest at most. Pull requests
 * of bots are listed by the API, but count as little as in every other figure, unless asked for.
 */
export function openPullRequestsQuery(scope: Scope) {
  const { org, grain: _grain, from: _from, to, ...narrowed } = scope;
  const asked = { ...narrowed, state: 'open', sort: 'age', from: EVER, to, limit: LARGEST_PAGE };
  return queryOptions({
    queryKey: ['open-pull-requests', org, asked],
    placeholderData: keptAnswer(org),
    queryFn: async ({ signal }): Promise<OpenPullRequests> => {
      const items: PullRequest[] = [];
      let cursor: string | undefined;
      let total = 0;
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const parameters = { ...asked, cursor };
        const page = await ask({ path: listPath(org), parameters, signal }, ListShape);
        items.push(...page.items);
        if (pages === 0) total = page.total;
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      return countedOf({ items, total }, scope);
    },
  });
}

/** Without the pull requests of bots, unless they are asked for. */
export function countedOf(
  { items, total }: OpenPullRequests,
  { authorship }: Pick<Scope, 'authorship'>,
): OpenPullRequests {
  if (authorship !== undefined) return { items, total };
  const counted = items.filter((item) => item.authorship !== 'bot');
  return { items: counted, total: total - (items.length - counted.length) };
}

/** Where a pull request is: its repository as owner and name, and its number. */
export type PullRequestPlace = {
  readonly owner: string;
  readonly name: string;
  readonly number: string;
};

/** One pull request with its evidence. */
export function pullRequestQuery(org: string, { owner, name, number }: PullRequestPlace) {
  const place = [owner, name, number].map(encodeURIComponent).join('/');
  return queryOptions({
    queryKey: ['pull-request', org, place],
    queryFn: ({ signal }) => ask({ path: `${listPath(org)}/${place}`, signal }, DetailShape),
  });
}

function listPath(org: string): string {
  return `${organizationPath(org)}/pull-requests`;
}
