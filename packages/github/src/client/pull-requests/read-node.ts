import type { AccountRef, Observation, TimelineEvent } from '@uplift/metrics';
import { z } from 'zod';

import type { LineReader } from '../../history/history-line.ts';
import { commitLine, pullRequestLine, reviewLine } from '../../history/pull-request-lines.ts';
import { timelineLine } from '../../history/timeline-line.ts';
import { instant, ordinal, problemsOf, text } from '../../shapes/primitives.ts';
import type { GraphQLProblem } from '../connection/graphql.ts';
import { pageInfoShape, type RepositoryRead } from './answer.ts';
import { commitAsRest, pullRequestAsRest, reviewAsRest, timelineItemAsRest } from './as-rest.ts';
import { type PullRequestPart, pullRequestParts } from './query.ts';

/** One pull request as it was read. */
export type PullRequestRead = {
  readonly number: number;
  /** GitHub's global id. */
  readonly nodeId: string;
  readonly state: 'open' | 'closed';
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Its events, in the words of webhooks and history files. */
  readonly observations: readonly Observation[];
  /** Parts of which there is more, and where to go on. */
  readonly overflow: readonly PartOverflow[];
  /** What of it could not be read: fields, without their content. */
  readonly problems: readonly string[];
  /** Whether GitHub refuses some of it, so that asking again soon is of no use. */
  readonly isForbidden: boolean;
};

/** A part of which there is more. */
export type PartOverflow = { readonly part: PullRequestPart; readonly cursor: string };

/** Events, and what could not be read of them. */
export type EventsRead = {
  readonly observations: readonly Observation[];
  readonly problems: readonly string[];
};

/** What could not be answered of a node, and whether that is refused. */
export type NodeProblems = { readonly problems: readonly string[]; readonly isForbidden: boolean };

/**
 * What GitHub says it could not give of what lies at a place of an answer, or below it. A null alone
 * may be all that there is: a deleted account, say.
 */
export function problemsAt(
  at: readonly (string | number)[],
  answered: readonly GraphQLProblem[],
): NodeProblems {
  const below = answered.filter(({ path }) => at.every((step, index) => path[index] === step));
  return {
    problems: distinct(below.map(({ path }) => `${placeIn(path.slice(at.length))}: not given`)),
    isForbidden: below.some(({ type }) => type === 'FORBIDDEN'),
  };
}

/** Names of fields alone: places in lists say nothing to readers. */
function placeIn(path: GraphQLProblem['path']): string {
  const names = path.filter((step) => typeof step === 'string' && step !== 'nodes');
  return names.length === 0 ? 'pull_request' : names.join('.');
}

/** A list that could not be given is null, which is not the same as an empty one. */
const connectionShape = z.object({ pageInfo: pageInfoShape, nodes: z.array(z.unknown()) });

/** A page of a part: its nodes, still unread, and where it ends. */
export type PartPage = z.output<typeof connectionShape>;

/** Where GraphQL has a part. */
const fieldOf = { commits: 'commits', reviews: 'reviews', timeline: 'timelineItems' } as const;

/** The page of one part in a pull request. */
export const partPageShape = (part: PullRequestPart) =>
  z
    .looseObject({})
    .transform((pull) => pull[fieldOf[part]])
    .pipe(connectionShape);

type PartReader = {
  readonly shape: z.ZodType<Readonly<Record<string, unknown>>>;
  readonly kind: string;
  readonly line: LineReader;
};

/** How the nodes of each part are read: as the lines of a history file are. */
const partReaders: Readonly<Record<PullRequestPart, PartReader>> = {
  commits: { shape: commitAsRest, kind: 'commit', line: commitLine },
  reviews: { shape: reviewAsRest, kind: 'review', line: reviewLine },
  timeline: { shape: timelineItemAsRest, kind: 'timeline_event', line: timelineLine },
};

const wholeReader: PartReader = {
  shape: pullRequestAsRest,
  kind: 'pull_request',
  line: pullRequestLine,
};

/** Where events belong. */
type Place = RepositoryRead & { readonly number: number };

/** The events of one part's nodes. */
export function readPart(part: PullRequestPart, { nodes }: PartPage, place: Place): EventsRead {
  const read = nodes.map((node) => readNode(partReaders[part], node, place));
  return {
    observations: read.flatMap(({ observations }) => observations),
    problems: distinct(read.flatMap(({ problems }) => problems)),
  };
}

function readNode({ shape, kind, line }: PartReader, node: unknown, place: Place): EventsRead {
  if (node === null) return { observations: [], problems: [`${kind}: not given`] };
  const json = shape.safeParse(node);
  if (!json.success) return { observations: [], problems: problemsOf(json.error, kind) };
  const { organization, repository, number } = place;
  const read = line(kind, {
    organization: organization.login,
    repository: repository.fullName,
    pull_request: number,
    data: json.data,
  });
  if (read.outcome === 'skipped') {
    const isPending = read.reason === 'pending_review';
    return { observations: [], problems: isPending ? [] : [`${kind}: ${read.detail}`] };
  }
  const groups = read.outcome === 'observations' ? read.groups : [];
  const events = groups.flatMap(({ observations }) => observations.flatMap(eventIn));
  return { observations: events.map((event) => placed(event, place)), problems: [] };
}

const eventIn = (observation: Observation): readonly TimelineEvent<AccountRef>[] =>
  observation.kind === 'pull_request_event' ? [observation.event] : [];

const placed = (event: TimelineEvent<AccountRef>, { repository, number }: Place): Observation => ({
  kind: 'pull_request_event',
  repository,
  number,
  event,
});

const frameShape = z.object({
  id: text(200),
  number: ordinal,
  state: z.string(),
  createdAt: instant,
  updatedAt: instant,
  commits: connectionShape,
  reviews: connectionShape,
  timelineItems: connectionShape,
});

/** A pull request with the first pages of its parts; null, with the problems, if it cannot be read. */
export function readPullRequestNode(
  node: unknown,
  place: RepositoryRead,
  { problems: unanswered, isForbidden }: NodeProblems,
): { readonly read: PullRequestRead | null; readonly problems: readonly string[] } {
  if (node === null) return { read: null, problems: ['pull_request: not given'] };
  const frame = frameShape.safeParse(node);
  if (!frame.success) return { read: null, problems: problemsOf(frame.error, 'pull_request') };
  const { number, id: nodeId, state, createdAt, updatedAt } = frame.data;
  const at = { ...place, number };
  const whole = readNode(wholeReader, node, at);
  if (whole.observations.length === 0) return { read: null, problems: whole.problems };
  const pages = pullRequestParts.map((part) => {
    const page = frame.data[fieldOf[part]];
    return { part, page, ...readPart(part, page, at) };
  });
  const read = [whole, ...pages];
  const problems = distinct([...unanswered, ...read.flatMap((each) => each.problems)]);
  return {
    problems,
    read: {
      number,
      nodeId,
      state: state === 'OPEN' ? 'open' : 'closed',
      createdAt,
      updatedAt,
      observations: read.flatMap(({ observations }) => observations),
      overflow: pages.flatMap(({ part, page }) => overflowOf(part, page)),
      problems,
      isForbidden,
    },
  };
}

function overflowOf(part: PullRequestPart, { pageInfo }: PartPage): readonly PartOverflow[] {
  const { hasNextPage, cursor } = pageInfo;
  return hasNextPage && cursor !== null ? [{ part, cursor }] : [];
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
