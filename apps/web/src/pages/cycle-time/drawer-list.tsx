import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';

import { useOrg, useView } from '../../address/org-scope.ts';
import { readView, stages, type Sort, type Stage } from '../../address/view.ts';
import {
  pullRequestsQuery,
  type PullRequest,
  type PullRequestsAsked,
} from '../../api/pull-requests.ts';
import type { SeriesPoint } from '../../api/series.ts';
import { exactDuration } from '../../format/durations.ts';
import { count } from '../../format/numbers.ts';
import { openStates, sortNames, stageNames } from '../../words/stages.ts';
import { StageBar } from '../../ui/stage-bar.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';

const SORTS: Readonly<Record<PullRequestsAsked['state'], readonly Sort[]>> = {
  merged: ['cycle_time', 'date', 'size', 'updated'],
  open: ['age', 'date', 'size', 'updated'],
  closed: ['date', 'age', 'size', 'updated'],
};

/** A list of pull requests with its order, its total and the way on. */
export function DrawerList({
  asked,
  figures,
}: {
  readonly asked: PullRequestsAsked;
  /** The bucket whose figures stand above; null for what is open. */
  readonly figures: SeriesPoint | null;
}) {
  const query = useInfiniteQuery(pullRequestsQuery(asked));
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total ?? 0;
  return (
    <>
      <Tools asked={asked} />
      {error !== null && <Broken what="The list" error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={240} />}
      {data !== undefined && (
        <>
          <Rows items={items} />
          <footer className="drawer-foot">
            <span role="status">
              {total === 0 ? 'No pull requests here.' : `${count(items.length)} of ${count(total)}`}
              {leftOut(total, figures)}
            </span>
            {hasNextPage && (
              <button
                type="button"
                className="quiet-button"
                disabled={isFetchingNextPage}
                onClick={() => void fetchNextPage()}
              >
                Show 50 more
              </button>
            )}
          </footer>
        </>
      )}
    </>
  );
}

function leftOut(total: number, figures: SeriesPoint | null): string {
  const n = figures?.sampleSize ?? null;
  if (n === null || n === total) return '';
  return ` · the figures count ${count(n)}`;
}

function Tools({ asked }: { readonly asked: PullRequestsAsked }) {
  const navigate = useNavigate();
  const { stage } = useView();
  const change = (changed: { readonly sort?: string; readonly stage?: string | undefined }) =>
    void navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (before) => readView({ ...before, ...changed }),
    });
  const isOpen = asked.state === 'open';
  return (
    <div className="drawer-tools">
      <label>
        <span className="sr">Order</span>
        <select value={asked.sort} onChange={({ target }) => change({ sort: target.value })}>
          {SORTS[asked.state].map((sort) => (
            <option key={sort} value={sort}>
              {sortNames[sort]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="sr">Stage</span>
        <select value={stage ?? ''} onChange={({ target }) => change({ stage: target.value })}>
          <option value="">{isOpen ? 'Any state' : 'Time in all stages'}</option>
          {stages.map((one) => (
            <option key={one} value={one}>
              {isOpen ? openStates[one] : `Time in ${stageNames[one].toLowerCase()}`}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Rows({ items }: { readonly items: readonly PullRequest[] }) {
  const most = Math.max(0, ...items.map(totalOf));
  return (
    <ol className="prs">
      {items.map((item) => (
        <Row key={`${item.repository}#${item.number}`} item={item} most={most} />
      ))}
    </ol>
  );
}

function Row({ item, most }: { readonly item: PullRequest; readonly most: number }) {
  const org = useOrg();
  const { stage } = useView();
  const [owner = '', name = ''] = item.repository.split('/');
  return (
    <li>
      <Link
        to="/o/$org/pull-requests/$owner/$name/$number"
        params={{ org, owner, name, number: String(item.number) }}
        className="pr"
      >
        <b>
          {name} #{item.number}
        </b>
        <span className="pr-total">{totalWords(item, stage)}</span>
        <span className="pr-tags">{tagsOf(item)}</span>
        <StageBar parts={item.stages} most={most} />
      </Link>
    </li>
  );
}

function totalWords(item: PullRequest, stage: Stage | undefined): string {
  const total = exactDuration(totalOf(item));
  const isPart = stage !== undefined && item.state === 'merged';
  return isPart ? `${exactDuration(item.stages[stage])} of ${total}` : total;
}

/** First commit to the end, or to now, in seconds. */
function totalOf({ stages: parts }: PullRequest): number {
  return parts.coding + parts.pickup + parts.review + parts.merge;
}

/** What is told of a pull request beside its times; never by whom. */
function tagsOf(item: PullRequest): string {
  const { authorship, reviewCycles, additions, deletions } = item;
  const rounds = `${reviewCycles} ${reviewCycles === 1 ? 'round' : 'rounds'}`;
  const isSized = additions !== null && deletions !== null;
  const lines = isSized ? [`${count(additions + deletions)} lines`] : [];
  const grade = authorship === 'bot' ? 'bot, not counted' : authorship;
  return [grade, rounds, ...lines].join(' · ');
}
