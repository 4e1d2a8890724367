import type { Stage } from '../../address/view.ts';
import type { PullRequestDetail, PullRequestEvent } from '../../api/pull-requests.ts';
import { clockSum } from '../../format/clock-sum.ts';

/** A row of the story of a pull request: what happened, or a stage that ended there. */
export type StoryRow =
  | { readonly kind: 'event'; readonly at: string; readonly key: string; readonly words: string }
  | {
      readonly kind: 'stage';
      readonly key: string;
      readonly stage: Stage;
      readonly seconds: number;
      readonly isOpen: boolean;
    };

type Told = Pick<
  PullRequestDetail,
  'segments' | 'events' | 'author' | 'openedAt' | 'firstReviewAt' | 'mergedAt'
>;

/** The story in the order of time; a stage stands before the event that ends it. */
export function storyOf(pullRequest: Told, now: Date): readonly StoryRow[] {
  const events = joinedCommits(pullRequest.events.filter((event) => isTold(event, pullRequest)));
  const happened = events.map(({ event, more }) => ({
    at: Date.parse(event.at),
    order: 1,
    row: {
      kind: 'event',
      at: event.at,
      key: event.key,
      words: `${eventWords(event, pullRequest)}${more === 0 ? '' : ` and ${more} more`}`,
    } as const,
  }));
  const ended = stageRows(pullRequest, now);
  return [opening(pullRequest), ...happened, ...ended]
    .toSorted((a, b) => a.at - b.at || a.order - b.order)
    .map(({ row }) => row);
}

/** States are evidence, not happenings; and a merge closes, which says nothing more. */
function isTold({ kind, at }: PullRequestEvent, { mergedAt }: Told): boolean {
  return kind !== 'snapshot' && !(kind === 'closed' && at === mergedAt);
}

function opening({ openedAt: at }: Told) {
  const row = { kind: 'event', at, key: 'opened', words: 'Opened' } as const;
  return { at: Date.parse(at), order: 1, row };
}

function stageRows({ segments }: Told, now: Date) {
  return segments.flatMap(({ stage, from, to }) => {
    const end = to === null ? now.getTime() : Date.parse(to);
    const seconds = (end - Date.parse(from)) / 1000;
    const row = {
      kind: 'stage',
      key: `${stage} ${from}`,
      stage,
      seconds,
      isOpen: to === null,
    } as const;
    return seconds > 0 ? [{ at: end, order: 0, row }] : [];
  });
}

type Joined = { readonly event: PullRequestEvent; readonly more: number };

/** Commits that follow one another are one row. */
function joinedCommits(events: readonly PullRequestEvent[]): readonly Joined[] {
  const joined: Joined[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    const follows = event.kind === 'commit' && last?.event.kind === 'commit';
    if (follows) joined[joined.length - 1] = { ...last, more: last.more + 1 };
    else joined.push({ event, more: 0 });
  }
  return joined;
}

const PLAIN: Readonly<Record<string, string>> = {
  ready_for_review: 'Marked ready for review',
  converted_to_draft: 'Made a draft again',
  closed: 'Closed',
  reopened: 'Opened again',
  merged: 'Merged',
};

const REVIEWS: Readonly<Record<string, string>> = {
  approved: 'approved',
  changes_requested: 'asked for changes',
  commented: 'commented',
  dismissed: 'review, dismissed since',
};

/** What happened, in words; people by their part, machines by their name. */
function eventWords(event: PullRequestEvent, told: Told): string {
  const { kind, data } = event;
  const plain = PLAIN[kind];
  if (plain !== undefined) return plain;
  const who = whoOf(event, told);
  if (kind === 'commit') return `Commit ${textOf(data['sha']).slice(0, 7)}`;
  if (kind === 'review') return reviewWords(event, { who, told });
  if (kind === 'review_dismissed') return 'A review was dismissed';
  if (kind === 'review_requested') return 'A review was asked for';
  if (kind === 'response') return `${who} commented`;
  if (kind === 'agent_work') return `An agent ${textOf(data['phase'])} its work`;
  return kind.replaceAll('_', ' ');
}

function reviewWords(
  event: PullRequestEvent,
  { who, told }: { readonly who: string; readonly told: Told },
): string {
  const did = REVIEWS[textOf(event.data['state'])] ?? 'reviewed';
  if (event.actor !== null && event.actor.kind !== 'human') {
    return `${who} ${did}: kept on its own clock`;
  }
  const isFirst = event.at === told.firstReviewAt;
  return isFirst ? `First human review: ${did}` : `${who} ${did}`;
}

function whoOf({ actor }: PullRequestEvent, { author }: Told): string {
  if (actor === null) return 'Somebody';
  if (actor.kind !== 'human') return actor.login;
  return actor.login === author?.login ? 'The author' : 'A reviewer';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const STAGES = ['coding', 'pickup', 'review', 'merge'] as const satisfies readonly Stage[];

/** The stages in hours, minutes and seconds, and their sum. */
export function arithmetic(parts: Readonly<Record<Stage, number>>): string {
  return clockSum(STAGES.map((stage) => ({ seconds: parts[stage] })));
}
